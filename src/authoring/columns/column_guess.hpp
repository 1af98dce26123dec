#pragma once

#include <string>
#include <vector>

#include "authoring/columns/column_sample.hpp"
#include "check/checked_rule_set.hpp"

namespace eligo::authoring {

/// How the values of a column seem to be written, where that is not as the fact's type has it, and why.
struct ColumnGuess {
  std::vector<std::string> nulls, true_words, false_words;
  bool integers_from_decimals = false;
  bool decimal_comma = false;
  bool python_lists = false;
  std::string timestamp_format, timezone;
  bool trim = false;
  std::vector<std::string>
      reasons;  ///< sentences without values, but for words that stand for something else

  [[nodiscard]] bool is_plain() const {
    return nulls.empty() && true_words.empty() && false_words.empty() && !integers_from_decimals &&
           !decimal_comma && !python_lists && timestamp_format.empty() && timezone.empty();
  }
};

/// Looks at the values of a column that is to be a fact of the type.
[[nodiscard]] ColumnGuess guess_form(const SampledColumn& column, const values::Type& type, bool csv);

}  // namespace eligo::authoring
