#include "values/expected_form.hpp"

#include <algorithm>
#include <string_view>

#include "text/display.hpp"

namespace eligo::values {

namespace {

constexpr std::string_view standard_timestamp = "a timestamp like `2026-11-23T10:00:00Z`";

std::string words_of(const std::vector<std::string>& words) {
  constexpr std::size_t most_shown = 6;
  std::string text = "one of ";
  for (std::size_t word = 0; word < std::min(words.size(), most_shown); ++word)
    text += (word == 0 ? "" : ", ") + text::quoted_name(words[word]);
  return words.size() > most_shown ? text + ", …" : text;
}

std::string booleans_of(const WrittenForm& form) {
  if (form.booleans.empty()) return "`true` or `false`";
  std::vector<std::string> words = form.booleans;
  for (const char* const plain : {"true", "false"}) {
    if (std::ranges::find(words, plain) == words.end()) words.emplace_back(plain);
  }
  return words_of(words);
}

std::string form_of(const Type& type, const WrittenForm& form) {
  switch (type.kind) {
    case Kind::boolean: return booleans_of(form);
    case Kind::integer: return "an int like `12`";
    case Kind::floating: return form.decimal_comma ? "a number like `0,5`" : "a number like `0.5`";
    case Kind::string: return type.enumeration ? words_of(*type.enumeration) : "a text";
    case Kind::timestamp:
      return form.timestamp.empty()
                 ? std::string(standard_timestamp) + ", or --timestamp-format for another form"
                 : form.timestamp;
    case Kind::duration: return "a duration like `30d` or `168h`";
    case Kind::list: {
      const std::string list = form.python_lists ? "an array as JSON or Python writes it" : "an array";
      return type.element->kind == Kind::record ? list + (form.python_lists ? ", of objects" : " of objects")
                                                : list + ", each element " + form_of(*type.element, form);
    }
    case Kind::record: return "an object";
    case Kind::null:
    case Kind::any: break;
  }
  return "another value";
}

std::string range_of(const Type& type, const std::optional<Value>& lowest,
                     const std::optional<Value>& highest, const WrittenForm& form) {
  if (lowest && highest) return "from " + display_text(*lowest) + " to " + display_text(*highest);
  if (lowest) return display_text(*lowest) + " or more";
  if (highest) return display_text(*highest) + " or less";
  switch (type.kind) {
    case Kind::integer: return "an int of 64 bits";
    case Kind::floating: return "a number that a double holds";
    case Kind::timestamp: return "a timestamp of the years 1 to 9999";
    case Kind::duration: return "a duration of at most " + longest_duration_text();
    case Kind::boolean:
    case Kind::string:
    case Kind::list:
    case Kind::record:
    case Kind::null:
    case Kind::any: break;
  }
  return form_of(type, form);
}

}  // namespace

std::string expected_form(Cause cause, const Type& type, const std::optional<Value>& lowest,
                          const std::optional<Value>& highest, const WrittenForm& form) {
  const Type& single = type.kind == Kind::list && cause != Cause::wrong_type ? *type.element : type;
  const std::string timestamp = form.timestamp.empty() ? std::string(standard_timestamp) : form.timestamp;
  switch (cause) {
    case Cause::out_of_range: return range_of(single, lowest, highest, form);
    case Cause::not_whole:
      return form.decimal_integers ? "an int like `12` or `12.0`" : "an int like `12`, not `12.0`";
    case Cause::quoted: return form_of(single, form) + ", without quotes";
    case Cause::no_zone:
      return (form.timestamp.empty() ? timestamp : timestamp + " and its offset") +
             ", or --timezone for all without one";
    case Cause::no_time_of_day:
      return timestamp + "; --timestamp-format date with --timezone takes a date as its midnight";
    case Cause::no_such_instant: return "a timestamp with its offset, like `2026-10-25T02:30:00+02:00`";
    case Cause::wrong_type:
    case Cause::not_in_enum:
    case Cause::malformed:
    case Cause::none:
    case Cause::absent:
    case Cause::null:
    case Cause::division_by_zero:
    case Cause::overflow:
    case Cause::index_out_of_range:
    case Cause::bad_conversion:
    case Cause::bad_argument:
    case Cause::zone_data:
    case Cause::step_budget: break;
  }
  return form_of(single, form);
}

}  // namespace eligo::values
