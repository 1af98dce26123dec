#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::authoring {

/// What stands in a column of a file, as far as it was looked at.
struct SampledColumn {
  std::string name;                 ///< as the file has it; of JSON dotted
  std::vector<std::string> values;  ///< those that are there, without quotes
  std::size_t lists = 0;            ///< how many of them are arrays of JSON
};

/// The first records of a file, by columns, and what is to be known to read it.
struct ColumnSample {
  std::vector<SampledColumn> columns;
  std::size_t records = 0;
  bool csv = false;
  char delimiter = ',';
  std::string encoding;  ///< empty: UTF-8
  bool encoding_guessed = false;
  std::size_t skip_lines = 0;
  std::string records_pointer;
};

/// Reads the beginning of a file of any form. Where a JSON file is an object none of whose keys is among
/// `known`, its records are those of the largest array of objects in it. Nothing, and `error`, where the file
/// cannot be read or holds no record.
[[nodiscard]] std::optional<ColumnSample> sample_columns(const std::string& path,
                                                         const std::vector<std::string>& known,
                                                         std::string& error);

}  // namespace eligo::authoring
