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
      if (!form.timestamp.empty()) return form.timestamp;
      return std::string(standard_timestamp) +
             (form.options == WrittenForm::Options::all ? ", or --timestamp-format for another form" : "");
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
  const auto shown = [&](const Value& bound) {
    std::string text = display_text(bound);
    if (form.decimal_comma && is_number(type)) std::ranges::replace(text, '.', ',');
    return text;
  };
  if (lowest && highest) return "from " + shown(*lowest) + " to " + shown(*highest);
  if (lowest) return shown(*lowest) + " or more";
  if (highest) return shown(*highest) + " or less";
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
  const bool declared = !form.timestamp.empty(), names_zones = form.options != WrittenForm::Options::none;
  const std::string timestamp = declared ? form.timestamp : std::string(standard_timestamp);
  switch (cause) {
    case Cause::out_of_range: return range_of(single, lowest, highest, form);
    case Cause::not_whole:
      if (!form.decimal_integers) return "an int like `12`, not `12.0`";
      return form.decimal_comma ? "an int like `12` or `12,0`" : "an int like `12` or `12.0`";
    case Cause::quoted:
      return single.kind == Kind::boolean && !form.booleans.empty()
                 ? words_of(form.booleans) + ", or `true` or `false` without quotes"
                 : form_of(single, form) + ", without quotes";
    case Cause::no_zone:
      if (declared) return timestamp + ", and --timezone for the zone that it does not say";
      return timestamp + (names_zones ? ", or --timezone for all without one" : "");
    case Cause::no_time_of_day:
      return timestamp +
             (names_zones ? "; --timestamp-format date with --timezone takes a date as its midnight" : "");
    case Cause::no_such_instant:
      return declared ? "a time that clocks there show once; a form with `%z` says which one is meant"
                      : "a timestamp with its offset, like `2026-10-25T02:30:00+02:00`";
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
