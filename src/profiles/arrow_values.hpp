#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "profiles/arrow_rows.hpp"
#include "profiles/dictionary_texts.hpp"
#include "profiles/scalar_rule.hpp"
#include "values/column.hpp"

namespace eligo::profiles {

/// A rule, and the last dictionary of the columns that it read.
struct ArrowRule {
  ScalarRule rule;
  DictionaryTexts dictionary = {};
};

/// Puts columns of scalars and lists into columns of the program's kinds. 64-bit numbers and the bytes of
/// strings stay where they are, in the array, where the layout allows; the rest is converted. A value that
/// the rule does not take is refused in its row; what the array itself has wrong is std::invalid_argument.
/// Keeps scratch memory.
class ArrowValues {
 public:
  /// What a column is of. Codes into a dictionary stay where they are as long as they are of facts.
  enum class Of : std::uint8_t { fact, elements };

  /// Fills an empty column, whose form has been checked. A new dictionary is used, but put in the rule's
  /// place only by `keep_dictionaries`.
  void read(const ArrowRows& rows, const ArrowSchema& schema, ArrowRule& rule, Of of, values::Column& column);
  /// Lists; `rules` are the elements', or, where they are records, each field's, in the type's order.
  void read_lists(const ArrowRows& rows, const ArrowSchema& schema, std::span<ArrowRule> rules,
                  values::Column& column);

  void keep_dictionaries() noexcept;
  void forget_dictionaries() noexcept { new_dictionaries_.clear(); }

 private:
  template <typename T>
  void read_integers(const ArrowRows& rows, const ScalarRule& rule, values::Column& column);
  void read_floats(const ArrowRows& rows, const ScalarRule& rule, values::Column& column);
  void read_booleans(const ArrowRows& rows, values::Column& column);
  void read_codes(const ArrowRows& rows, const ArrowSchema& schema, ArrowRule& rule, Of of,
                  values::Column& column);
  void read_dictionary(const ArrowRows& texts);
  template <typename Offset>
  std::size_t read_ends(const ArrowRows& rows, std::size_t& first, bool& gaps);
  template <typename Offset>
  void choose_elements(const ArrowRows& rows);
  void read_records(const ArrowRows& rows, const ArrowSchema& schema, std::span<ArrowRule> rules,
                    values::Column& elements);

  std::vector<std::int64_t> integers_;
  std::vector<double> doubles_;
  std::vector<std::uint8_t> bits_;
  std::vector<std::int32_t> codes_;
  std::vector<std::string_view> texts_;  // of a dictionary
  std::vector<std::uint32_t> missing_;   // places in it that are null
  std::vector<std::uint32_t> ends_;      // of lists
  std::vector<std::size_t> chosen_;      // elements
  std::vector<std::pair<ArrowRule*, DictionaryTexts>> new_dictionaries_;
};

}  // namespace eligo::profiles
