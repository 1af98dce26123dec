#include "decide/batch_timing.hpp"

#include <algorithm>
#include <bit>

#include "decide/next_change.hpp"
#include "decide/time_steps.hpp"

namespace eligo::decide {

using values::Nanoseconds;
using PartKind = SolvedPart::Kind;

BatchTiming::BatchTiming(const Plan& plan, const engine::Results& results, Nanoseconds now)
    : plan_(&plan),
      times_(plan.solved.get()),
      results_(&results),
      now_(now),
      most_steps_(plan.program->limits().search_steps + 100 * plan.program->every_part().size()) {
  if (!times_->usable()) return;
  const auto& parts = times_->parts().parts;
  lists_.reserve(times_->lists().size());
  for (const SolvedList& list : times_->lists()) lists_.emplace_back(list, results, now);
  at_first_.emplace(times_->parts(), results, lists_);
  for (std::uint32_t part = 0; part < parts.size(); ++part) {
    if (parts[part].kind != PartKind::times && parts[part].kind != PartKind::count) continue;
    flipping_.push_back(part);
    sides_.emplace_back(results, parts[part]);
  }
  const std::size_t rules = times_->rules().size();
  rules_at_first_.reserve(rules);
  conditions_.reserve(rules);
  for (std::uint32_t index = 0; index < rules; ++index) {
    const check::Rule& rule = plan.rules->rules[times_->rules()[index].rule];
    rules_at_first_.push_back({false, is_active(rule, now), false});
    conditions_.push_back(results.truth(plan.program->rule_condition(times_->rules()[index].rule)));
    for (const auto& edge : {rule.active_from, rule.active_until}) {
      if (edge && *edge > now) edges_.push_back({*edge, index});
    }
  }
  std::ranges::sort(edges_, {}, &Edge::at);
  all_element_rows_ = results.element_rows();
  find_solvable(results);
  find_hits();
  rows_.resize(lists_.size());
  states_.resize(parts.size());
  rules_.resize(rules);
  before_.resize(rules);
  dirty_.resize(values::words_for(parts.size()));
  is_placeholder_.resize(dirty_.size());
  is_touched_.resize(values::words_for(rules));
}

// --- the batch

// What a decision needs are the conditions, the alternatives, and what its reasons show. That a condition is
// what its part comes to is looked at again: nothing is solved from a part that is not.
void BatchTiming::find_solvable(const engine::Results& results) {
  const std::size_t words = values::words_for(results.rows());
  solvable_.assign(words, values::all_rows);
  with_alternatives_.assign(words, values::all_rows);
  for (std::size_t word = 0; word < words; ++word) {
    std::uint64_t& solvable = solvable_[word];
    for (std::size_t index = 0; index < conditions_.size(); ++index) {
      const SolvedRule& rule = times_->rules()[index];
      const std::uint64_t hits = conditions_[index].truth(word);
      solvable &= conditions_[index].known(word);
      if (rule.part == SolvedRule::no_part) continue;
      solvable &= at_first_->known(rule.part, word) & ~(at_first_->truth(rule.part, word) ^ hits);
      if (!rules_at_first_[index].active) continue;
      for (const std::uint32_t part : rule.shown) solvable &= ~hits | at_first_->known(part, word);
    }
    for (const std::uint32_t part : times_->alternatives())
      with_alternatives_[word] &= at_first_->known(part, word);
  }
}

void BatchTiming::find_hits() {
  const std::size_t words = values::words_for(conditions_.size());
  hits_.resize(results_->rows() * words);
  for (std::size_t rule = 0; rule < conditions_.size(); ++rule) {
    if (!rules_at_first_[rule].active) continue;
    for (std::size_t first = 0; first < results_->rows(); first += 64) {
      std::uint64_t rows = conditions_[rule].truth(first / 64) & values::first_rows(results_->rows() - first);
      for (; rows != 0; rows &= rows - 1) {
        const std::size_t row = first + static_cast<std::size_t>(std::countr_zero(rows));
        values::set_bit(hits_.data() + row * words, rule);
      }
    }
  }
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
  ++turn_;
  alternatives_ = decision.verdict != Verdict::visible;
  part_count_ = alternatives_ ? states_.size() : times_->parts_without_alternatives();
  if (!values::bit_at(solvable_.data(), row)) return false;
  if (alternatives_ && !values::bit_at(with_alternatives_.data(), row)) return false;
  if (!begin_rules(decision) || !watch_placeholders(decision)) return false;
  find_flips();
  return true;
}

bool BatchTiming::begin_rules(const DecisionData& decision) {
  segment_ = decision.segment.value_or(plan_->no_segment());
  denials_ = hidings_ = 0;
  showing_.clear();
  const std::size_t words = is_touched_.size();
  for (std::size_t word = 0; word < words; ++word) {
    for (std::uint64_t hits = hits_[row_ * words + word]; hits != 0; hits &= hits - 1) {
      const auto bit = static_cast<std::uint32_t>(std::countr_zero(hits));
      const std::uint32_t index = static_cast<std::uint32_t>(word * 64) + bit;
      const SolvedRule& solved = times_->rules()[index];
      count_rule(rule(index), solved.verdict, true);
      if (solved.part != SolvedRule::no_part) showing_.push_back(index);
    }
  }
  lasting_ = Verdict::visible;
  for (const ReasonData& reason : decision.reasons) {
    for (const std::uint32_t index : reason.rules) {
      if (times_->changes(index)) continue;
      const check::Rule& rule = plan_->rules->rules[index];
      const bool hits =
          undecided_ == 0 || results_->truth(plan_->program->rule_condition(index)).is_known(row_);
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
  return std::ranges::all_of(placeholders_,
                             [&](std::uint32_t part) { return at_first_->is_known(part, row_); });
}

void BatchTiming::find_flips() {
  flips_.clear();
  truths_.clear();
  list_flips_ = next_flip_ = next_edge_ = elements_ = 0;
  const auto& parts = times_->parts().parts;
  for (std::size_t index = 0; index < flipping_.size() && flipping_[index] < part_count_; ++index) {
    const std::uint32_t part = flipping_[index];
    if (parts[part].kind == PartKind::count) {
      begin_list(part);
    } else if (sides_[index].are_known({row_, 0})) {
      add_flips(parts[part], sides_[index].difference({row_, 0}), part, 0);
    }
  }
  if (flips_.size() > 1) std::ranges::sort(flips_, {}, &Flip::at);
}

void BatchTiming::begin_list(std::uint32_t part) {
  const std::uint32_t number = times_->parts().parts[part].elements;
  const SolvedElements& list = lists_[number];
  ListRows& rows = rows_[number];
  rows.elements = list.of(row_);
  rows.first_truth = truths_.size();
  rows.hits = 0;
  elements_ += rows.elements.count;
  const std::size_t flips_before = flips_.size();
  for (std::size_t element = 0; element < rows.elements.count; ++element)
    rows.hits += begin_element(list, part, rows.elements.first + element);
  list_flips_ = std::max(list_flips_, flips_.size() - flips_before);
}

std::int64_t BatchTiming::begin_element(const SolvedElements& list, std::uint32_t part, std::size_t element) {
  const SolvedPlace place{row_, element};
  if (list.is_comparison()) {
    const SolvedPart& comparison = list.parts()[0];
    const TimeColumns& sides = list.times(0);
    if (!list.are_all_known() && !sides.are_known(place)) return 0;
    const Nanoseconds apart = sides.difference(place);
    add_flips(comparison, apart, part, element);
    return compares(comparison, apart) ? 1 : 0;
  }
  for (std::size_t inner = 0; inner < list.parts().size(); ++inner) {
    if (list.parts()[inner].kind != PartKind::times) continue;
    const TimeColumns& sides = list.times(inner);
    if (sides.are_known(place)) add_flips(list.parts()[inner], sides.difference(place), part, element);
  }
  truths_.push_back(list.truth(element) ? 1 : 0);
  return truths_.back();
}

void BatchTiming::add_flip(const Flip& flip) {
  if (flip.at < NextChange::never) flips_.push_back(flip);
}

// `of`: the part that hears of it.
void BatchTiming::add_flips(const SolvedPart& part, Nanoseconds difference, std::uint32_t of,
                            std::size_t element) {
  const auto row = static_cast<std::uint32_t>(element);
  const auto add = [&](Nanoseconds at, bool before, bool truth) {
    add_flip({at, of, row, truth, static_cast<std::int8_t>(int{truth} - int{before})});
  };
  if (part.slope == 1 || part.slope == -1) {
    const bool rises = part.slope > 0;
    const Nanoseconds height = rises ? difference : -difference;
    if (height > 0) return;
    const bool first = rises ? part.below : part.above, last = rises ? part.above : part.below;
    if (height < 0 && first != part.level) add(now_ - height, first, part.level);
    if (part.level != last) add(now_ - height + 1, part.level, last);
    return;
  }
  Nanoseconds at = now_;
  bool before = compares(part, difference);
  while (const auto wait =
             comparison_step(part.comparison, difference + part.slope * (at - now_), part.slope)) {
    if (*wait >= NextChange::never - at) return;
    at += *wait;
    const bool truth = compares(part, difference + part.slope * (at - now_));
    add(at, before, truth);
    before = truth;
  }
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
    state = {conditions_[index].is_true(row_), rules_at_first_[index].active,
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

void BatchTiming::flip(const Flip& flip) {
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
  for (; next_flip_ < flips_.size() && flips_[next_flip_].at == instant; ++next_flip_)
    flip(flips_[next_flip_]);
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
                                const std::optional<Nanoseconds>& valid_until, bool retried) const {
  SolvedTimes::Walk walk;
  walk.flips = flips_.size();
  walk.list_flips = list_flips_;
  walk.showing = showing_;
  walk.undecided = undecided_;
  walk.tried = tried;
  if (valid_until) walk.reach = *valid_until - now_;
  walk.retried = retried;
  walk.elements = elements_;
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
