#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace eligo::profiles {

/// What can be wrong with a record before anybody reads it.
enum class Flaw : std::uint8_t {
  none,
  too_long,     ///< more bytes than allowed; its content was passed over
  open_quote,   ///< CSV: the input ends inside quotes
  open_array,   ///< JSON: the input ends before the array's closing bracket
  after_array,  ///< JSON: something stands behind the array
};

/// One record as it stands in the input: bytes [begin, begin + size) of its chunk.
struct RawRecord {
  std::size_t begin = 0;
  std::size_t size = 0;
  std::uint64_t line = 0;  ///< or element number, from 1
  Flaw flaw = Flaw::none;
  /// The input ends in it: no line end, bracket or quote stands behind. One with an error was cut off.
  bool at_end = false;
};

/// For people.
[[nodiscard]] std::string_view flaw_text(Flaw flaw);

}  // namespace eligo::profiles
