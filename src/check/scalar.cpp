#include "check/scalar.hpp"

#include <array>
#include <compare>
#include <utility>

#include "check/literal_form.hpp"
#include "text/display.hpp"
#include "values/exact_order.hpp"

namespace eligo::check {

namespace {

using diagnostics::MistakeList;
using text::quote;
using values::Kind;
using values::Value;

constexpr std::array<std::pair<std::string_view, Kind>, 6> scalar_words{{{"bool", Kind::boolean},
                                                                         {"int", Kind::integer},
                                                                         {"double", Kind::floating},
                                                                         {"string", Kind::string},
                                                                         {"timestamp", Kind::timestamp},
                                                                         {"duration", Kind::duration}}};

values::Type plain(Kind kind) {
  values::Type type;
  type.kind = kind;
  return type;
}

// Beyond 2^53 not every integer is a double.
std::optional<double> exact_double(std::int64_t integer) {
  const auto number = static_cast<double>(integer);
  return std::is_eq(values::exact_order(integer, number)) ? std::optional(number) : std::nullopt;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 20 &&
         text.find_first_not_of("0123456789.-") == std::string_view::npos;
}

// What would make the value one of the type.
std::string hint_for(const Value& value, Kind own, Kind wanted) {
  if (wanted == Kind::timestamp) return "timestamps are strings, like `\"2026-01-01T00:00:00Z\"`";
  if (wanted == Kind::duration) return "durations are strings, like `\"30d\"` or `\"168h\"`";
  if (wanted == Kind::integer && own == Kind::floating) return "a number with a fraction is a `double`";
  if (wanted == Kind::string) return "write `\"" + values::display_text(value) + "\"`";
  const auto* text = std::get_if<std::string>(&value.content);
  if (text == nullptr) return {};
  const bool number = wanted == Kind::integer || wanted == Kind::floating;
  const bool truth = wanted == Kind::boolean && (*text == "true" || *text == "false");
  return truth || (number && is_number(*text)) ? "write `" + *text + "` without quotes" : std::string{};
}

std::optional<Value> read_duration(const std::string& text, const diagnostics::Place& place,
                                   diagnostics::Code code, MistakeList& mistakes) {
  constexpr auto longest = values::LongestUnit::day;
  if (const auto duration = values::parse_duration(text, longest)) return Value{values::Interval{*duration}};
  if (values::is_too_long_duration(text, longest)) {
    mistakes.error(code, place, quote(text) + " is too long for a duration",
                   "a duration holds at most `" + values::longest_duration_text() + "`, 292 years");
  } else {
    mistakes.error(code, place, quote(text) + " is not a duration",
                   "durations look like `30d`, `168h`, `1h30m` or `1.5s`; the longest unit is `d`, 24 hours");
  }
  return std::nullopt;
}

}  // namespace

std::optional<values::Type> scalar_type(std::string_view word) {
  for (const auto& [name, kind] : scalar_words) {
    if (name == word) return plain(kind);
  }
  return std::nullopt;
}

values::Type type_of(const Value& scalar) {
  if (std::holds_alternative<bool>(scalar.content)) return plain(Kind::boolean);
  if (std::holds_alternative<std::int64_t>(scalar.content)) return plain(Kind::integer);
  if (std::holds_alternative<double>(scalar.content)) return plain(Kind::floating);
  return plain(Kind::string);
}

std::optional<values::Nanoseconds> read_timestamp(std::string_view text, const diagnostics::Place& place,
                                                  diagnostics::Code code, MistakeList& mistakes) {
  const auto timestamp = values::parse_timestamp(text);
  if (!timestamp) {
    mistakes.error(code, place, quote(text) + " is not a timestamp", timestamp_hint(text));
  }
  return timestamp;
}

std::optional<Value> convert(const document::ScalarLiteral& literal, const values::Type& type,
                             const ScalarCodes& codes, const std::string& what, MistakeList& mistakes) {
  const Value& value = literal.value;
  const values::Type own = type_of(value);
  const auto* text = std::get_if<std::string>(&value.content);
  if (text != nullptr && type.kind == Kind::timestamp) {
    const auto moment = read_timestamp(*text, literal.place, codes.timestamp, mistakes);
    return moment ? std::optional(Value{values::Timestamp{*moment}}) : std::nullopt;
  }
  if (text != nullptr && type.kind == Kind::duration)
    return read_duration(*text, literal.place, codes.duration, mistakes);
  if (own.kind == type.kind) return value;
  const auto* integer = std::get_if<std::int64_t>(&value.content);
  if (integer != nullptr && type.kind == Kind::floating) {
    if (const auto number = exact_double(*integer)) return Value{*number};
    mistakes.error(codes.type, literal.place,
                   what + " is double, which cannot hold " + std::to_string(*integer) + " exactly");
    return std::nullopt;
  }
  mistakes.error(codes.type, literal.place,
                 what + " is " + values::type_name(type) + ", but this value is " + values::type_name(own),
                 hint_for(value, own.kind, type.kind));
  return std::nullopt;
}

}  // namespace eligo::check
