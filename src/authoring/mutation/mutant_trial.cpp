#include "authoring/mutation/mutant_trial.hpp"

#include <algorithm>
#include <bit>
#include <set>
#include <utility>

#include "authoring/fixtures/fixture_run.hpp"
#include "authoring/fixtures/observation.hpp"
#include "authoring/mutation/mutated_rule_set.hpp"
#include "engine/compile.hpp"
#include "values/bitmap.hpp"

namespace eligo::authoring {

using check::CheckedRuleSet;
using check::NodeId;

namespace {

/// Whether whatever follows for the aspect follows from which conditions hold.
bool is_shallow(Aspect aspect) { return detail_of(aspect) <= Detail::codes; }
bool is_timed(Aspect aspect) { return detail_of(aspect) == Detail::full; }

bool expects(const Fixture& fixture, Aspect aspect) {
  return std::ranges::find(fixture.expectations, aspect, &Expectation::aspect) != fixture.expectations.end();
}

Outcome outcome_at(const decide::Decider& decider, const engine::Results& results, std::size_t row) {
  const program::Program& program = decider.program();
  const CheckedRuleSet& rules = decider.rules();
  Outcome outcome;
  outcome.segment = static_cast<std::uint32_t>(
      rules.segments.empty() ? 0 : results.integer_at(program.segment_index(), row));
  for (std::uint32_t rule = 0; rule < rules.rules.size(); ++rule) {
    const auto bits = results.truth(program.rule_condition(rule));
    if (bits.is_true(row) || !bits.is_known(row)) outcome.rules.push_back({rule, !bits.is_known(row)});
  }
  for (std::uint32_t index = 0; index < rules.alternatives.size(); ++index) {
    if (results.truth(program.alternative_condition(index)).is_true(row))
      outcome.alternatives.push_back(index);
  }
  return outcome;
}

/// Puts a rule's or alternative's new outcome for a row in place of the old one.
void put(Outcome& outcome, Owner owner, bool is_true, bool is_unknown) {
  if (owner.kind == Owner::Kind::alternative) {
    std::erase(outcome.alternatives, owner.index);
    if (is_true) {
      outcome.alternatives.insert(std::ranges::lower_bound(outcome.alternatives, owner.index), owner.index);
    }
    return;
  }
  std::erase_if(outcome.rules, [&](const HeldRule& held) { return held.rule == owner.index; });
  if (is_true || is_unknown) {
    const auto at = std::ranges::lower_bound(outcome.rules, owner.index, {}, &HeldRule::rule);
    outcome.rules.insert(at, {owner.index, is_unknown});
  }
}

}  // namespace

Baseline::Baseline(const decide::Decider& decider, const FixtureRows& rows)
    : decider_(&decider), rows_(&rows), outcomes_(rows.size()), held_(decider.rules().rules.size()) {
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    Fixture shallow = rows.fixture(row);
    const std::size_t all = shallow.expectations.size();
    bool timed = false;
    for (const Expectation& expected : shallow.expectations) timed = timed || is_timed(expected.aspect);
    std::erase_if(shallow.expectations,
                  [](const Expectation& expected) { return !is_shallow(expected.aspect); });
    deep_.push_back(shallow.expectations.size() < all);
    if (deep_.back()) deep_rows_.push_back(row);
    if (timed) timed_rows_.push_back(row);
    shallow_.push_back(std::move(shallow));
  }
  RowRunner runner(decider.program(), rows);
  for (const RowGroup& group : rows.groups()) {
    runner.run(group, [&](const engine::Results& results, std::span<const std::uint32_t> run) {
      for (std::size_t i = 0; i < run.size(); ++i) outcomes_[run[i]] = outcome_at(decider, results, i);
    });
  }
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    for (const HeldRule& held : outcomes_[row].rules) held_[held.rule].push_back(row);
  }
}

bool Baseline::passes(std::size_t row, const decide::DecisionData& decision) const {
  return shallow_[row].expectations.empty() || differences(rules(), decision, shallow_[row]).empty();
}

// Its rules are the conditions that are tried; it never decides.
TrialRunner::TrialRunner(const Baseline& baseline, const NodeUses& uses)
    : baseline_(&baseline), uses_(&uses), scratch_(baseline.rules()) {
  scratch_.rules.clear();
  scratch_.alternatives.clear();
  for (const check::Segment& segment : scratch_.segments) overrides_.push_back(segment.params.size());
  shown_params_.resize(baseline.rules().params.size());
  for (const check::Rule& rule : baseline.rules().rules) {
    for (const auto& entry : rule.message.entries) {
      for (const check::Template::Piece& piece : entry.text.pieces) {
        if (piece.kind == check::Template::Piece::Kind::parameter) shown_params_[piece.index] = true;
      }
    }
  }
}

