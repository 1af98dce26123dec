#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "profiles/schema.hpp"

namespace eligo::profiles {

class LinkedMapping;

/// What the columns of a CSV file mean. Immutable.
struct CsvHeader {
  enum class Meaning : std::uint8_t { ignored, subject, fact };
  struct Column {
    Meaning meaning = Meaning::ignored;
    std::uint32_t fact = 0;  ///< Meaning::fact only; the first of its name
  };
  std::vector<Column> columns;
  std::vector<std::string> names;    ///< by column, without blanks around them
  std::vector<std::string> ignored;  ///< names of columns that no fact has, the first of them

  /// Reads the header row: names of facts (dotted), or the subject. Nothing, and `error`, where one of these
  /// stands twice or no column is known (strict: or one is not). Other names may be empty or stand twice. A
  /// mapping, where given, says what columns mean; those that it makes facts of must be there.
  [[nodiscard]] static std::optional<CsvHeader> read(std::string_view row, const Schema& schema, bool strict,
                                                     std::string& error,
                                                     const LinkedMapping* mapping = nullptr);
};

}  // namespace eligo::profiles
