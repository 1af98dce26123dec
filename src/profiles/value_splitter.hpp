#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "profiles/input_window.hpp"
#include "profiles/raw_record.hpp"

namespace eligo::profiles {

/// Cuts JSON into records: the elements of one array, or values that stand one after the other. Only
/// strings and brackets are looked at, so an element need not be valid to be found; one whose brackets do
/// not match may take following ones with it. An element longer than the limit becomes a flawed record,
/// and is read over without being kept.
class ValueSplitter {
 public:
  explicit ValueSplitter(std::size_t longest_record) : longest_(longest_record) {}

  /// Appends the next record's bytes; false at the end of the input. `record.line` is its number.
  bool next(InputWindow& window, std::string& bytes, RawRecord& record);

 private:
  enum class State { start, values, elements, behind_comma, closed, done };

  bool start(InputWindow& window);
  bool next_element(InputWindow& window, std::string& bytes, RawRecord& record);
  bool flawed(RawRecord& record, Flaw flaw);
  /// Reads one value up to where it ends: at white space or a bracket outside of it, or with `in_array` at
  /// `,` or `]`. Appends it unless it is too long.
  void cut_value(InputWindow& window, bool in_array, std::string& bytes, RawRecord& record);

  std::size_t longest_;
  std::uint64_t number_ = 0;
  State state_ = State::start;
};

/// Drops white space; false at the end of the input.
bool drop_white_space(InputWindow& window);

}  // namespace eligo::profiles
