#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace eligo::profiles {

/// What can be wrong with a record before anybody reads it.
enum class Flaw : std::uint8_t {
  none,
  too_long,     ///< more bytes than allowed; its content was passed over
  bad_quote,    ///< CSV: a quoted cell goes on to a later line, where it turns out to be none
  open_quote,   ///< CSV: the input ends inside quotes
  open_array,   ///< JSON: the input ends before the array's closing bracket
  after_array,  ///< JSON: something stands behind the array
  no_comma,     ///< JSON: another element of the array follows without a comma
};

/// One record as it stands in the input: bytes [begin, begin + size) of its chunk.
struct RawRecord {
  std::size_t begin = 0;
  std::size_t size = 0;
  std::uint64_t line = 0;  ///< or element number, from 1
  Flaw flaw = Flaw::none;
  /// Of a record with a flaw, CSV only: the last line that it has, or where a bad quote turned out to be one.
  std::uint64_t last_line = 0;
  /// The input ends in it: no line end, bracket or quote stands behind. One with an error was cut off.
  bool at_end = false;
};

/// What is wrong with a record, for people.
[[nodiscard]] std::string flaw_text(const RawRecord& record);

}  // namespace eligo::profiles
