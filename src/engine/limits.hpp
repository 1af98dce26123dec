#pragma once

#include <cstddef>

namespace eligo::engine {

/// The elements that one comprehension may look at for one profile. Beyond, the comprehension is a
/// run-time error (`step_budget`) for that profile.
inline constexpr std::size_t max_elements = 1'000'000;

/// The longest string and list that an expression may make for one row. Beyond, it is a run-time error
/// (`overflow`); without a bound a few nested `replace` could ask for all memory.
inline constexpr std::size_t max_string_bytes = std::size_t{1} << 20U;
inline constexpr std::size_t max_list_elements = max_elements;

/// The elements of lists that one operation may copy for all rows together.
inline constexpr std::size_t max_copied_elements = 4'000'000;

/// Thrown within a run by an operation that would copy more. Of one profile it makes that operation a
/// run-time error (`step_budget`); of several it ends the run, and each can be run alone.
struct TooManyElements {};

}  // namespace eligo::engine
