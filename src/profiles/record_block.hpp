#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "profiles/raw_record.hpp"

namespace eligo::profiles {

/// Records that are cut out of an input all at once.
struct RecordBlock {
  std::string& bytes;  ///< that the records stand in
  std::vector<RawRecord>& records;
  std::string& spare;  ///< memory that an input may use; see InputWindow
  std::size_t most_records = 0;
  std::size_t most_bytes = 0;  ///< the block ends with whichever comes first
};

}  // namespace eligo::profiles
