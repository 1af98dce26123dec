#include "diagnostics/code.hpp"

#include <array>
#include <string>

#include "diagnostics/place.hpp"

namespace eligo::diagnostics {

namespace {

constexpr std::array descriptions{
    CodeDescription{Code::json_syntax, "the text is not JSON"},
    CodeDescription{Code::json_too_deep, "JSON nested too deeply"},
    CodeDescription{Code::json_duplicate_key, "a key stands twice in one JSON object"},
    CodeDescription{Code::json_number_out_of_range, "a JSON number that no type can hold"},
    CodeDescription{Code::json_invalid_utf8, "the text is not valid UTF-8"},
    CodeDescription{Code::json_too_large, "the document is too large"},
    CodeDescription{Code::unknown_key, "a key that the format does not have"},
    CodeDescription{Code::missing_key, "a required key is missing"},
    CodeDescription{Code::wrong_json_type, "a value of another JSON type is needed"},
    CodeDescription{Code::unsupported_format, "a version of the format that is not supported"},
    CodeDescription{Code::invalid_identifier, "a name or id of the wrong form"},
    CodeDescription{Code::invalid_choice, "not one of the words that may stand here"},
    CodeDescription{Code::empty_collection, "a collection that needs at least one item is empty"},
    CodeDescription{Code::invalid_fact_type, "a fact's type is not one of the language's"},
    CodeDescription{Code::invalid_range, "a range whose bounds do not fit the type or each other"},
    CodeDescription{Code::invalid_instant, "a text that is no RFC 3339 timestamp"},
    CodeDescription{Code::invalid_duration, "a text that is no duration"},
    CodeDescription{Code::invalid_locale, "a text that is no BCP 47 language tag"},
    CodeDescription{Code::invalid_window, "a window that ends before it begins"},
    CodeDescription{Code::too_many_items, "more items than the limit"},
    CodeDescription{Code::invalid_step, "a step that does not fit the type, or is not above 0"},
    CodeDescription{Code::expression_syntax, "the expression cannot be read"},
    CodeDescription{Code::unterminated_string, "a string literal without its closing quote"},
    CodeDescription{Code::invalid_escape, "an escape that string literals do not have"},
    CodeDescription{Code::number_out_of_range, "a number literal that its type cannot hold"},
    CodeDescription{Code::expression_too_long, "the expression is too long"},
    CodeDescription{Code::expression_too_deep, "the expression is nested too deeply"},
    CodeDescription{Code::reserved_word, "a reserved word used as a name"},
    CodeDescription{Code::unknown_name, "nothing has this name"},
    CodeDescription{Code::unknown_function, "no function has this name"},
    CodeDescription{Code::unknown_field, "a record has no field of this name"},
    CodeDescription{Code::wrong_argument_count, "a function called with too few or too many arguments"},
    CodeDescription{Code::wrong_argument_types, "an operator or function that does not take these types"},
    CodeDescription{Code::not_boolean, "a condition that is not bool"},
    CodeDescription{Code::mixed_list, "the elements of a list differ in type"},
    CodeDescription{Code::mixed_branches, "the branches of `?:` differ in type"},
    CodeDescription{Code::unsupported_feature, "a part of CEL that this language does not have"},
    CodeDescription{Code::invalid_has, "`has()` of something other than a fact or a field"},
    CodeDescription{Code::not_a_list, "a macro or `in` over something that is no list"},
    CodeDescription{Code::invalid_variable, "a macro's variable that is no plain name"},
    CodeDescription{Code::invalid_pattern, "a regular expression that cannot be compiled"},
    CodeDescription{Code::invalid_time_zone, "a time zone that does not exist"},
    CodeDescription{Code::enum_value, "a text that is not among the values of the fact"},
    CodeDescription{Code::list_use, "a rule set's list used other than after `in`"},
    CodeDescription{Code::time_varies_by_branch, "parts that differ in how they move with `now`"},
    CodeDescription{Code::zero_divisor, "a divisor that may be 0"},
    CodeDescription{Code::cut_division, "int literals whose division is cut"},
    CodeDescription{Code::moving_part, "a part that changes all the time"},
    CodeDescription{Code::duplicate_id, "an id used twice"},
    CodeDescription{Code::duplicate_value, "a value stands twice"},
    CodeDescription{Code::name_clash, "a name that something else already has"},
    CodeDescription{Code::definition_cycle, "definitions that need each other"},
    CodeDescription{Code::unknown_parameter, "no parameter has this name"},
    CodeDescription{Code::parameter_type, "a parameter's value of another type"},
    CodeDescription{Code::unknown_reason_code, "no rule gives this reason code"},
    CodeDescription{Code::unknown_placeholder, "a placeholder that names nothing"},
    CodeDescription{Code::malformed_placeholder, "a placeholder that cannot be read"},
    CodeDescription{Code::unused_name, "a name that nothing uses"},
    CodeDescription{Code::inconsistent_reason, "rules of one reason code that disagree"},
    CodeDescription{Code::foreign_phrases, "texts in a language that the built-in phrases lack"},
    CodeDescription{Code::no_effect, "a key that changes nothing as the rule set stands"},
    CodeDescription{Code::file_unreadable, "a file that cannot be read"},
    CodeDescription{Code::path_outside_folder, "a path that leaves the rule set's folder"},
    CodeDescription{Code::list_value, "a list's value that does not fit its type"},
    CodeDescription{Code::file_too_large, "a file larger than the limit"},
    CodeDescription{Code::suspicious_value, "a listed value that is probably not the text that was meant"},
    CodeDescription{Code::list_value_control, "a control character within a value of a list file"},
    CodeDescription{Code::zone_data, "time zone data that are missing or damaged"},
    CodeDescription{Code::invalid_profile, "a profile that cannot be read"},
    CodeDescription{Code::internal_inconsistency, "a part that Eligo failed to check: a defect of Eligo"},
    CodeDescription{Code::unknown_fact, "the rule set has no such fact"},
    CodeDescription{Code::refused_value, "a fixture's value that its fact refuses"},
    CodeDescription{Code::missing_instant, "a fixture without the instant that it is decided at"},
    CodeDescription{Code::no_expectation, "a fixture that expects nothing"},
};

}  // namespace

std::span<const CodeDescription> all_codes() noexcept { return descriptions; }

std::string code_text(Code code, Severity severity) {
  const std::string digits = std::to_string(static_cast<unsigned>(code));
  return (severity == Severity::error ? "E" : "W") + std::string(4 - digits.size(), '0') + digits;
}

}  // namespace eligo::diagnostics
