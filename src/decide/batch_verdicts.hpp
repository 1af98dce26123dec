#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "decide/cursor.hpp"
#include "decide/decider.hpp"
#include "decide/plan.hpp"
#include "decide/reasons.hpp"
#include "engine/runner.hpp"

namespace eligo::decide {

/// The segment of a row of a run; `plan.no_segment()` for none.
[[nodiscard]] std::uint32_t segment_at(const Plan& plan, const engine::Results& results, std::size_t row);

/// Turns the conditions' bitmaps of one run over a batch into verdicts, 64 rows a word operation, and
/// goes to single rows only where a ground holds. Scratch memory comes from the resource it is given.
class BatchVerdicts {
 public:
  BatchVerdicts(const Plan& plan, const Facts& facts, const engine::Results& results, values::Nanoseconds now,
                std::pmr::memory_resource& memory, std::size_t first_column_row = 0);

  /// Replaces verdict, segment, review and, unless `detail` is Detail::verdict, reasons, waived reasons
  /// and alternatives of every row's decision.
  void decide(Detail detail, std::span<DecisionData> decisions);

 private:
  using Words = std::pmr::vector<std::uint64_t>;

  void find_waived_rows();
  void apply(const Ground& ground, Detail detail, std::span<DecisionData> decisions);
  void write_verdicts(std::span<DecisionData> decisions) const;
  void add_alternatives(std::span<DecisionData> decisions) const;
  [[nodiscard]] std::uint64_t waived_word(std::uint32_t code, std::size_t word) const;
  [[nodiscard]] RowSource source(std::size_t row) const;

  const Plan* plan_;
  const Facts* facts_;
  const engine::Results* results_;
  values::Nanoseconds now_;
  std::size_t first_column_row_;  // of the facts' columns: the row of the first profile
  ReasonBuilder builder_;
  std::size_t words_;
  Words denied_, hidden_, review_;
  Words waived_;  // one bitmap for each of RuleOrder::waivers
};

}  // namespace eligo::decide
