#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "profiles/scalar_rule.hpp"
#include "values/column.hpp"

namespace eligo::api {

/// Whether a row is there, by a validity bitmap (bit i of byte i / 8; null: all are).
[[nodiscard]] inline bool is_valid_row(const std::uint8_t* validity, std::size_t row) {
  return validity == nullptr || (validity[row / 8] >> (row % 8) & 1U) != 0;
}

/// The texts of a column's dictionary as a fact takes them: looked up once, and copied, so that columns may
/// refer to them.
class DictionaryTexts {
 public:
  DictionaryTexts() = default;
  DictionaryTexts(std::span<const std::string_view> texts, const profiles::ScalarRule& rule);

  /// Whether these are the texts.
  [[nodiscard]] bool holds(std::span<const std::string_view> texts) const;
  /// Appends `texts[codes[row]]` for each row to an empty column, which refers to the texts that are kept.
  /// Rows that are there have codes of the texts.
  void fill(std::span<const std::int32_t> codes, const std::uint8_t* validity, values::Column& column) const;

 private:
  std::vector<char> bytes_;        // of all texts; they stay where they are when it is moved
  std::vector<std::size_t> ends_;  // of each text in them
  std::vector<values::StringValue> values_;
  std::vector<values::Cause> causes_;  // why one is refused
  bool any_refused_ = false;
};

}  // namespace eligo::api