// Whether a message shows what the change is of, whatever conditions come to.
bool TrialRunner::is_shown(const Change& change) const {
  if (change.kind == Change::Kind::param) return shown_params_[change.owner];
  return change.of_override() &&
         shown_params_[baseline_->rules().segments[change.owner].params[change.index].param];
}

void TrialRunner::take_back() {
  const CheckedRuleSet& rules = baseline_->rules();
  scratch_.rules.clear();
  places_.clear();
  scratch_.nodes.truncate(rules.nodes.size());
  scratch_.params.resize(rules.params.size());
  for (std::size_t i = 0; i < overrides_.size(); ++i) scratch_.segments[i].params.resize(overrides_[i]);
}

std::size_t TrialRunner::place_of(NodeId condition) {
  const auto [entry, added] = places_.try_emplace(condition, scratch_.rules.size());
  if (added) {
    scratch_.rules.emplace_back();
    scratch_.rules.back().when = condition;
  }
  return entry->second;
}

void TrialRunner::append(const Mutant& mutant, Candidate& candidate) {
  const Reach reach = uses_->reach(mutant.change);
  if (reach.owners.empty()) return;
  candidate.defines = reach.has(Owner::Kind::definition);
  // With the segment params move, too.
  candidate.moves = std::ranges::any_of(
      scratch_.segments, [this](const check::Segment& segment) { return scratch_[segment.when].uses_now; });
  for (const MutatedCondition& made :
       append_mutated(scratch_, baseline_->rules(), *uses_, mutant.change, reach)) {
    candidate.conditions.push_back({made.owner, place_of(made.was), place_of(made.is)});
    candidate.moves = candidate.moves || scratch_[made.was].uses_now || scratch_[made.is].uses_now;
  }
}

std::vector<Trial> TrialRunner::run(std::span<const Mutant> mutants) {
  std::vector<Trial> trials(mutants.size());
  std::vector<Candidate> candidates(mutants.size());
  for (std::size_t i = 0; i < mutants.size(); ++i) append(mutants[i], candidates[i]);
  if (!scratch_.rules.empty()) {
    const program::Program program = engine::compile(scratch_, baseline_->decider().program().limits());
    mark_same(program, mutants, candidates, trials);
    RowRunner runner(program, baseline_->rows());
    for (const RowGroup& group : baseline_->rows().groups()) {
      runner.run(group, [&](const engine::Results& results, std::span<const std::uint32_t> rows) {
        for (std::size_t i = 0; i < mutants.size(); ++i)
          compare(results, rows, mutants[i], candidates[i], trials[i]);
      });
    }
  }
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    if (candidates[i].conditions.empty()) try_change(mutants[i], trials[i]);
    std::ranges::sort(trials[i].open);
    trials[i].open.erase(std::unique(trials[i].open.begin(), trials[i].open.end()), trials[i].open.end());
  }
  take_back();
  return trials;
}

// What comes to the same values is the same program, but for a param that a message shows.
void TrialRunner::mark_same(const program::Program& program, std::span<const Mutant> mutants,
                            std::span<const Candidate> candidates, std::span<Trial> trials) const {
  std::set<std::vector<std::uint32_t>> known;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].conditions.empty() || is_shown(mutants[i].change)) continue;
    std::vector<std::uint32_t> values;
    for (const Condition& condition : candidates[i].conditions) {
      const program::ValueId was = program.rule_condition(condition.was);
      const program::ValueId is = program.rule_condition(condition.is);
      if (was == is) continue;
      values.push_back(static_cast<std::uint32_t>(condition.owner.kind));
      values.push_back(condition.owner.index);
      values.push_back(is);
    }
    trials[i].same = values.empty() || !known.insert(std::move(values)).second;
  }
}

void TrialRunner::compare(const engine::Results& results, std::span<const std::uint32_t> rows,
                          const Mutant& mutant, const Candidate& candidate, Trial& trial) const {
  if (candidate.conditions.empty() || trial.same || trial.killer) return;
  const bool segments = std::ranges::any_of(candidate.conditions, [](const Condition& condition) {
    return condition.owner.kind == Owner::Kind::segment;
  });
  if (segments) {
    trial.open.insert(trial.open.end(), rows.begin(), rows.end());
    return;
  }
  for (std::size_t word = 0; word < values::words_for(rows.size()) && !trial.killer; ++word) {
    const std::uint64_t there = values::first_rows(rows.size() - word * 64);
    const std::uint64_t differing = there & differing_rows(results, candidate, word);
    for (std::uint64_t left = differing; left != 0 && !trial.killer; left &= left - 1)
      try_row(results, rows, word * 64 + static_cast<std::size_t>(std::countr_zero(left)), candidate, trial);
    if (baseline_->deep_rows().empty()) continue;
    for (std::size_t i = word * 64; i < std::min(rows.size(), word * 64 + 64); ++i) {
      const bool differs = values::bit_in(differing, i);
      if (baseline_->is_deep(rows[i]) && (differs || is_open(mutant, candidate, rows[i])))
        trial.open.push_back(rows[i]);
    }
  }
}

