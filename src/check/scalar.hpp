#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diagnostics/code.hpp"
#include "diagnostics/mistake_list.hpp"
#include "document/rule_set_document.hpp"
#include "values/type.hpp"

namespace eligo::check {

/// The type that a word of the format names: `bool`, `int`, `double`, `string`, `timestamp`,
/// `duration`. Nothing for any other word.
[[nodiscard]] std::optional<values::Type> scalar_type(std::string_view word);

/// The type of a JSON scalar as it stands: a string is a string, never a timestamp.
[[nodiscard]] values::Type type_of(const values::Value& scalar);

/// The codes under which a scalar of the wrong type is reported.
struct ScalarCodes {
  diagnostics::Code type;       ///< another JSON type, or a number that `double` cannot hold exactly
  diagnostics::Code timestamp;  ///< a text that is no timestamp
  diagnostics::Code duration;   ///< a text that is no duration
};

/// The literal as a value of `type`. An integer may stand for a double that equals it; timestamps and
/// durations are texts. Otherwise nothing, after noting why; `what` names the literal, "the param".
[[nodiscard]] std::optional<values::Value> convert(const document::ScalarLiteral& literal,
                                                   const values::Type& type, const ScalarCodes& codes,
                                                   const std::string& what,
                                                   diagnostics::MistakeList& mistakes);

/// The moment that an RFC 3339 text means; nothing after noting that it is none.
[[nodiscard]] std::optional<values::Nanoseconds> read_timestamp(std::string_view text,
                                                                const diagnostics::Place& place,
                                                                diagnostics::Code code,
                                                                diagnostics::MistakeList& mistakes);

}  // namespace eligo::check
