#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "profiles/input_window.hpp"
#include "profiles/raw_record.hpp"
#include "profiles/value_scan.hpp"

namespace eligo::profiles {

/// Cuts JSON into records: the elements of one array, or values that stand one after the other. Only
/// strings and brackets are looked at, so an element need not be valid to be found; where those of one do not
/// match, the next one is found by what its writer must have meant (ValueScan). Where elements are known to
/// begin lines of their own, one that has no end goes as far as the next such line. An element longer than
/// the limit becomes a flawed record, and is read over without being kept.
class ValueSplitter {
 public:
  /// With `part_of_text` the array stands within something else, and what follows it does not matter.
  explicit ValueSplitter(std::size_t longest_record, bool part_of_text = false)
      : longest_(longest_record), part_of_text_(part_of_text) {}

  /// Appends the next record's bytes; false at the end of the input. `record.line` is its number.
  bool next(InputWindow& window, std::string& bytes, RawRecord& record);

 private:
  enum class State { start, values, elements, behind_comma, closed, done };

  bool start(InputWindow& window);
  bool next_element(InputWindow& window, std::string& bytes, RawRecord& record);
  bool flawed(RawRecord& record, Flaw flaw);
  /// Reads one value up to where it ends. Appends it unless it is too long.
  void cut_value(InputWindow& window, ValueScan scan, std::string& bytes, RawRecord& record);
  [[nodiscard]] std::optional<std::size_t> end_at_line(const InputWindow& window, ValueScan& scan);

  std::size_t longest_;
  bool part_of_text_;
  std::uint64_t number_ = 0;
  State state_ = State::start;
  bool nested_lines_ = false;  // an element had objects in lines that began as its own
  bool by_lines_ = false;      // an element had no end: lines tell where elements begin
};

/// Drops white space; false at the end of the input.
bool drop_white_space(InputWindow& window);

}  // namespace eligo::profiles