std::uint64_t TrialRunner::differing_rows(const engine::Results& results, const Candidate& candidate,
                                          std::size_t word) {
  std::uint64_t differing = 0;
  for (const Condition& condition : candidate.conditions) {
    if (condition.owner.kind == Owner::Kind::definition) continue;
    const auto was = results.truth(results.program().rule_condition(condition.was));
    const auto is = results.truth(results.program().rule_condition(condition.is));
    differing |= (was.truth(word) ^ is.truth(word)) | (was.known(word) ^ is.known(word));
  }
  return differing;
}

void TrialRunner::try_row(const engine::Results& results, std::span<const std::uint32_t> rows,
                          std::size_t place, const Candidate& candidate, Trial& trial) const {
  const std::uint32_t row = rows[place];
  Outcome outcome = baseline_->outcome(row);
  for (const Condition& condition : candidate.conditions) {
    if (condition.owner.kind == Owner::Kind::definition) continue;
    const auto bits = results.truth(results.program().rule_condition(condition.is));
    put(outcome, condition.owner, bits.is_true(place), !bits.is_known(place));
  }
  const auto decision = decide_held(baseline_->rules(), outcome, baseline_->rows().fixture(row).now);
  if (!baseline_->passes(row, decision)) trial.killer = row;
}

// Of a row that expects more than what follows from which conditions hold, which are the same.
bool TrialRunner::is_open(const Mutant& mutant, const Candidate& candidate, std::uint32_t row) const {
  const Fixture& fixture = baseline_->rows().fixture(row);
  if (std::ranges::binary_search(baseline_->timed_rows(), row) && (candidate.moves || candidate.defines))
    return true;
  if (expects(fixture, Aspect::message) && (candidate.defines || mutant.change.of_param())) return true;
  if (expects(fixture, Aspect::refused) && mutant.change.kind == Change::Kind::operand) return true;
  if (!expects(fixture, Aspect::missing) && !expects(fixture, Aspect::message)) return false;
  const Outcome& outcome = baseline_->outcome(row);
  return std::ranges::any_of(candidate.conditions, [&](const Condition& condition) {
    return condition.owner.kind == Owner::Kind::rule &&
           std::ranges::binary_search(outcome.rules, condition.owner.index, {}, &HeldRule::rule);
  });
}

// A change of no condition.
void TrialRunner::try_change(const Mutant& mutant, Trial& trial) const {
  const Change& change = mutant.change;
  const FixtureRows& rows = baseline_->rows();
  std::vector<std::uint32_t> concerned;
  const bool of_rule = mutant.kind == Operator::effect || mutant.kind == Operator::on_missing ||
                       mutant.kind == Operator::priority || mutant.kind == Operator::window;
  if (of_rule) {
    concerned = baseline_->rows_of(change.owner);
  } else if (change.kind == Change::Kind::waiver) {
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      if (baseline_->outcome(row).segment == change.owner) concerned.push_back(row);
    }
  } else if (change.kind == Change::Kind::segment) {
    for (std::uint32_t row = 0; row < rows.size(); ++row) trial.open.push_back(row);
    return;
  } else {
    trial.open = baseline_->deep_rows();  // of what no condition uses; texts may
    return;
  }
  for (const std::uint32_t row : concerned) {
    const auto decision =
        decide_held(baseline_->rules(), baseline_->outcome(row), rows.fixture(row).now, &change);
    if (!baseline_->passes(row, decision)) {
      trial.killer = row;
      return;
    }
    if (baseline_->is_deep(row)) trial.open.push_back(row);
  }
  // What holds at another instant may be changed, too.
  const auto& timed = baseline_->timed_rows();
  trial.open.insert(trial.open.end(), timed.begin(), timed.end());
}

std::optional<std::uint32_t> first_failing(const Baseline& baseline, const NodeUses& uses,
                                           const Mutant& mutant, std::span<const std::uint32_t> rows) {
  if (rows.empty()) return std::nullopt;
  const auto decider =
      mutated_decider(baseline.rules(), uses, mutant.change, baseline.decider().program().limits());
  const FixtureRows& all = baseline.rows();
  for (std::size_t first = 0; first < rows.size();) {
    const std::uint32_t source = all[rows[first]].source;
    std::size_t end = first;
    std::vector<Fixture> fixtures;
    for (; end < rows.size() && all[rows[end]].source == source; ++end)
      fixtures.push_back(all.fixture(rows[end]));
    const FixtureResults results = run_fixtures(*decider, *all.sources()[source].file, fixtures, 1);
    for (std::size_t i = 0; i < fixtures.size(); ++i) {
      if (!results.differences[i].empty()) return rows[first + i];
    }
    first = end;
  }
  return std::nullopt;
}

}  // namespace eligo::authoring
