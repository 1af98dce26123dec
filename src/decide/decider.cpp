#include "decide/decider.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>

#include "decide/batch_timing.hpp"
#include "decide/batch_verdicts.hpp"
#include "decide/bounds.hpp"
#include "decide/plan.hpp"
#include "decide/row_slice.hpp"
#include "decide/row_verdict.hpp"
#include "decide/timing.hpp"
#include "decide/told_conditions.hpp"
#include "decide/undecided_facts.hpp"
#include "engine/limits.hpp"
#include "values/scratch_memory.hpp"

namespace eligo::decide {

namespace {

// Enough for one row of a rule set of usual size.
constexpr std::size_t first_block = 32UL * 1024;

// Room for one row of every operation of a rule set of usual size; larger ones go on to the heap.
constexpr std::size_t stack_memory = 48UL * 1024;

/// Of the elements [begin, end) of a list, or of a field of theirs: each cause once.
template <typename Use>
void use_refused_parts(const values::View& parts, std::size_t begin, std::size_t end, MissingInput input,
                       const Use& use) {
  if (parts.causes == nullptr) return;
  std::uint32_t seen = 0;
  for (std::size_t row = begin; row < end; ++row) {
    const auto cause = parts.cause_at(row);
    if (values::is_refusal(cause)) seen |= 1U << static_cast<unsigned>(cause);
  }
  for (unsigned cause = 0; seen >> cause != 0; ++cause) {
    if ((seen >> cause & 1U) == 0) continue;
    input.cause = static_cast<values::Cause>(cause);
    use(input);
  }
}

template <typename Use>
void use_refused_elements(const values::View& elements, std::size_t begin, std::size_t end,
                          std::uint32_t fact, const Use& use) {
  MissingInput input{MissingInput::Kind::fact, fact};
  use_refused_parts(elements, begin, end, input, use);
  for (input.field = 0; input.field < elements.child_count; ++input.field)
    use_refused_parts(elements.children[input.field], begin, end, input, use);
}

/// Calls `use` with each row and each value that was refused in it, by fact, then row.
template <typename Use>
void use_refused(const RuleOrder& order, const Facts& facts, const Use& use) {
  if (!facts.refusals) return;
  for (const std::uint32_t fact : order.used_facts) {
    const auto& view = facts.views[fact];
    if (!view.has_causes()) continue;
    const auto is_list = view.kind == values::Kind::list;
    for (std::size_t first = 0; first < facts.rows; first += 64) {
      const std::uint64_t known = view.constant ? values::spread_word(view.known[0]) : view.known[first / 64];
      const std::uint64_t rows =
          (is_list ? values::all_rows : ~known) & values::first_rows(facts.rows - first);
      values::for_each_row(rows, first / 64, [&](std::size_t row) {
        const auto use_input = [&](const MissingInput& input) { use(row, input); };
        if (!view.is_known(row)) {
          const auto cause = view.cause_at(row);
          if (values::is_refusal(cause)) use_input({MissingInput::Kind::fact, fact, cause});
        } else {
          use_refused_elements(view.children[0], view.offsets[row], view.offsets[row + 1], fact, use_input);
        }
      });
    }
  }
}

void add_refused(const RuleOrder& order, const Facts& facts, std::span<DecisionData> decisions) {
  use_refused(order, facts,
              [&](std::size_t row, const MissingInput& input) { decisions[row].refused.push_back(input); });
}

/// Results of which what is asked for runs when it is.
engine::Results run_nothing(const program::Program& program, const Facts& facts, values::Nanoseconds now,
                            std::pmr::memory_resource& memory) {
  engine::RunOptions options;
  options.part = engine::Part::nothing;
  return engine::run(program, facts.views, facts.rows, now, options, memory);
}

/// Calls `use` with each row, the facts of it alone, and memory for it: the lists and texts of some batches
/// come to more than memory should hold at a time.
template <typename Use>
void each_alone(const Facts& facts, const Use& use) {
  constexpr std::array<std::size_t, 1> only_row{0};
  values::ScratchMemory memory(first_block);
  for (std::size_t row = 0; row < facts.rows; ++row) {
    memory.reset();
    const RowSlice slice(facts.views, row);
    Facts alone{slice.views(), 1, facts.refusals};
    if (std::binary_search(facts.unreadable.begin(), facts.unreadable.end(), row))
      alone.unreadable = only_row;
    use(row, alone, memory);
  }
}

/// Shows a run to who looks for facts that leave conditions undecided, if anybody does.
void show(UndecidedFacts* undecided, const Plan& plan, engine::Results& results, const Facts& facts,
          values::Nanoseconds now) {
  if (undecided != nullptr && undecided->watching()) [[unlikely]]
    undecided->look(plan, results, facts, now);
}

engine::Undecided sought_by(Detail detail) {
  return detail == Detail::full ? engine::Undecided::every : engine::Undecided::failing;
}

// What decisions have besides verdicts and reasons: nothing yet.
void begin_decisions(std::span<DecisionData> decisions) {
  for (auto& decision : decisions) {
    decision.best = decision.worst = decision.verdict;
    decision.needs.clear();
    decision.retry_at.reset();
    decision.valid_until.reset();
    decision.times_bounded = false;
    decision.refused.clear();
  }
}

/// Of decisions of which no more is asked than verdict and reasons.
void complete_without_run(const RuleOrder& order, const Facts& facts, Detail detail,
                          std::span<DecisionData> decisions) {
  begin_decisions(decisions);
  if (detail != Detail::verdict) add_refused(order, facts, decisions);
}

}  // namespace

Decider::Decider(std::shared_ptr<const check::CheckedRuleSet> rules,
                 std::shared_ptr<const program::Program> program, std::size_t least_indexed)
    : rules_(std::move(rules)),
      program_(std::move(program)),
      plan_(std::make_shared<const Plan>(rules_, program_, least_indexed)) {}

std::string Decider::listing() const { return program_->listing() + plan_->conditions.listing(*program_); }

void Decider::decide(const Facts& facts, values::Nanoseconds now, Detail detail,
                     std::pmr::memory_resource& memory, std::span<DecisionData> decisions,
                     UndecidedFacts* undecided) const {
  if (facts.rows == 0) return;
  try {
    decide_together(facts, now, detail, memory, decisions, undecided);
  } catch (const engine::BeyondBudget&) {
    decide_each(facts, now, detail, decisions, undecided);
  }
}

void Decider::decide_each(const Facts& facts, values::Nanoseconds now, Detail detail,
                          std::span<DecisionData> decisions, UndecidedFacts* undecided) const {
  each_alone(facts, [&](std::size_t row, const Facts& alone, std::pmr::memory_resource& memory) {
    decide_together(alone, now, detail, memory, decisions.subspan(row, 1), undecided);
  });
}

void Decider::decide_together(const Facts& facts, values::Nanoseconds now, Detail detail,
                              std::pmr::memory_resource& memory, std::span<DecisionData> decisions,
                              UndecidedFacts* undecided) const {
  const bool times = detail == Detail::full && plan_->time.any;
  // Rows of which something is open are looked at in a run over all of them.
  const bool together = detail == Detail::full && facts.rows > 1 && plan_->conditions.index().empty();
  if (times || together) return decide_by_run(facts, now, memory, decisions, undecided);
  if (facts.rows == 1) {
    if (decide_row_by_plan(facts, now, detail, memory, decisions.front(), undecided)) return;
    return decide_by_run(facts, now, memory, decisions, nullptr);
  }
  const auto open = decide_by_plan(facts, now, detail, memory, decisions, undecided);
  if (open.empty()) return;
  values::ScratchMemory own(first_block);
  for (const std::uint32_t row : open) {
    own.reset();
    const RowSlice slice(facts.views, row);
    const Facts alone{slice.views(), 1, facts.refusals};
    decide_by_run(alone, now, own, decisions.subspan(row, 1), nullptr);
  }
}

void Decider::decide_by_run(const Facts& facts, values::Nanoseconds now, std::pmr::memory_resource& memory,
                            std::span<DecisionData> decisions, UndecidedFacts* undecided) const {
  engine::RunOptions options;
  // Where time matters every part of a condition can: none may have been folded into another.
  if (plan_->time.any) options.part = engine::Part::every;
  auto results = engine::run(*program_, facts.views, facts.rows, now, options, memory);
  BatchVerdicts(*plan_, results, now, memory).decide(Detail::full, decisions);
  show(undecided, *plan_, results, facts, now);
  begin_decisions(decisions);
  add_refused(plan_->order, facts, decisions);
  complete(results, now, decisions);
}

bool Decider::decide_row_by_plan(const Facts& facts, values::Nanoseconds now, Detail detail,
                                 std::pmr::memory_resource& memory, DecisionData& decision,
                                 UndecidedFacts* undecided) const {
  auto results = run_nothing(*program_, facts, now, memory);
  results.run(plan_->conditions.computed_part());
  engine::RowHits hits;
  engine::find_hits(plan_->conditions, engine::AskedFacts::of(results), facts.cells, sought_by(detail), hits);
  show(undecided, *plan_, results, facts, now);
  return decide_hits(facts, results, hits, now, detail, decision);
}

bool Decider::decide_hits(const Facts& facts, engine::Results& results, const engine::RowHits& hits,
                          values::Nanoseconds now, Detail detail, DecisionData& decision) const {
  if (detail == Detail::full && is_open(*plan_, results, hits)) return false;
  decide_row(*plan_, results, hits, now, detail, decision);
  complete_without_run(plan_->order, facts, detail, {&decision, 1});
  return true;
}

void Decider::decide_profile(const Facts& facts, values::Nanoseconds now, Detail detail,
                             DecisionData& decision) const {
  const bool times = detail == Detail::full && plan_->time.any;
  if (times || !plan_->conditions.computed_part().empty())
    return decide_profile_by_run(facts, nullptr, now, detail, decision);
  engine::RowHits hits;
  engine::find_hits(plan_->conditions, {program_.get(), facts.views}, facts.cells, sought_by(detail), hits);
  if (!hits.empty() || detail == Detail::full)
    return decide_profile_by_run(facts, &hits, now, detail, decision);
  decision.clear_reasons();
  decision.verdict = Verdict::visible;
  decision.segment.reset();
  complete_without_run(plan_->order, facts, detail, {&decision, 1});
}

[[gnu::noinline]] void Decider::decide_profile_by_run(const Facts& facts, const engine::RowHits* hits,
                                                      values::Nanoseconds now, Detail detail,
                                                      DecisionData& decision) const {
  alignas(64) std::array<std::byte, stack_memory> buffer;  // left uninitialised: it is scratch
  std::pmr::monotonic_buffer_resource memory(buffer.data(), buffer.size());
  if (hits != nullptr) {
    auto results = run_nothing(*program_, facts, now, memory);
    if (!decide_hits(facts, results, *hits, now, detail, decision))
      decide_by_run(facts, now, memory, {&decision, 1}, nullptr);
    return;
  }
  decide(facts, now, detail, memory, {&decision, 1});
}

std::vector<std::uint32_t> Decider::decide_by_plan(const Facts& facts, values::Nanoseconds now, Detail detail,
                                                   std::pmr::memory_resource& memory,
                                                   std::span<DecisionData> decisions,
                                                   UndecidedFacts* undecided) const {
  auto results = run_nothing(*program_, facts, now, memory);
  const ToldConditions told = tell_conditions(*plan_, results, sought_by(detail), memory);
  std::vector<std::uint32_t> open;
  if (detail == Detail::full) open = open_rows(*plan_, results, told);
  show(undecided, *plan_, results, facts, now);
  BatchVerdicts(*plan_, results, told, now, memory).decide(detail, decisions);
  complete_without_run(plan_->order, facts, detail, decisions);
  return open;
}

void Decider::decide_kinds(const Facts& facts, values::Nanoseconds now, std::pmr::memory_resource& memory,
                           DecisionKinds& kinds, UndecidedFacts* undecided) const {
  kinds.begin_rows();
  if (facts.rows == 0) return;
  try {
    add_kinds(facts, now, memory, kinds, undecided);
  } catch (const engine::BeyondBudget&) {
    kinds.begin_rows();
    each_alone(facts, [&](std::size_t, const Facts& alone, std::pmr::memory_resource& own) {
      add_kinds(alone, now, own, kinds, undecided);
    });
  }
}

void Decider::add_kinds(const Facts& facts, values::Nanoseconds now, std::pmr::memory_resource& memory,
                        DecisionKinds& kinds, UndecidedFacts* undecided) const {
  auto results = run_nothing(*program_, facts, now, memory);
  const ToldConditions told = tell_conditions(*plan_, results, engine::Undecided::failing, memory);
  show(undecided, *plan_, results, facts, now);
  std::pmr::vector<BatchVerdicts::RefusedValue> refused(&memory);
  use_refused(plan_->order, facts, [&](std::size_t row, const MissingInput& input) {
    refused.push_back({static_cast<std::uint32_t>(row), input});
  });
  std::ranges::stable_sort(refused, {}, &BatchVerdicts::RefusedValue::row);
  BatchVerdicts(*plan_, results, told, now, memory).add_kinds(refused, kinds);
}

void Decider::decide_columns(const Facts& facts, values::Nanoseconds now, bool codes,
                             std::pmr::memory_resource& memory, VerdictColumns& columns) const {
  columns.clear();
  if (facts.rows == 0) return;
  try {
    auto results = run_nothing(*program_, facts, now, memory);
    const ToldConditions told = tell_conditions(*plan_, results, engine::Undecided::failing, memory);
    BatchVerdicts(*plan_, results, told, now, memory).write(codes, columns);
  } catch (const engine::BeyondBudget&) {
    std::vector<DecisionData> decisions(facts.rows);
    decide_each(facts, now, codes ? Detail::codes : Detail::verdict, decisions, nullptr);
    columns.clear();
    for (const DecisionData& decision : decisions) columns.add(decision);
  }
}

void Decider::complete(const engine::Results& results, values::Nanoseconds now,
                       std::span<DecisionData> decisions) const {
  values::ScratchMemory memory(first_block);
  const std::vector<std::uint64_t> open = open_rows(*plan_, results);
  BatchTiming timing(*plan_, results, now);
  for (std::size_t row = 0; row < results.rows(); ++row) {
    auto& decision = decisions[row];
    const bool is_open = values::bit_at(open.data(), row);
    if (!is_open && !plan_->time.any) continue;
    const bool solved = timing.solve(row, is_open, decision);
    if (solved && !is_open) continue;
    const RowSource source(*rules_, results, row);
    const auto set_bounds = [&](SearchLimits* limits) {
      memory.reset();
      auto bounds = find_bounds(*plan_, source, now, memory, limits);
      decision.best = bounds.best;
      decision.worst = bounds.worst;
      decision.needs = std::move(bounds.needs);
      return bounds.next;
    };
    if (solved) {
      set_bounds(nullptr);
      continue;
    }
    SearchLimits limits = limits_for(*plan_, source, now);
    NextChange next;
    if (is_open) next = set_bounds(&limits);
    add_timing(*plan_, source, now, next, limits, memory, decision);
  }
}

}  // namespace eligo::decide
