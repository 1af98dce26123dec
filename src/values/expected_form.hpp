#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "values/type.hpp"
#include "values/value.hpp"

namespace eligo::values {

/// How the values of a fact are declared to be written; what is not said is as profiles write it.
struct WrittenForm {
  std::vector<std::string> booleans;  ///< words for true and false
  bool decimal_integers = false;      ///< `12.0` is the int 12
  bool decimal_comma = false;
  bool python_lists = false;
  std::string timestamp;  ///< a phrase: "a timestamp like `23.11.2026`"; empty: RFC 3339
  /// The options of the command that phrases may name: none; those by which a timestamp without a zone or a
  /// time is read; or those of other forms, too.
  enum class Options : std::uint8_t { none, zones, all };
  Options options = Options::zones;
};

/// Of a rule set's facts, by their index; null: all are written as profiles write them.
using WrittenForms = std::shared_ptr<const std::vector<WrittenForm>>;

/// What would have been taken in place of a value that was refused, as a phrase: "an int like `12`". Of a
/// list: in place of an element, unless its own type was wrong.
[[nodiscard]] std::string expected_form(Cause cause, const Type& type, const std::optional<Value>& lowest,
                                        const std::optional<Value>& highest, const WrittenForm& form = {});

}  // namespace eligo::values
