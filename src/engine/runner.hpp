#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>

#include "program/program.hpp"
#include "values/view.hpp"

namespace eligo::engine {

/// How a program is run.
struct RunOptions {
  /// Every profile is taken to be in this segment (index; the number of segments means "in none"),
  /// whatever the segments' conditions say. For bounds.
  std::optional<std::uint32_t> forced_segment;
  /// has() of a fact that is absent or null is unknown, because it could still be supplied. For bounds.
  bool presence_unknown = false;
  /// Run also what the decision does not need (parts folded away): for explanations.
  bool every_part = false;
};

/// The columns that a run produced. Views are valid as long as the memory resource given to the run.
class Results;

/// Runs `program` over `rows` profiles, whose facts stand in `facts` (one view a fact of the rule set,
/// in its order, each of `rows` rows), at the instant `now`. All scratch memory comes from `memory`;
/// with a monotonic buffer large enough there is no heap allocation. Does not throw on data (other than
/// std::bad_alloc from `memory`). Thread-safe.
Results run(const program::Program& program, std::span<const values::View> facts, std::size_t rows,
            values::Nanoseconds now, const RunOptions& options, std::pmr::memory_resource& memory);

}  // namespace eligo::engine
