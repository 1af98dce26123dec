#include "decide/solvable_rows.hpp"

namespace eligo::decide {

SolvableRows::SolvableRows(const Plan& plan, const engine::Results& results, SolvedStates& states,
                           values::Nanoseconds now) {
  const SolvedTimes& times = *plan.solved;
  conditions_.reserve(times.rules().size());
  active_.reserve(times.rules().size());
  for (const SolvedRule& solved : times.rules()) {
    conditions_.push_back(results.truth(plan.program->rule_condition(solved.rule)));
    active_.push_back(decide::is_active(plan.rules->rules[solved.rule], now));
  }
  const std::size_t words = values::words_for(results.rows());
  for (auto* const rows : {&solvable_, &with_alternatives_}) rows->assign(words, values::all_rows);
  for (auto* const rows : {&waiting_, &placeholders_, &denials_, &hidings_, &waivable_})
    rows->assign(words, 0);
  if (lack_something(times, states, results.rows())) states.look_ahead();
  find_solvable(times, states);
  find_hits(results.rows());
  find_lasting(plan, results);
}

// Whether it is of use to know what stays unknown.
bool SolvableRows::lack_something(const SolvedTimes& times, const SolvedStates& states,
                                  std::size_t rows) const {
  for (std::size_t word = 0; word < solvable_.size(); ++word) {
    std::uint64_t known = values::all_rows;
    for (const auto& condition : conditions_) known &= condition.known(word);
    for (const std::uint32_t part : times.alternatives()) known &= states.known(part, word);
    if ((~known & values::first_rows(rows - word * 64)) != 0) return true;
  }
  return false;
}

// What a decision needs are the conditions, the alternatives, and what its reasons show. Where a condition
// lacks a fact whatever the time, it stays undecided. That a condition is what its part comes to is looked at
// again: nothing is solved from a part that is not.
void SolvableRows::find_solvable(const SolvedTimes& times, const SolvedStates& states) {
  for (std::size_t word = 0; word < solvable_.size(); ++word) {
    std::uint64_t& solvable = solvable_[word];
    for (std::size_t index = 0; index < conditions_.size(); ++index) {
      const SolvedRule& rule = times.rules()[index];
      const std::uint64_t known = conditions_[index].known(word), hits = conditions_[index].truth(word);
      if (rule.part == SolvedRule::no_part) {
        solvable &= known;
        continue;
      }
      const std::uint64_t waits = rule.windowed ? 0 : states.still(rule.part, word) & ~known;
      const std::uint64_t same = states.known(rule.part, word) & ~(states.truth(rule.part, word) ^ hits);
      solvable &= waits | (known & same);
      waiting_[word] |= waits;
      if (!active_[index]) continue;
      for (const std::uint32_t part : rule.shown) solvable &= ~hits | states.known(part, word);
    }
    for (const std::uint32_t part : times.alternatives())
      with_alternatives_[word] &= states.known(part, word) | states.never_true(part, word);
  }
}

void SolvableRows::find_hits(std::size_t rows) {
  const std::size_t words = values::words_for(conditions_.size());
  hits_.resize(rows * words);
  for (std::size_t rule = 0; rule < conditions_.size(); ++rule) {
    if (!active_[rule]) continue;
    for (std::size_t first = 0; first < rows; first += 64) {
      const std::uint64_t hits = conditions_[rule].truth(first / 64) & values::first_rows(rows - first);
      values::for_each_row(hits, first / 64,
                           [&](std::size_t row) { values::set_bit(hits_.data() + row * words, rule); });
    }
  }
}

void SolvableRows::find_lasting(const Plan& plan, const engine::Results& results) {
  for (const ReasonTrigger& trigger : plan.order.triggers) {
    const auto condition = results.truth(plan.program->rule_condition(trigger.rule));
    const bool lasts = !plan.solved->changes(trigger.rule);
    const bool shows = !plan.solved->placeholders(trigger.rule).empty();
    auto& lasting = trigger.waiver != RuleOrder::never_waived       ? waivable_
                    : verdict_of(trigger.effect) == Verdict::denied ? denials_
                                                                    : hidings_;
    for (std::size_t word = 0; word < solvable_.size(); ++word) {
      const std::uint64_t hits = trigger.on_hit ? condition.truth(word) : 0;
      const std::uint64_t undecided = trigger.on_unknown ? condition.unknown(word) : 0;
      lasting[word] |= undecided | (lasts ? hits : 0);
      if (shows) placeholders_[word] |= hits | undecided;
    }
  }
}

std::optional<Verdict> SolvableRows::lasting(std::size_t row) const {
  if (values::bit_at(waivable_.data(), row)) return std::nullopt;
  if (values::bit_at(denials_.data(), row)) return Verdict::denied;
  return values::bit_at(hidings_.data(), row) ? Verdict::hidden : Verdict::visible;
}

}  // namespace eligo::decide
