#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "profiles/input_window.hpp"
#include "profiles/raw_record.hpp"

namespace eligo::profiles {

/// Records that are cut out of an input all at once.
struct RecordBlock {
  std::string& bytes;  ///< that the records stand in
  std::vector<RawRecord>& records;
  std::string& spare;  ///< memory that an input may use; see InputWindow
  std::size_t most_records = 0;
  std::size_t most_bytes = 0;  ///< the block ends with whichever comes first

  /// Takes the first `size` bytes of the window, in which the records from `first` on were found.
  void take(InputWindow& window, std::size_t size, std::size_t first) const {
    const std::size_t begin = window.take(size, bytes, spare);
    for (std::size_t record = first; record < records.size(); ++record) records[record].begin += begin;
  }
};

}  // namespace eligo::profiles
