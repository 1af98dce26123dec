#include "decide/batch_timing.hpp"

#include <algorithm>
#include <bit>

#include "decide/next_change.hpp"

namespace eligo::decide {

using values::Nanoseconds;
using PartKind = SolvedPart::Kind;

namespace {

// What most profiles keep to.
constexpr std::size_t usual_count = 24, usual_flips = 5, usual_tried = 5;
constexpr Nanoseconds usual_reach = Nanoseconds{400} * 24 * 3600 * values::nanoseconds_per_second;

}  // namespace

BatchTiming::BatchTiming(const Plan& plan, const engine::Results& results, Nanoseconds now)
    : plan_(&plan),
      times_(plan.solved.get()),
      results_(&results),
      now_(now),
      most_steps_(plan.program->limits().search_steps + 100 * plan.program->every_part().size()),
      flips_(now) {
  if (!times_->usable()) return;
  const auto& parts = times_->parts().parts;
  lists_.reserve(times_->lists().size());
  for (const SolvedList& list : times_->lists()) lists_.emplace_back(list, results, now);
  at_first_.emplace(times_->parts(), results, lists_);
  solvable_.emplace(plan, results, *at_first_, now);
  flipping_.reserve(parts.size());
  sides_.reserve(parts.size());
  edges_.reserve(2 * times_->rules().size());
  for (std::uint32_t part = 0; part < parts.size(); ++part) {
    if (parts[part].kind != PartKind::times && parts[part].kind != PartKind::count) continue;
    flipping_.push_back(part);
    sides_.emplace_back(results, parts[part]);
  }
  const std::size_t rules = times_->rules().size();
  for (std::uint32_t index = 0; index < rules; ++index) {
    const check::Rule& rule = plan.rules->rules[times_->rules()[index].rule];
    for (const auto& edge : {rule.active_from, rule.active_until}) {
      if (!edge || *edge <= now) continue;
      edges_.push_back({*edge, index});
      const bool turns = is_active(rule, *edge) != is_active(rule, *edge - 1);
      if (turns && times_->rules()[index].part == SolvedRule::no_part) sure_edges_.push_back({*edge, index});
    }
  }
  std::ranges::sort(edges_, {}, &Edge::at);
  std::ranges::sort(sure_edges_, {}, &Edge::at);
  all_element_rows_ = results.element_rows();
  rows_.resize(lists_.size());
  states_.resize(parts.size());
  rules_.resize(rules);
  before_.resize(rules);
  dirty_.resize(values::words_for(parts.size()));
  is_placeholder_.resize(dirty_.size());
  is_touched_.resize(values::words_for(rules));
}

// --- one profile

// Conditions that stay undecided, of profiles that are solvable; what they come to is then no question of
// time. Of segments, and of has(), nothing is known.
bool BatchTiming::count_undecided(std::size_t row) {
  if (!plan_->presence_facts.empty()) return false;
  const auto is_known = [&](program::ValueId condition) { return results_->truth(condition).is_known(row); };
  for (std::uint32_t segment = 0; segment < plan_->no_segment(); ++segment) {
    if (!is_known(plan_->program->segment_condition(segment))) return false;
  }
  for (std::uint32_t rule = 0; rule < plan_->rules->rules.size(); ++rule) {
    if (!is_known(plan_->program->rule_condition(rule))) ++undecided_;
  }
  return true;
}

bool BatchTiming::begin(std::size_t row, const DecisionData& decision) {
  row_ = row;
  ++turn_;
  alternatives_ = decision.verdict != Verdict::visible;
  part_count_ = alternatives_ ? states_.size() : times_->parts_without_alternatives();
  if (!solvable_->contain(row, alternatives_)) return false;
  if (!begin_rules(decision) || !watch_placeholders(decision)) return false;
  horizon_ = horizon_of(decision);
  find_flips();
  return true;
}

bool BatchTiming::begin_rules(const DecisionData& decision) {
  segment_ = decision.segment.value_or(plan_->no_segment());
  denials_ = hidings_ = 0;
  showing_.clear();
  const auto hits = solvable_->hits(row_);
  for (std::size_t word = 0; word < hits.size(); ++word) {
    values::for_each_row(hits[word], word, [&](std::size_t hit) {
      const auto index = static_cast<std::uint32_t>(hit);
      const SolvedRule& solved = times_->rules()[index];
      count_rule(rule(index), solved.verdict, true);
      if (solved.part != SolvedRule::no_part) showing_.push_back(index);
    });
  }
  waits_.clear();
  for (std::uint32_t index = 0; solvable_->some_wait(row_) && index < rules_.size(); ++index) {
    if (!solvable_->condition(index).is_known(row_)) waits_.push_back(index);
  }
  lasting_ = lasting_of(decision);
  return std::max(lasting_, verdict()) == decision.verdict;
}

// By the reasons of rules that time does not change, or that stay undecided.
Verdict BatchTiming::lasting_of(const DecisionData& decision) const {
  if (const auto told = solvable_->lasting(row_)) return *told;
  Verdict lasting = Verdict::visible;
  for (const ReasonData& reason : decision.reasons) {
    for (const std::uint32_t index : reason.rules) {
      const check::Rule& rule = plan_->rules->rules[index];
      const bool hits =
          undecided_ == 0 || results_->truth(plan_->program->rule_condition(index)).is_known(row_);
      if (hits && times_->changes(index)) continue;
      lasting = std::max(lasting, verdict_of(hits ? rule.effect : rule.on_missing));
    }
  }
  return lasting;
}

bool BatchTiming::watch_placeholders(const DecisionData& decision) {
  for (const std::uint32_t part : placeholders_) is_placeholder_[part / 64] = 0;
  placeholders_.clear();
  if (!solvable_->show_placeholders(row_)) return true;
  for (const Reasons* const reasons : {&decision.reasons, &decision.waived}) {
    for (const ReasonData& reason : *reasons) {
      const auto& shown = times_->placeholders(reason.text_rule);
      placeholders_.insert(placeholders_.end(), shown.begin(), shown.end());
    }
  }
  for (const std::uint32_t part : placeholders_) values::set_bit(is_placeholder_.data(), part);
  return std::ranges::all_of(placeholders_, [&](std::uint32_t part) {
    return at_first_->is_known(part, row_) || at_first_->is_still(part, row_);
  });
}

// A decision is another one, whatever else happens, once the window of a rule opens or closes that hits for
// good. What comes after that matters only where a better verdict is looked for.
Nanoseconds BatchTiming::horizon_of(const DecisionData& decision) const {
  if (lasting_ >= decision.verdict) {
    for (const Edge& edge : sure_edges_) {
      if (solvable_->condition(edge.rule).is_true(row_)) return edge.at;
    }
  }
  return NextChange::never - 1;
}

void BatchTiming::find_flips() {
  truths_.clear();
  list_flips_ = next_edge_ = elements_ = 0;
  flips_.begin(horizon_);
  flips_.make_room(flipping_.size());
  const auto& parts = times_->parts().parts;
  for (std::size_t index = 0; index < flipping_.size() && flipping_[index] < part_count_; ++index) {
    const std::uint32_t part = flipping_[index];
    if (parts[part].kind == PartKind::count) {
      begin_list(part);
    } else if (sides_[index].are_known({row_, 0})) {
      flips_.add(parts[part], sides_[index].difference({row_, 0}), part, 0);
    }
  }
  flips_.put_in_order();
}

void BatchTiming::begin_list(std::uint32_t part) {
  const std::uint32_t number = times_->parts().parts[part].elements;
  const SolvedElements& list = lists_[number];
  ListRows& rows = rows_[number];
  rows.elements = list.of(row_);
  rows.first_truth = truths_.size();
  rows.hits = 0;
  if (rows.elements.count == 0) return;
  elements_ += rows.elements.count;
  flips_.make_room(rows.elements.count * list.parts().size() + flipping_.size());
  const std::size_t flips_before = flips_.count();
  for (std::size_t element = 0; element < rows.elements.count; ++element)
    rows.hits += begin_element(list, part, rows.elements.first + element);
  list_flips_ = std::max(list_flips_, flips_.count() - flips_before);
}

std::int64_t BatchTiming::begin_element(const SolvedElements& list, std::uint32_t part, std::size_t element) {
  const SolvedPlace place{row_, element};
  if (list.is_comparison()) {
    const SolvedPart& comparison = list.parts()[0];
    const TimeColumns& sides = list.times(0);
    if (!list.are_all_known() && !sides.are_known(place)) return 0;
    const Nanoseconds apart = sides.difference(place);
    flips_.add(comparison, apart, part, element);
    return compares(comparison, apart) ? 1 : 0;
  }
  for (std::size_t inner = 0; inner < list.parts().size(); ++inner) {
    if (list.parts()[inner].kind != PartKind::times) continue;
    const TimeColumns& sides = list.times(inner);
    if (sides.are_known(place)) flips_.add(list.parts()[inner], sides.difference(place), part, element);
  }
  truths_.push_back(list.truth(element) ? 1 : 0);
  return truths_.back();
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

SolvedState BatchTiming::state(std::uint32_t part) const {
  return states_[part].turn == turn_ ? states_[part].value : at_first_->at(part, row_);
}

SolvedState BatchTiming::state_of_parts(std::uint32_t part) {
  const SolvedParts& all = times_->parts();
  operands_.clear();
  for (const std::uint32_t operand : all.operands(all.parts[part])) operands_.push_back(state(operand));
  return combine(all, all.parts[part], operands_);
}

BatchTiming::RuleState& BatchTiming::rule(std::uint32_t index) {
  auto& [turn, state] = rules_[index];
  if (turn != turn_) {
    turn = turn_;
    state = {solvable_->condition(index).is_true(row_), solvable_->is_active(index),
             times_->waives(segment_, index)};
  }
  return state;
}

void BatchTiming::touch(std::uint32_t index) {
  if (values::bit_at(is_touched_.data(), index)) return;
  values::set_bit(is_touched_.data(), index);
  touched_.push_back(index);
  before_[index] = rule(index);
}

void BatchTiming::set(std::uint32_t part, SolvedState changed) {
  if (state(part) == changed) return;
  lost_ = lost_ || !changed.known;
  states_[part] = {turn_, changed};
  tried_ = tried_ || times_->parts().parts[part].boolean || !placeholders_.empty();
  for (const std::uint32_t parent : times_->parents(part)) {
    if (parent < part_count_) values::set_bit(dirty_.data(), parent);
  }
  placeholders_changed_ = placeholders_changed_ || values::bit_at(is_placeholder_.data(), part);
  for (const SolvedTimes::Use& use : times_->uses(part)) {
    switch (use.kind) {
      case SolvedTimes::Use::Kind::condition:
        touch(use.rule);
        rule(use.rule).hits = changed.value != 0;
        break;
      // A condition is set after its parts, so this is what the rule was before.
      case SolvedTimes::Use::Kind::shown: shown_changed_ = shown_changed_ || rule(use.rule).shows(); break;
      case SolvedTimes::Use::Kind::alternative: alternatives_changed_ = alternatives_; break;
    }
  }
}

void BatchTiming::flip(const ComparisonFlip& flip) {
  const SolvedPart& part = times_->parts().parts[flip.part];
  if (part.kind == PartKind::times) return set(flip.part, {flip.truth ? 1 : 0, true});
  SolvedElements& list = lists_[part.elements];
  ListRows& rows = rows_[part.elements];
  if (!state(flip.part).known) return;
  values::set_bit(dirty_.data(), flip.part);
  if (list.is_comparison()) {
    rows.hits += flip.change;
    return;
  }
  const SolvedState state = list.at({row_, flip.element}, flip.at);
  lost_ = lost_ || !state.known;
  std::uint8_t& truth = truths_[rows.first_truth + (flip.element - rows.elements.first)];
  rows.hits += state.value - truth;
  truth = state.value != 0 ? 1 : 0;
}

BatchTiming::Change BatchTiming::move_to(Nanoseconds instant) {
  for (const std::uint32_t rule : touched_) is_touched_[rule / 64] = 0;
  touched_.clear();
  placeholders_changed_ = alternatives_changed_ = shown_changed_ = tried_ = false;
  while (flips_.next() == instant) flip(flips_.take());
  const SolvedParts& all = times_->parts();
  for (std::size_t word = 0; word < dirty_.size(); ++word) {
    while (dirty_[word] != 0) {  // what uses a part stands after it
      const auto bit = static_cast<std::uint32_t>(std::countr_zero(dirty_[word]));
      const auto part = static_cast<std::uint32_t>(word * 64) + bit;
      dirty_[word] &= dirty_[word] - 1;
      const SolvedPart& changed = all.parts[part];
      const ListRows* const rows = changed.kind == PartKind::count ? &rows_[changed.elements] : nullptr;
      set(part, rows != nullptr ? lists_[changed.elements].outcome(rows->hits, rows->elements.count)
                                : state_of_parts(part));
    }
  }
  for (; next_edge_ < edges_.size() && edges_[next_edge_].at == instant; ++next_edge_) {
    const std::uint32_t index = edges_[next_edge_].rule;
    tried_ = true;
    touch(index);
    rule(index).active = is_active(plan_->rules->rules[times_->rules()[index].rule], instant);
  }
  bool changed = placeholders_changed_ || alternatives_changed_;
  for (const std::uint32_t index : touched_) {
    const Verdict verdict = times_->rules()[index].verdict;
    count_rule(before_[index], verdict, false);
    count_rule(rule(index), verdict, true);
    changed = changed || before_[index].shows() != rule(index).shows();
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
                                const std::optional<Nanoseconds>& valid_until, bool retried) {
  const bool half = decision.verdict != Verdict::visible;  // see SearchLimits::leave_half
  const bool usual = undecided_ == 0 && valid_until && *valid_until - now_ <= usual_reach &&
                     flips_.count() <= usual_count && elements_ <= usual_count && list_flips_ < usual_flips &&
                     tried < usual_tried;
  if (usual && is_usual_within(tried, retried, half)) return true;
  SolvedTimes::Walk walk;
  walk.flips = flips_.count();
  walk.list_flips = list_flips_;
  walk.showing = showing_;
  walk.waiting = waits_;
  walk.undecided = undecided_;
  walk.tried = tried;
  if (valid_until) walk.reach = *valid_until - now_;
  walk.retried = retried || !waits_.empty();  // such a reason is followed as long as it stays
  walk.elements = elements_;
  walk.element_rows = all_element_rows_;
  if (are_enough(walk, half)) return true;
  walk.element_rows = element_rows();
  return are_enough(walk, half);
}

// Of most profiles there is less to look at than here, and so walks take fewer steps. Worked out once a
// batch.
bool BatchTiming::is_usual_within(std::size_t tried, bool retried, bool half) {
  const bool shows = !showing_.empty();
  const std::size_t kind =
      (list_flips_ * usual_tried + tried) * 8 + (shows ? 4U : 0U) + (retried ? 2U : 0U) + (half ? 1U : 0U);
  if (usual_within_.empty()) usual_within_.resize(usual_flips * usual_tried * 8, Answer::unknown);
  Answer& answer = usual_within_[kind];
  if (answer == Answer::unknown) {
    std::vector<std::uint32_t> showing;
    for (std::uint32_t index = 0; shows && index < rules_.size(); ++index) showing.push_back(index);
    SolvedTimes::Walk walk;
    walk.flips = walk.elements = usual_count;
    walk.list_flips = list_flips_;
    walk.element_rows = all_element_rows_;
    walk.showing = showing;
    walk.tried = tried;
    walk.reach = usual_reach;
    walk.retried = retried;
    answer = are_enough(walk, half) ? Answer::yes : Answer::no;
  }
  return answer == Answer::yes;
}

bool BatchTiming::are_enough(const SolvedTimes::Walk& walk, bool half) const {
  const auto most = times_->most_steps(walk);
  return most.for_change <= (half ? most_steps_ / 2 : most_steps_) && most.in_all <= most_steps_;
}

bool BatchTiming::solve(std::size_t row, bool open, DecisionData& decision) {
  undecided_ = 0;
  if (!times_->usable() || (open && !count_undecided(row)) || !begin(row, decision)) return false;
  lost_ = false;
  std::optional<Nanoseconds> valid_until, retry_at;
  std::size_t tried = 0;
  bool retried = false;
  for (;;) {
    const Nanoseconds flip_at = flips_.next();
    Nanoseconds instant = flip_at;
    if (next_edge_ < edges_.size()) instant = std::min(instant, edges_[next_edge_].at);
    if (instant >= NextChange::never) break;
    if (instant == horizon_ && flip_at != instant) {
      valid_until = instant;
      ++tried;
      break;
    }
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
