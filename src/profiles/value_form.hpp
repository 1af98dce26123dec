#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/number_text.hpp"
#include "profiles/scalar_rule.hpp"
#include "values/column.hpp"
#include "values/expected_form.hpp"
#include "values/scratch_memory.hpp"
#include "values/timestamp_format.hpp"
#include "values/zone.hpp"

namespace eligo::profiles {

/// What a cell of CSV is as a bool; nothing for one that is none.
[[nodiscard]] std::optional<bool> cell_boolean(std::string_view cell);

/// How the values of a column are written, where that is not as profiles write them. What is not said is
/// strict: nothing is rounded or guessed.
struct ValueForm {
  std::vector<std::string> nulls;  ///< texts that mean that there is no value
  std::vector<std::string> true_words, false_words;
  bool trim = false;                    ///< spaces and tabs around texts do not count
  bool integers_from_decimals = false;  ///< `20.0` is the int 20
  bool decimal_comma = false;           ///< numbers in texts are like `0,5`
  bool python_lists = false;            ///< lists are texts as Python writes them: `['a', None]`
  std::optional<values::TimestampFormat> timestamps;
  std::optional<values::Zone> zone;  ///< of timestamps that do not say theirs

  [[nodiscard]] bool is_plain() const;
  [[nodiscard]] std::string_view trimmed(std::string_view text) const {
    return trim ? without_blanks(text) : text;
  }
  [[nodiscard]] bool is_null(std::string_view text) const {
    return std::ranges::any_of(nulls, [&](const std::string& null) { return null == text; });
  }
  /// Whether some JSON numbers mean something else than that number.
  [[nodiscard]] bool changes_numbers() const;
  /// Whether cells of CSV that are values of the kind without the form are the same values with it; of
  /// strings each text is to be asked for.
  [[nodiscard]] bool keeps_cells(values::Kind kind) const;
  /// The same for people.
  [[nodiscard]] values::WrittenForm written() const;
  [[nodiscard]] static std::string_view without_blanks(std::string_view text);
};

/// Reads the texts and numbers of one form for one rule. Keeps scratch memory: one a thread.
class FormedValue {
 public:
  explicit FormedValue(const ValueForm& form) : form_(&form) {
    for (const std::string& null : form.nulls) null_sizes_ |= size_bit(null);
  }

  [[nodiscard]] const ValueForm& form() const { return *form_; }
  /// Whether a text is the same string with the form and without.
  [[nodiscard]] bool keeps_text(std::string_view text) const {
    const bool may_be_null = (null_sizes_ & size_bit(text)) != 0;
    return form_->trimmed(text).size() == text.size() && !(may_be_null && form_->is_null(text));
  }
  /// The text of a CSV cell, or with `json` of a JSON string, which is a number only where the form has a
  /// decimal comma. Adds a row, unknown where it means none; where it is refused none, and gives the cause.
  [[nodiscard]] values::Cause take_text(const ScalarRule& rule, std::string_view text, bool json,
                                        values::ByteArena& bytes, values::Column& column);
  /// A JSON number, as written.
  [[nodiscard]] values::Cause take_number(const ScalarRule& rule, std::string_view text,
                                          const json::NumberText& number, values::Column& column);
  // The same, but what is refused is an unknown row.
  [[nodiscard]] values::Cause append_text(const ScalarRule& rule, std::string_view text, bool json,
                                          values::ByteArena& bytes, values::Column& column);
  [[nodiscard]] values::Cause append_number(const ScalarRule& rule, std::string_view text,
                                            const json::NumberText& number, values::Column& column);

 private:
  [[nodiscard]] values::Cause text_cause(const ScalarRule& rule, std::string_view text, bool json,
                                         values::ByteArena& bytes, values::Column& column);
  [[nodiscard]] values::Cause number_cause(const ScalarRule& rule, std::string_view text,
                                           const json::NumberText& number, values::Column& column);
  [[nodiscard]] std::optional<bool> word(std::string_view text) const;
  [[nodiscard]] values::Cause append_time(const ScalarRule& rule, std::string_view text,
                                          values::Column& column) const;

  [[nodiscard]] static std::uint64_t size_bit(std::string_view text) {
    return std::uint64_t{1} << std::min<std::size_t>(text.size(), 63);
  }

  const ValueForm* form_;
  std::uint64_t null_sizes_ = 0;  // a bit for each size that a text for no value has
  std::string written_;           // a number with a point
};

/// A list as Python's repr writes it, of texts, numbers, bools and None or of dicts of them, as JSON. Nothing
/// for a text that holds anything else; what brackets it has is not looked at.
[[nodiscard]] std::optional<std::string> json_of_python_list(std::string_view text);

}  // namespace eligo::profiles
