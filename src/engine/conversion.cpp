#include "engine/conversion.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace eligo::engine {

using values::Cause;
using values::Nanoseconds;

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool equal_ignoring_case(std::string_view text, std::string_view lower) {
  return std::ranges::equal(text, lower,
                            [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

/// Whether the text is digits with an optional point and exponent, at least one digit before the exponent.
bool is_decimal(std::string_view text) {
  std::size_t digits = 0;
  bool point = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (is_digit(text[at])) {
      ++digits;
    } else if (text[at] == '.' && !point) {
      point = true;
    } else {
      break;
    }
  }
  if (digits == 0) return false;
  if (at == text.size()) return true;
  if (text[at] != 'e' && text[at] != 'E') return false;
  ++at;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  const std::string_view exponent = text.substr(at);
  return !exponent.empty() && std::ranges::all_of(exponent, is_digit);
}

/// Of a decimal beyond the range of doubles: whether it is too small rather than too large.
bool is_tiny(std::string_view text) {
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::size_t point = std::min(text.find('.'), e);
  std::size_t first = 0;  // the first digit that is not zero
  while (first < e && (text[first] == '0' || text[first] == '.')) ++first;
  std::int64_t exponent = first < point ? static_cast<std::int64_t>(point - first)
                                        : -static_cast<std::int64_t>(first - point) + 1;
  if (e < text.size()) {
    std::string_view written = text.substr(e + 1);
    const bool negative = written.starts_with('-');
    if (negative || written.starts_with('+')) written.remove_prefix(1);
    std::int64_t number = 0;
    for (const char c : written) number = std::min<std::int64_t>(number * 10 + (c - '0'), 1'000'000'000'000);
    exponent += negative ? -number : number;
  }
  return exponent < 0;
}

}  // namespace

Cause to_boolean(bool& out, std::string_view text) {
  static constexpr std::array<std::string_view, 5> yes{"1", "t", "true", "TRUE", "True"};
  static constexpr std::array<std::string_view, 5> no{"0", "f", "false", "FALSE", "False"};
  out = std::ranges::find(yes, text) != yes.end();
  return out || std::ranges::find(no, text) != no.end() ? Cause::none : Cause::bad_conversion;
}

Cause to_integer(std::int64_t& out, double number) {
  // CEL leaves both ends out: the neighbouring doubles already round to them.
  constexpr double limit = 9'223'372'036'854'775'808.0;
  if (!(number > -limit && number < limit)) return Cause::overflow;
  out = static_cast<std::int64_t>(number);
  return Cause::none;
}

Cause to_integer(std::int64_t& out, std::string_view text) {
  if (text.starts_with('+') && text.size() > 1 && is_digit(text[1])) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && !text.empty();
  return whole ? Cause::none : Cause::bad_conversion;
}

std::int64_t to_seconds(Nanoseconds timestamp) { return values::to_instant(timestamp).seconds; }

Cause to_floating(double& out, std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto finish = [&](double magnitude) {
    out = negative ? -magnitude : magnitude;
    return Cause::none;
  };
  if (equal_ignoring_case(text, "nan")) return finish(std::numeric_limits<double>::quiet_NaN());
  if (equal_ignoring_case(text, "inf") || equal_ignoring_case(text, "infinity"))
    return finish(std::numeric_limits<double>::infinity());
  if (!is_decimal(text)) return Cause::bad_conversion;
  double magnitude = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), magnitude);
  if (error == std::errc::result_out_of_range) return is_tiny(text) ? finish(0.0) : Cause::bad_conversion;
  return error == std::errc{} && end == text.data() + text.size() ? finish(magnitude) : Cause::bad_conversion;
}

Cause to_timestamp(Nanoseconds& out, std::string_view text) {
  const auto parsed = values::parse_timestamp(text);
  if (!parsed) return Cause::bad_conversion;
  out = *parsed;
  return Cause::none;
}

Cause to_timestamp(Nanoseconds& out, std::int64_t seconds) {
  const Nanoseconds computed = Nanoseconds{seconds} * values::nanoseconds_per_second;
  if (computed < values::min_timestamp || computed > values::max_timestamp) return Cause::overflow;
  out = computed;
  return Cause::none;
}

Cause to_duration(Nanoseconds& out, std::string_view text) {
  const auto parsed = values::parse_duration(text);
  if (!parsed) return Cause::bad_conversion;
  out = *parsed;
  return Cause::none;
}

}  // namespace eligo::engine
