#include "values/value.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "text/hex.hpp"

namespace eligo::values {

std::string_view cause_text(Cause cause) noexcept {
  switch (cause) {
    case Cause::none: return "known";
    case Cause::absent: return "not in the profile";
    case Cause::null: return "null in the profile";
    case Cause::wrong_type: return "of the wrong type in the profile";
    case Cause::out_of_range: return "out of range in the profile";
    case Cause::not_in_enum: return "not one of the fact's values";
    case Cause::not_whole: return "not written as an int in the profile";
    case Cause::quoted: return "in quotes in the profile";
    case Cause::malformed: return "malformed in the profile";
    case Cause::no_zone: return "without a zone in the profile";
    case Cause::no_time_of_day: return "a date without a time in the profile";
    case Cause::no_such_instant: return "a local time that there is twice or never";
    case Cause::division_by_zero: return "division by zero";
    case Cause::overflow: return "overflow";
    case Cause::index_out_of_range: return "index out of range";
    case Cause::bad_conversion: return "conversion not possible";
    case Cause::bad_argument: return "argument not valid";
    case Cause::zone_data: return "time zone data missing or damaged";
    case Cause::step_budget: return "too many steps";
  }
  return {};
}

std::string number_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  // Fixed notation where people would write it so; the limits are those of ECMAScript.
  const double magnitude = std::fabs(number);
  const bool fixed = magnitude == 0 || (magnitude >= 1e-6 && magnitude < 1e21);
  std::array<char, 64> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number,
                                 fixed ? std::chars_format::fixed : std::chars_format::scientific);
  return {text.data(), end.ptr};
}

namespace {

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (byte < 0x20 || byte == 0x7F) {
          out += "\\u00";
          text::append_hex(out, byte);
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

/// A double as an expression writes it: never to be taken for an integer.
std::string double_literal(double number) {
  if (!std::isfinite(number)) return "double(\"" + number_text(number) + "\")";
  std::string text = number_text(number);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string duration_display(Nanoseconds nanoseconds) {
  if (nanoseconds == 0) return "0s";
  std::string out = nanoseconds < 0 ? "-" : "";
  const Nanoseconds magnitude = nanoseconds < 0 ? -nanoseconds : nanoseconds;
  Nanoseconds seconds = magnitude / nanoseconds_per_second;
  const Nanoseconds fraction = magnitude % nanoseconds_per_second;
  struct Unit {
    Nanoseconds seconds;
    char letter;
  };
  for (const Unit unit : {Unit{86400, 'd'}, Unit{3600, 'h'}, Unit{60, 'm'}}) {
    if (seconds < unit.seconds) continue;
    out += std::to_string(static_cast<std::int64_t>(seconds / unit.seconds));
    out += unit.letter;
    seconds %= unit.seconds;
  }
  if (seconds != 0 || fraction != 0) out += format_duration(seconds * nanoseconds_per_second + fraction);
  return out;
}

enum class Style : std::uint8_t { literal, display };

void append_text(std::string& out, const Value& value, Style style);

void append_items(std::string& out, const std::vector<Value>& items, Style style) {
  bool first = true;
  for (const Value& item : items) {
    if (!first) out += ", ";
    first = false;
    append_text(out, item, style);
  }
}

struct Writer {
  std::string& out;
  Style style;

  void operator()(const Unknown&) const { out += "unknown"; }
  void operator()(const Null&) const { out += "null"; }
  void operator()(bool value) const { out += value ? "true" : "false"; }
  void operator()(std::int64_t value) const { out += std::to_string(value); }
  void operator()(double value) const {
    out += style == Style::literal ? double_literal(value) : number_text(value);
  }
  void operator()(const std::string& value) const {
    if (style == Style::literal)
      append_quoted(out, value);
    else
      out += value;
  }
  void operator()(const Timestamp& value) const {
    const std::string text = format_timestamp(value.nanoseconds);
    out += style == Style::literal ? "timestamp(\"" + text + "\")" : text;
  }
  void operator()(const Interval& value) const {
    out += style == Style::literal ? "duration(\"" + format_duration(value.nanoseconds) + "\")"
                                   : duration_display(value.nanoseconds);
  }
  void operator()(const List& value) const {
    if (style == Style::literal) out += '[';
    append_items(out, value, style);
    if (style == Style::literal) out += ']';
  }
  void operator()(const Record& value) const {
    out += '{';
    append_items(out, value.fields, style);
    out += '}';
  }
};

void append_text(std::string& out, const Value& value, Style style) {
  std::visit(Writer{out, style}, value.content);
}

}  // namespace

std::string literal_text(const Value& value) {
  std::string out;
  append_text(out, value, Style::literal);
  return out;
}

std::string display_text(const Value& value) {
  std::string out;
  append_text(out, value, Style::display);
  return out;
}

}  // namespace eligo::values
