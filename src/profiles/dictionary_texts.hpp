#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "profiles/scalar_rule.hpp"
#include "values/column.hpp"

namespace eligo::profiles {

/// The texts of a column's dictionary as a fact takes them: looked up once, and copied, so that columns may
/// refer to them.
class DictionaryTexts {
 public:
  DictionaryTexts() = default;
  /// `missing` are the places, ascending, at which no text is: rows that have them are not there either.
  DictionaryTexts(std::span<const std::string_view> texts, std::span<const std::uint32_t> missing,
                  const ScalarRule& rule);

  /// Whether these are the texts.
  [[nodiscard]] bool holds(std::span<const std::string_view> texts,
                           std::span<const std::uint32_t> missing = {}) const;
  /// Appends `texts[codes[row]]` for each row to an empty column, which refers to the texts that are kept.
  /// Rows that are there have codes of the texts.
  void fill(std::span<const std::int32_t> codes, const std::uint8_t* validity, values::Column& column) const;
  /// The same, but the codes stay where they are, too, unless some text is refused (see Column::refer_all).
  void refer(std::span<const std::int32_t> codes, const std::uint8_t* validity, values::Column& column) const;

 private:
  std::vector<char> bytes_;        // of all texts; they stay where they are when it is moved
  std::vector<std::size_t> ends_;  // of each text in them
  std::vector<values::StringValue> values_;
  std::vector<values::Cause> causes_;  // why one is refused
  std::vector<std::uint32_t> missing_;
  bool any_refused_ = false;
};

/// The first row that is there and has a code that a dictionary of so many texts does not have.
[[nodiscard]] std::optional<std::size_t> first_wrong_code(std::span<const std::int32_t> codes,
                                                          std::size_t dictionary,
                                                          const std::uint8_t* validity);

}  // namespace eligo::profiles
