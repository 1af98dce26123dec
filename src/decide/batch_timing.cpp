#include "decide/batch_timing.hpp"

#include <algorithm>
#include <bit>

#include "decide/next_change.hpp"
#include "decide/time_steps.hpp"
#include "engine/checked.hpp"

namespace eligo::decide {

using values::Nanoseconds;
using PartKind = SolvedPart::Kind;

namespace {

bool is_leaf(const SolvedPart& part) { return part.kind == PartKind::truth || part.kind == PartKind::number; }

}  // namespace

BatchTiming::BatchTiming(const Plan& plan, const engine::Results& results, Nanoseconds now)
    : plan_(&plan),
      times_(plan.solved.get()),
      results_(&results),
      now_(now),
      most_steps_(plan.program->limits().search_steps + 100 * plan.program->every_part().size()) {
  if (!times_->usable()) return;
  columns_ = columns_of(times_->parts());
  for (const SolvedList& list : times_->lists()) list_columns_.push_back(columns_of(list.condition));
  for (std::uint32_t index = 0; index < times_->rules().size(); ++index) {
    const check::Rule& rule = plan.rules->rules[times_->rules()[index].rule];
    at_first_.push_back({false, is_active(rule, now), false});
    conditions_.push_back(results.truth(plan.program->rule_condition(times_->rules()[index].rule)));
    for (const auto& edge : {rule.active_from, rule.active_until}) {
      if (edge && *edge > now) edges_.push_back({*edge, index});
    }
  }
  std::ranges::sort(edges_, {}, &Edge::at);
  all_element_rows_ = results.element_rows();
  rows_.resize(times_->lists().size());
  states_.resize(times_->parts().parts.size());
  rules_.resize(times_->rules().size());
  before_.resize(times_->rules().size());
  for (std::uint32_t index = 0; index < states_.size(); ++index) {
    const SolvedPart& part = times_->parts().parts[index];
    const Column& column = columns_[index].left;
    if (is_leaf(part) && column.constant) {
      states_[index] = read_leaf(part, column, {});
    } else {
      varying_.push_back(index);
    }
  }
  dirty_.resize(values::words_for(states_.size()));
  is_placeholder_.resize(dirty_.size());
  is_touched_.resize(values::words_for(rules_.size()));
  for (std::size_t list = 0; list < rows_.size(); ++list) {
    const SolvedList& solved = times_->lists()[list];
    if (results.has(solved.list) && results.has_rows(solved.domain))
      rows_[list].lists = &results[solved.list];
  }
}

// --- what the run says

BatchTiming::Column BatchTiming::column_of(const SolvedColumn& column) const {
  if (column.value == program::no_value || !results_->has(column.value)) return {};
  const values::View& view = (*results_)[column.value];
  return {view.values, view.known, view.constant, column.of_element};
}

std::vector<BatchTiming::PartColumns> BatchTiming::columns_of(const SolvedParts& parts) const {
  std::vector<PartColumns> columns;
  columns.reserve(parts.parts.size());
  for (const SolvedPart& part : parts.parts) columns.push_back({column_of(part.left), column_of(part.right)});
  return columns;
}

std::size_t BatchTiming::row_of(const Column& column, const Place& place) {
  if (column.constant) return 0;
  return column.of_element ? place.element : place.profile;
}

std::optional<Nanoseconds> BatchTiming::difference(const PartColumns& columns, const Place& place) {
  const auto& [left, right] = columns;
  if (left.known == nullptr || right.known == nullptr) return std::nullopt;
  const std::size_t left_row = row_of(left, place), right_row = row_of(right, place);
  if (!values::bit_at(left.known, left_row) || !values::bit_at(right.known, right_row)) return std::nullopt;
  return static_cast<const Nanoseconds*>(left.values)[left_row] -
         static_cast<const Nanoseconds*>(right.values)[right_row];
}

BatchTiming::State BatchTiming::read_leaf(const SolvedPart& part, const Column& column, const Place& place) {
  if (column.known == nullptr) return {};
  const std::size_t row = row_of(column, place);
  if (!values::bit_at(column.known, row)) return {};
  if (part.kind == PartKind::number) return {static_cast<const std::int64_t*>(column.values)[row], true};
  return {values::bit_at(static_cast<const std::uint64_t*>(column.values), row) ? 1 : 0, true};
}

// --- parts

namespace {

bool compares(const SolvedPart& part, bool less, bool equal) {
  return less ? part.below : equal ? part.level : part.above;
}

}  // namespace

BatchTiming::State BatchTiming::compare(const SolvedPart& part, Nanoseconds difference) {
  return {compares(part, difference < 0, difference == 0) ? 1 : 0, true};
}

BatchTiming::State BatchTiming::compare_times(const SolvedPart& part, const PartColumns& columns,
                                              const Place& place, Nanoseconds instant) const {
  const auto apart = difference(columns, place);
  if (!apart) return {};
  return compare(part, *apart + part.slope * (instant - now_));
}

// What is not known makes all unknown that it stands in, unless a part that time does not change decides
// alone: so nothing that moves is ever asked what it hides.
BatchTiming::State BatchTiming::combine(const SolvedParts& all, const SolvedPart& part,
                                        std::span<const State> states) {
  const auto operands = all.operands(part);
  const auto of = [&](std::size_t operand) { return states[operands[operand]]; };
  const auto known_if = [](bool known, std::int64_t value) { return known ? State{value, true} : State{}; };
  switch (part.kind) {
    case PartKind::definition: return of(0);
    case PartKind::negation: return known_if(of(0).known, of(0).value ^ 1);
    case PartKind::conjunction:
    case PartKind::disjunction: {
      const std::int64_t deciding = part.kind == PartKind::disjunction ? 1 : 0;
      bool decided = false, known = true;
      for (const std::uint32_t operand : operands) {
        const State& state = states[operand];
        const bool decides = state.known && state.value == deciding;
        if (decides && !all.parts[operand].moves) return {deciding, true};
        decided = decided || decides;
        known = known && state.known;
      }
      return known_if(known, decided ? deciding : 1 - deciding);
    }
    case PartKind::conditional: {
      const State taken = of(of(0).value != 0 ? 1 : 2);
      if (!all.parts[operands[0]].moves) return known_if(of(0).known && taken.known, taken.value);
      return known_if(of(0).known && of(1).known && of(2).known, taken.value);
    }
    case PartKind::numbers: {
      const State left = of(0), right = of(1);
      return known_if(left.known && right.known,
                      compares(part, left.value < right.value, left.value == right.value) ? 1 : 0);
    }
    case PartKind::sum:
    case PartKind::difference:
    case PartKind::product: {
      const State left = of(0), right = of(1);
      if (!left.known || !right.known) return {};
      std::int64_t out = 0;
      const auto cause = part.kind == PartKind::sum ? engine::checked_add(out, left.value, right.value)
                         : part.kind == PartKind::difference
                             ? engine::checked_subtract(out, left.value, right.value)
                             : engine::checked_multiply(out, left.value, right.value);
      return known_if(cause == values::Cause::none, out);
    }
    case PartKind::unsolved:
    case PartKind::truth:
    case PartKind::number:
    case PartKind::times:
    case PartKind::count: break;  // not made of parts
  }
  return {};
}

void BatchTiming::add_flip(Nanoseconds at, std::uint32_t part, std::size_t element) {
  if (at < NextChange::never) flips_.push_back({at, part, static_cast<std::uint32_t>(element)});
}

// `of`: the part that hears of it.
void BatchTiming::add_flips(const SolvedPart& part, Nanoseconds difference, std::uint32_t of,
                            std::size_t element) {
  if (part.slope == 1 || part.slope == -1) {
    const bool rises = part.slope > 0;
    const Nanoseconds height = rises ? difference : -difference;
    if (height > 0) return;
    const bool first = rises ? part.below : part.above, last = rises ? part.above : part.below;
    if (height < 0 && first != part.level) add_flip(now_ - height, of, element);
    if (part.level != last) add_flip(now_ - height + 1, of, element);
    return;
  }
  Nanoseconds at = now_;
  while (const auto wait =
             comparison_step(part.comparison, difference + part.slope * (at - now_), part.slope)) {
    if (*wait >= NextChange::never - at) return;
    at += *wait;
    add_flip(at, of, element);
  }
}

BatchTiming::State BatchTiming::element_state(const SolvedList& list, std::uint32_t number,
                                              const Place& place, Nanoseconds instant) {
  const auto& columns = list_columns_[number];
  const auto& parts = list.condition.parts;
  if (parts.size() == 1) return compare_times(parts[0], columns[0], place, instant);
  element_states_.resize(parts.size());
  for (std::size_t part = 0; part < parts.size(); ++part) {
    const PartKind kind = parts[part].kind;
    if (is_leaf(parts[part])) {
      element_states_[part] = read_leaf(parts[part], columns[part].left, place);
    } else if (kind == PartKind::times) {
      element_states_[part] = compare_times(parts[part], columns[part], place, instant);
    } else {  // lists within lists are left to walks, and are no parts of others
      element_states_[part] = combine(list.condition, parts[part], element_states_);
    }
  }
  return element_states_.back();
}

BatchTiming::State BatchTiming::outcome(SolvedList::Outcome asked, const ListRows& rows) {
  const auto count = static_cast<std::int64_t>(rows.count);
  switch (asked) {
    case SolvedList::Outcome::all: return {rows.hits == count ? 1 : 0, true};
    case SolvedList::Outcome::exists: return {rows.hits > 0 ? 1 : 0, true};
    case SolvedList::Outcome::exists_one: return {rows.hits == 1 ? 1 : 0, true};
    case SolvedList::Outcome::size: return {rows.hits, true};
  }
  return {};
}

BatchTiming::State BatchTiming::begin_count(std::uint32_t part, std::size_t row) {
  const std::uint32_t number = times_->parts().parts[part].elements;
  const SolvedList& list = times_->lists()[number];
  ListRows& rows = rows_[number];
  rows.count = 0;
  rows.hits = 0;
  rows.first_truth = truths_.size();
  if (rows.lists == nullptr || !rows.lists->is_known(row)) return {};
  const std::size_t list_row = rows.lists->constant ? 0 : row;
  const auto [begin, end] = results_->rows_in(list.domain, row);
  if (end - begin != rows.lists->offsets[list_row + 1] - rows.lists->offsets[list_row]) return {};
  rows.first = begin;
  rows.count = end - begin;
  const auto& parts = list.condition.parts;
  const auto& columns = list_columns_[number];
  const std::size_t flips_before = flips_.size();
  const bool one_comparison = parts.size() == 1 && parts[0].kind == PartKind::times;
  for (std::size_t element = begin; element < end; ++element) {
    const Place place{row, element};
    if (one_comparison) {
      const auto apart = difference(columns[0], place);
      if (!apart) return {};
      const auto truth = static_cast<std::uint8_t>(compare(parts[0], *apart).value);
      truths_.push_back(truth);
      rows.hits += truth;
      add_flips(parts[0], *apart, part, element);
      continue;
    }
    const State state = element_state(list, number, place, now_);
    if (!state.known) return {};
    truths_.push_back(state.value != 0 ? 1 : 0);
    rows.hits += state.value;
    for (std::size_t inner = 0; inner < parts.size(); ++inner) {
      if (parts[inner].kind != PartKind::times) continue;
      if (const auto apart = difference(columns[inner], place))
        add_flips(parts[inner], *apart, part, element);
    }
  }
  list_flips_ = std::max(list_flips_, flips_.size() - flips_before);
  return outcome(list.outcome, rows);
}

// --- one profile

// Conditions that time does not change stay undecided; what they come to is then no question of time. Of
// others, and of has(), nothing is known.
bool BatchTiming::count_undecided(std::size_t row) {
  if (!plan_->presence_facts.empty()) return false;
  const auto is_known = [&](program::ValueId condition) { return results_->truth(condition).is_known(row); };
  for (std::uint32_t segment = 0; segment < plan_->no_segment(); ++segment) {
    if (!is_known(plan_->program->segment_condition(segment))) return false;
  }
  for (std::uint32_t rule = 0; rule < plan_->rules->rules.size(); ++rule) {
    if (is_known(plan_->program->rule_condition(rule))) continue;
    if (times_->changes(rule)) return false;
    ++undecided_;
  }
  return true;
}

bool BatchTiming::begin(std::size_t row, const DecisionData& decision) {
  row_ = row;
  flips_.clear();
  list_flips_ = 0;
  truths_.clear();
  next_flip_ = next_edge_ = 0;
  const SolvedParts& all = times_->parts();
  const Place place{row, 0};
  alternatives_ = decision.verdict != Verdict::visible;
  part_count_ = alternatives_ ? all.parts.size() : times_->parts_without_alternatives();
  for (ListRows& rows : rows_) rows.count = 0;
  for (const std::uint32_t index : varying_) {
    if (index >= part_count_) break;
    const SolvedPart& part = all.parts[index];
    State& state = states_[index];
    if (is_leaf(part)) {
      state = read_leaf(part, columns_[index].left, place);
    } else if (part.kind == PartKind::times) {
      const auto apart = difference(columns_[index], place);
      state = apart ? compare(part, *apart) : State{};
      if (apart) add_flips(part, *apart, index, 0);
    } else if (part.kind == PartKind::count) {
      state = begin_count(index, row);
    } else {
      state = combine(all, part, states_);
    }
  }
  const auto is_unknown = [&](std::uint32_t part) { return !states_[part].known; };
  if (alternatives_ && std::ranges::any_of(times_->alternatives(), is_unknown)) return false;
  if (!begin_rules(row, decision) || !watch_placeholders(decision)) return false;
  if (flips_.size() > 1) std::ranges::sort(flips_, {}, &Flip::at);
  return true;
}

bool BatchTiming::begin_rules(std::size_t row, const DecisionData& decision) {
  segment_ = decision.segment.value_or(plan_->no_segment());
  denials_ = hidings_ = 0;
  showing_.clear();
  for (std::uint32_t index = 0; index < rules_.size(); ++index) {
    const SolvedRule& rule = times_->rules()[index];
    RuleState& state = rules_[index];
    state = at_first_[index];
    if (!conditions_[index].is_known(row)) return false;
    state.hits = conditions_[index].is_true(row);
    if (rule.part != SolvedRule::no_part && states_[rule.part] != State{state.hits ? 1 : 0, true})
      return false;
    if (!state.hits) continue;
    state.waived = times_->waives(segment_, index);
    count_rule(state, rule.verdict, true);
    if (rule.part == SolvedRule::no_part || !state.active) continue;
    if (!std::ranges::all_of(rule.shown, [&](std::uint32_t part) { return states_[part].known; }))
      return false;
    showing_.push_back(index);
  }
  lasting_ = Verdict::visible;
  for (const ReasonData& reason : decision.reasons) {
    for (const std::uint32_t index : reason.rules) {
      if (times_->changes(index)) continue;
      const check::Rule& rule = plan_->rules->rules[index];
      const bool hits =
          undecided_ == 0 || results_->truth(plan_->program->rule_condition(index)).is_known(row);
      lasting_ = std::max(lasting_, verdict_of(hits ? rule.effect : rule.on_missing));
    }
  }
  return std::max(lasting_, verdict()) == decision.verdict;
}

bool BatchTiming::watch_placeholders(const DecisionData& decision) {
  for (const std::uint32_t part : placeholders_) is_placeholder_[part / 64] = 0;
  placeholders_.clear();
  for (const Reasons* const reasons : {&decision.reasons, &decision.waived}) {
    for (const ReasonData& reason : *reasons) {
      const auto& shown = times_->placeholders(reason.text_rule);
      placeholders_.insert(placeholders_.end(), shown.begin(), shown.end());
    }
  }
  for (const std::uint32_t part : placeholders_) values::set_bit(is_placeholder_.data(), part);
  return std::ranges::all_of(placeholders_, [&](std::uint32_t part) { return states_[part].known; });
}

void BatchTiming::count_rule(const RuleState& state, Verdict verdict, bool add) {
  if (!state.shows() || state.waived) return;
  std::size_t& count = verdict == Verdict::denied ? denials_ : hidings_;
  count = add ? count + 1 : count - 1;
}

Verdict BatchTiming::verdict() const {
  return denials_ > 0 ? Verdict::denied : hidings_ > 0 ? Verdict::hidden : Verdict::visible;
}

// --- from one instant to the next

void BatchTiming::touch(std::uint32_t rule) {
  if (values::bit_at(is_touched_.data(), rule)) return;
  values::set_bit(is_touched_.data(), rule);
  touched_.push_back(rule);
  before_[rule] = rules_[rule];
}

void BatchTiming::set(std::uint32_t part, State state) {
  if (states_[part] == state) return;
  lost_ = lost_ || !state.known;
  states_[part] = state;
  tried_ = tried_ || times_->parts().parts[part].boolean || !placeholders_.empty();
  for (const std::uint32_t parent : times_->parents(part)) {
    if (parent < part_count_) values::set_bit(dirty_.data(), parent);
  }
  placeholders_changed_ = placeholders_changed_ || values::bit_at(is_placeholder_.data(), part);
  for (const SolvedTimes::Use& use : times_->uses(part)) {
    switch (use.kind) {
      case SolvedTimes::Use::Kind::condition:
        touch(use.rule);
        rules_[use.rule].hits = state.value != 0;
        rules_[use.rule].waived = times_->waives(segment_, use.rule);
        break;
      // A condition is set after its parts, so this is what the rule was before.
      case SolvedTimes::Use::Kind::shown: shown_changed_ = shown_changed_ || rules_[use.rule].shows(); break;
      case SolvedTimes::Use::Kind::alternative: alternatives_changed_ = alternatives_; break;
    }
  }
}

void BatchTiming::flip(const Flip& flip) {
  const SolvedPart& part = times_->parts().parts[flip.part];
  if (part.kind == PartKind::times)
    return set(flip.part, compare_times(part, columns_[flip.part], {row_, 0}, flip.at));
  const SolvedList& list = times_->lists()[part.elements];
  ListRows& rows = rows_[part.elements];
  if (!states_[flip.part].known) return;
  const State state = element_state(list, part.elements, {row_, flip.element}, flip.at);
  lost_ = lost_ || !state.known;
  std::uint8_t& truth = truths_[rows.first_truth + (flip.element - rows.first)];
  rows.hits += state.value - truth;
  truth = state.value != 0 ? 1 : 0;
  values::set_bit(dirty_.data(), flip.part);
}

BatchTiming::Change BatchTiming::move_to(Nanoseconds instant) {
  for (const std::uint32_t rule : touched_) is_touched_[rule / 64] = 0;
  touched_.clear();
  placeholders_changed_ = alternatives_changed_ = shown_changed_ = tried_ = false;
  for (; next_flip_ < flips_.size() && flips_[next_flip_].at == instant; ++next_flip_)
    flip(flips_[next_flip_]);
  const SolvedParts& all = times_->parts();
  for (std::size_t word = 0; word < dirty_.size(); ++word) {
    while (dirty_[word] != 0) {  // what uses a part stands after it
      const auto bit = static_cast<std::uint32_t>(std::countr_zero(dirty_[word]));
      const auto part = static_cast<std::uint32_t>(word * 64) + bit;
      dirty_[word] &= dirty_[word] - 1;
      const SolvedPart& changed = all.parts[part];
      set(part, changed.kind == PartKind::count
                    ? outcome(times_->lists()[changed.elements].outcome, rows_[changed.elements])
                    : combine(all, changed, states_));
    }
  }
  for (; next_edge_ < edges_.size() && edges_[next_edge_].at == instant; ++next_edge_) {
    const std::uint32_t rule = edges_[next_edge_].rule;
    tried_ = true;
    touch(rule);
    rules_[rule].active = is_active(plan_->rules->rules[times_->rules()[rule].rule], instant);
  }
  bool changed = placeholders_changed_ || alternatives_changed_;
  for (const std::uint32_t rule : touched_) {
    const Verdict verdict = times_->rules()[rule].verdict;
    count_rule(before_[rule], verdict, false);
    count_rule(rules_[rule], verdict, true);
    changed = changed || before_[rule].shows() != rules_[rule].shows();
  }
  return changed ? Change::decision : shown_changed_ ? Change::unsure : Change::none;
}

// Of all lists, and of lists within lists; those of one profile stand side by side.
std::size_t BatchTiming::element_rows() const {
  const auto domains = plan_->program->domains();
  std::size_t total = 0;
  spans_.assign(domains.size(), {});
  spans_[program::profile_domain] = {row_, row_ + 1};
  for (program::DomainId domain = program::profile_domain + 1; domain < domains.size(); ++domain) {
    const auto [first, last] = spans_[domains[domain].parent];
    if (first == last || !results_->has_rows(domain)) continue;
    spans_[domain] = {results_->rows_in(domain, first).first, results_->rows_in(domain, last - 1).second};
    total += spans_[domain].second - spans_[domain].first;
  }
  return total;
}

bool BatchTiming::within_limits(const DecisionData& decision, std::size_t tried,
                                const std::optional<Nanoseconds>& valid_until, bool retried) const {
  SolvedTimes::Walk walk;
  walk.flips = flips_.size();
  walk.list_flips = list_flips_;
  walk.showing = showing_;
  walk.undecided = undecided_;
  walk.tried = tried;
  if (valid_until) walk.reach = *valid_until - now_;
  walk.retried = retried;
  for (const ListRows& rows : rows_) walk.elements += rows.count;
  const auto are_enough = [&](std::size_t element_rows) {
    walk.element_rows = element_rows;
    const auto most = times_->most_steps(walk);
    const bool half = decision.verdict != Verdict::visible;  // see SearchLimits::leave_half
    return most.for_change <= (half ? most_steps_ / 2 : most_steps_) && most.in_all <= most_steps_;
  };
  return are_enough(all_element_rows_) || are_enough(element_rows());
}

bool BatchTiming::solve(std::size_t row, bool open, DecisionData& decision) {
  undecided_ = 0;
  if (!times_->usable() || (open && !count_undecided(row)) || !begin(row, decision)) return false;
  lost_ = false;
  std::optional<Nanoseconds> valid_until, retry_at;
  std::size_t tried = 0;
  bool retried = false;
  for (;;) {
    Nanoseconds instant = NextChange::never;
    if (next_flip_ < flips_.size()) instant = flips_[next_flip_].at;
    if (next_edge_ < edges_.size()) instant = std::min(instant, edges_[next_edge_].at);
    if (instant >= NextChange::never) break;
    const Change change = move_to(instant);
    if (lost_) return false;
    if (!valid_until) {
      tried += tried_ ? 1 : 0;
      if (change == Change::unsure) return false;
      if (change == Change::none) continue;
      valid_until = instant;
      if (lasting_ >= decision.verdict) break;
      retried = true;
    }
    if (std::max(lasting_, verdict()) < decision.verdict) {
      retry_at = instant;
      break;
    }
  }
  if (!within_limits(decision, tried, valid_until, retried)) return false;
  decision.retry_at = retry_at;
  decision.valid_until = valid_until;
  decision.times_bounded = false;
  return true;
}

}  // namespace eligo::decide
