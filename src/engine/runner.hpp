#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/arena.hpp"
#include "engine/slot_table.hpp"
#include "program/program.hpp"
#include "values/view.hpp"

namespace eligo::engine {

struct Execution;

/// What of a program is run at first.
enum class Part : std::uint8_t {
  decisions,  ///< what decisions need
  every,      ///< also what the decision does not need (parts folded away): for explanations
  nothing     ///< what Results::run and Results::require ask for
};

/// How a program is run.
struct RunOptions {
  Part part = Part::decisions;
  /// Every profile is taken to be in this segment (index; the number of segments means "in none"),
  /// whatever the segments' conditions say. For bounds.
  std::optional<std::uint32_t> forced_segment;
  /// has() of a fact that is absent or null is unknown, because it could still be supplied. For bounds.
  bool presence_unknown = false;
};

/// The rows of a domain while a program runs.
struct DomainRows {
  std::size_t rows = 0;
  const std::uint32_t* offsets = nullptr;      ///< parent row p has rows [offsets[p], offsets[p + 1])
  const std::uint32_t* parents = nullptr;      ///< each row's parent row; made when first asked for
  const std::uint32_t* sources = nullptr;      ///< each row's row in `elements`; null: the same row
  const values::View* elements = nullptr;      ///< the list's child column
  const std::uint64_t* over_budget = nullptr;  ///< parent rows whose elements were too many; null: none
};

/// A run-time error at the operation and row in which it arose.
struct ErrorEntry {
  program::ValueId value;
  std::uint32_t row;
  values::Cause cause;
};

/// The columns that a run produced. Views are valid as long as this object, the memory resource given to
/// the run, and the facts with their views. Not safe to use from two threads: views are made when first asked
/// for.
class Results {
 public:
  /// The column of a value that was run. The true bits of a boolean column are a subset of its known bits.
  [[nodiscard]] const values::View& operator[](program::ValueId value) const {
    const values::View*& view = slots_.view(value, arena_);
    return view != nullptr ? *view : make_view(value);
  }
  /// False where the value was not run, because nothing needs it.
  [[nodiscard]] bool has(program::ValueId value) const { return slots_.read(value).known != nullptr; }
  /// The values and the known rows of a column as they stand in its view, without the cost of one; null where
  /// it was not run.
  [[nodiscard]] const program::Slot& slot(program::ValueId value) const { return slots_.read(value); }
  /// A boolean column, without the cost of a view.
  [[nodiscard]] values::TruthBits<> truth(program::ValueId value) const {
    const program::Slot& slot = slots_.read(value);
    return {static_cast<const std::uint64_t*>(slot.values), slot.known,
            program_->operations()[value].constant};
  }
  /// One row of an integer column that is known there, without the cost of a view.
  [[nodiscard]] std::int64_t integer_at(program::ValueId value, std::size_t row) const {
    return static_cast<const std::int64_t*>(
        slots_.read(value).values)[program_->operations()[value].constant ? 0 : row];
  }
  /// Runs operations that have not run, ascending and with all that they need; facts among them are placed.
  void run(std::span<const program::ValueId> operations);
  /// Runs what a value needs, and it, as far as they have not run.
  void require(program::ValueId value);
  /// The run-time error that arose in this very operation at this row; none otherwise.
  [[nodiscard]] values::Cause error_at(program::ValueId value, std::size_t row) const;
  /// Whether the run opened the domain.
  [[nodiscard]] bool has_rows(program::DomainId domain) const {
    return domains_ != nullptr && domains_[domain].offsets != nullptr;
  }
  /// Of a domain that it opened: row p of the parent domain has its rows [offsets[p], offsets[p + 1]). One
  /// row stands for all where the parent is constant.
  [[nodiscard]] const std::uint32_t* offsets_of(program::DomainId domain) const {
    return domains_[domain].offsets;
  }
  /// The rows that one row of the parent domain has in `domain`, as [first, second).
  [[nodiscard]] std::pair<std::size_t, std::size_t> rows_in(program::DomainId domain,
                                                            std::size_t parent_row) const;
  /// The rows of all element domains together.
  [[nodiscard]] std::size_t element_rows() const;
  [[nodiscard]] std::size_t rows() const { return rows_; }
  /// What was run, and on which facts.
  [[nodiscard]] const program::Program& program() const { return *program_; }
  [[nodiscard]] std::span<const values::View> facts() const { return facts_; }

 private:
  friend Results run(const program::Program&, std::span<const values::View>, std::size_t, values::Nanoseconds,
                     const RunOptions&, std::pmr::memory_resource&);
  Results(const program::Program& program, std::span<const values::View> facts, std::size_t rows,
          values::Nanoseconds now, const RunOptions& options, std::pmr::memory_resource& memory);
  const values::View& make_view(program::ValueId value) const;

  [[nodiscard]] Execution execution() const;
  void make_domains();
  void execute_listed(std::span<const program::ValueId> operations);
  void sort_errors(std::size_t before);

  const program::Program* program_;
  std::span<const values::View> facts_;
  RunOptions options_;
  values::Nanoseconds now_;
  std::size_t rows_;
  mutable SlotTable slots_;
  DomainRows* domains_ = nullptr;  // null until something is run
  mutable Arena arena_;
  mutable std::pmr::vector<ErrorEntry> errors_;  // ascending by value and row
};

/// Runs `program` over `rows` profiles, whose facts stand in `facts` (one view a fact of the rule set,
/// in its order, each of `rows` rows), at the instant `now`. All scratch memory comes from `memory`;
/// with a monotonic buffer large enough there is no heap allocation. Throws BeyondBudget (limits.hpp) where
/// the lists and texts of several rows are too much together, and std::bad_alloc from `memory`; else nothing
/// in the data makes it throw. Thread-safe.
[[nodiscard]] Results run(const program::Program& program, std::span<const values::View> facts,
                          std::size_t rows, values::Nanoseconds now, const RunOptions& options,
                          std::pmr::memory_resource& memory);

}  // namespace eligo::engine
