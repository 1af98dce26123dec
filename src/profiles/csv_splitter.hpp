#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "profiles/input_window.hpp"
#include "profiles/raw_record.hpp"

namespace eligo::profiles {

/// Cuts CSV into its rows: at line ends that stand outside quotes. Empty lines are passed over. A quote
/// without its partner swallows what follows, up to the end of the input or the limit on records: then the
/// line with the quote becomes a flawed record, and rows go on behind it.
class CsvSplitter {
 public:
  explicit CsvSplitter(std::size_t longest_record) : longest_(longest_record) {}

  /// Appends the next row's bytes, without its line end; false at the end of the input.
  bool next(InputWindow& window, std::string& bytes, RawRecord& record);

 private:
  enum class Within { cell_start, plain, quoted, quote_in_quoted };
  bool pass_over_line(InputWindow& window, RawRecord& record, Flaw flaw);

  std::size_t longest_;
  std::uint64_t line_ = 1;
};

}  // namespace eligo::profiles
