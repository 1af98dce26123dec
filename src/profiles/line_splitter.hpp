#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "profiles/input_window.hpp"
#include "profiles/raw_record.hpp"
#include "profiles/record_block.hpp"

namespace eligo::profiles {

/// Cuts NDJSON into its lines. Blank lines are passed over but counted. A line that is longer than the
/// limit becomes a flawed record, and is read over without being kept.
class LineSplitter {
 public:
  explicit LineSplitter(std::size_t longest_record, std::uint64_t lines_before = 0)
      : longest_(longest_record), line_(lines_before) {}

  /// Appends the next record's bytes to `bytes`; false at the end of the input.
  bool next(InputWindow& window, std::string& bytes, RawRecord& record);
  /// Takes the lines that end within the window, and are not too long, as far as the block has room.
  void take_whole(InputWindow& window, RecordBlock& block);

 private:
  std::size_t longest_;
  std::uint64_t line_;
};

}  // namespace eligo::profiles
