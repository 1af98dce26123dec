#include "values/time.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "values/date.hpp"

namespace eligo::values {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

enum class Strictness : std::uint8_t { standard, written };

/// Reads a text from its beginning; once something did not fit, `good` stays false.
struct Scanner {
  std::string_view rest;
  bool good = true;

  [[nodiscard]] bool at_digit() const { return !rest.empty() && is_digit(rest.front()); }

  bool accept(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  void expect(char c) { good = accept(c) && good; }

  /// Exactly `count` digits.
  unsigned digits(std::size_t count) {
    unsigned number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!at_digit()) {
        good = false;
        return 0;
      }
      number = number * 10 + static_cast<unsigned>(rest.front() - '0');
      rest.remove_prefix(1);
    }
    return number;
  }
  unsigned digits_within(std::size_t count, unsigned lowest, unsigned highest) {
    const unsigned number = digits(count);
    good = good && number >= lowest && number <= highest;
    return number;
  }
  /// `.` and 1 to 9 digits, or nothing, as nanoseconds.
  std::int64_t fraction() {
    if (!accept('.')) return 0;
    std::int64_t nanoseconds = 0;
    std::size_t count = 0;
    for (; at_digit(); ++count) {
      nanoseconds = nanoseconds * 10 + (rest.front() - '0');
      rest.remove_prefix(1);
      if (count >= 9) good = false;
      if (!good) return 0;
    }
    good = good && count > 0;
    for (; count < 9; ++count) nanoseconds *= 10;
    return nanoseconds;
  }
  /// `Z` or `+hh:mm`, as seconds east of UTC; where a tool wrote it also `+hhmm` or `+hh`.
  std::int64_t offset(Strictness strictness) {
    if (accept('Z') || accept('z')) return 0;
    const bool west = accept('-');
    if (!west) expect('+');
    const unsigned hours = digits_within(2, 0, 23);
    const bool short_form = strictness == Strictness::written && rest.empty();
    if (strictness == Strictness::standard || rest.starts_with(':')) expect(':');
    const unsigned minutes = short_form ? 0 : digits_within(2, 0, 59);
    const std::int64_t seconds = hours * 3600 + minutes * 60;
    return west ? -seconds : seconds;
  }
};

/// Digits and other characters of `2026-11-23T10:00:00Z`, eight bytes at a time.
constexpr std::string_view plain_form = "0000-00-00T00:00:00Z";
using FormWords = std::array<std::uint64_t, 3>;
template <typename Byte>
constexpr FormWords form_words(Byte byte_for) {
  std::array<char, sizeof(FormWords)> bytes{};
  for (std::size_t at = 0; at < plain_form.size(); ++at)
    bytes[at] = static_cast<char>(byte_for(plain_form[at]));
  return std::bit_cast<FormWords>(bytes);
}

/// Whether a text of the form's length is of that form.
bool has_plain_form(std::string_view text) {
  constexpr FormWords form = form_words([](char c) { return c; });
  constexpr FormWords six = form_words([](char c) { return c == '0' ? 6 : 0; });
  constexpr FormWords wrong = form_words([](char c) { return c == '0' ? 0xF0 : 0xFF; });
  FormWords words{};
  std::memcpy(words.data(), text.data(), plain_form.size());
  std::uint64_t found = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::uint64_t word = words[at] ^ form[at];  // a digit becomes its value, the others nothing
    found |= ((word + six[at]) | word) & wrong[at];
  }
  return found == 0;
}

/// The form that nearly all have, `2026-11-23T10:00:00Z`; nothing for any other, valid or not.
std::optional<Nanoseconds> plain_timestamp(std::string_view text) {
  if (text.size() != plain_form.size() || !has_plain_form(text)) return std::nullopt;
  const auto two = [&](std::size_t at) {
    return static_cast<unsigned>((text[at] - '0') * 10 + (text[at + 1] - '0'));
  };
  const unsigned year = two(0) * 100 + two(2), month = two(5), day = two(8);
  const unsigned hour = two(11), minute = two(14), second = two(17);
  const bool plain = year >= 1 && month >= 1 && month <= 12 && hour <= 23 && minute <= 59 && second <= 59;
  if (!plain || day < 1 || day > days_in_month(year, month)) return std::nullopt;
  const std::int64_t seconds =
      days_from_date({year, month, day}) * 86'400 + hour * 3600 + minute * 60 + second;
  return Nanoseconds{seconds} * nanoseconds_per_second;
}

/// Days since 1970.
std::int64_t scan_date(Scanner& scan) {
  const unsigned year = scan.digits(4);
  scan.expect('-');
  const unsigned month = scan.digits_within(2, 1, 12);
  scan.expect('-');
  if (!scan.good) return 0;
  const unsigned day = scan.digits_within(2, 1, days_in_month(year, month));
  return days_from_date({year, month, day});
}

void scan_separator(Scanner& scan, Strictness strictness) {
  const bool there =
      scan.accept('T') || scan.accept('t') || (strictness == Strictness::written && scan.accept(' '));
  scan.good = scan.good && there;
}

std::optional<Nanoseconds> read_timestamp(std::string_view text, Strictness strictness) {
  if (const auto plain = plain_timestamp(text)) return plain;
  Scanner scan{text};
  const std::int64_t days = scan_date(scan);
  if (!scan.good) return std::nullopt;
  scan_separator(scan, strictness);
  const unsigned hour = scan.digits_within(2, 0, 23);
  scan.expect(':');
  const unsigned minute = scan.digits_within(2, 0, 59);
  scan.expect(':');
  const unsigned second = scan.digits_within(2, 0, 59);
  const std::int64_t fraction = scan.fraction();
  const std::int64_t offset = scan.offset(strictness);
  if (!scan.good || !scan.rest.empty()) return std::nullopt;
  const std::int64_t seconds = days * 86'400 + hour * 3600 + minute * 60 + second - offset;
  const Nanoseconds result = Nanoseconds{seconds} * nanoseconds_per_second + fraction;
  if (result < min_timestamp || result > max_timestamp) return std::nullopt;
  return result;
}

void append_padded(std::string& out, std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

constexpr Nanoseconds floor_divide(Nanoseconds number, Nanoseconds divisor) {
  const Nanoseconds quotient = number / divisor;
  return number % divisor < 0 ? quotient - 1 : quotient;
}

struct Unit {
  std::string_view name;
  Nanoseconds nanoseconds;
};

// The day first; longer names stand before their prefixes.
constexpr std::array<Unit, 9> units{{{"d", 86'400 * nanoseconds_per_second},
                                     {"h", 3600 * nanoseconds_per_second},
                                     {"ms", 1'000'000},
                                     {"m", 60 * nanoseconds_per_second},
                                     {"s", nanoseconds_per_second},
                                     {"us", 1'000},
                                     {"\u00b5s", 1'000},
                                     {"\u03bcs", 1'000},
                                     {"ns", 1}}};

// A sum above the longest duration stops here, so that no number of digits overflows.
constexpr Nanoseconds too_long = max_duration + 1;

/// One number with its unit, at most `too_long`; nothing where malformed.
std::optional<Nanoseconds> duration_part(std::string_view& rest, LongestUnit longest) {
  std::size_t whole = 0;
  while (whole < rest.size() && is_digit(rest[whole])) ++whole;
  std::size_t end = whole;
  if (end < rest.size() && rest[end] == '.') ++end;
  const std::size_t fraction = end;
  while (end < rest.size() && is_digit(rest[end])) ++end;
  if (whole == 0 && end == fraction) return std::nullopt;
  const std::string_view name = rest.substr(end);
  const auto first = units.begin() + (longest == LongestUnit::day ? 0 : 1);
  const auto unit = std::find_if(first, units.end(), [&](const Unit& u) { return name.starts_with(u.name); });
  if (unit == units.end()) return std::nullopt;
  Nanoseconds total = 0;
  for (const char c : rest.substr(0, whole)) {
    total = std::min(total * 10 + (c - '0') * unit->nanoseconds, too_long);
  }
  // Digits too small for a nanosecond are cut off.
  Nanoseconds part = 0;
  Nanoseconds divisor = 1;
  for (const char c : rest.substr(fraction, std::min<std::size_t>(end - fraction, 15))) {
    part = part * 10 + (c - '0');
    divisor *= 10;
  }
  total += part * unit->nanoseconds / divisor;
  rest.remove_prefix(end + unit->name.size());
  return std::min(total, too_long);
}

/// The length without its sign, at most `too_long`; nothing where malformed.
std::optional<Nanoseconds> duration_length(std::string_view text, LongestUnit longest) {
  if (text == "0") return 0;
  if (text.empty()) return std::nullopt;
  Nanoseconds total = 0;
  while (!text.empty()) {
    const auto part = duration_part(text, longest);
    if (!part) return std::nullopt;
    total = std::min(total + *part, too_long);
  }
  return total;
}

std::string_view without_sign(std::string_view text) {
  return text.substr(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
}

}  // namespace

Instant to_instant(Nanoseconds nanoseconds) {
  const Nanoseconds seconds = floor_divide(nanoseconds, nanoseconds_per_second);
  return {static_cast<std::int64_t>(seconds),
          static_cast<std::int32_t>(nanoseconds - seconds * nanoseconds_per_second)};
}

Duration to_duration(Nanoseconds nanoseconds) {
  return {static_cast<std::int64_t>(nanoseconds / nanoseconds_per_second),
          static_cast<std::int32_t>(nanoseconds % nanoseconds_per_second)};
}

std::optional<Nanoseconds> parse_timestamp(std::string_view text) {
  return read_timestamp(text, Strictness::standard);
}

std::optional<Nanoseconds> parse_written_timestamp(std::string_view text) {
  return read_timestamp(text, Strictness::written);
}

TimestampFault timestamp_fault(std::string_view text) {
  Scanner scan{text};
  scan_date(scan);
  if (scan.good && scan.rest.empty()) return TimestampFault::no_time_of_day;
  scan_separator(scan, Strictness::written);
  scan.digits_within(2, 0, 23);
  scan.expect(':');
  scan.digits_within(2, 0, 59);
  if (scan.accept(':')) {
    scan.digits_within(2, 0, 59);
    scan.fraction();
  }
  return scan.good && scan.rest.empty() ? TimestampFault::no_zone : TimestampFault::malformed;
}

std::optional<Nanoseconds> parse_duration(std::string_view text, LongestUnit longest) {
  const auto length = duration_length(without_sign(text), longest);
  if (!length || *length == too_long) return std::nullopt;
  return text.starts_with('-') ? -*length : *length;
}

bool is_too_long_duration(std::string_view text, LongestUnit longest) {
  return duration_length(without_sign(text), longest) == too_long;
}

std::string longest_duration_text() {
  return std::to_string(static_cast<std::int64_t>(max_duration / (3600 * nanoseconds_per_second))) + "h";
}

std::string format_timestamp(Nanoseconds nanoseconds) {
  // 64 bits hold the days of every Instant, but not its seconds where its fields are out of range
  constexpr Nanoseconds day = 86'400 * nanoseconds_per_second;
  const auto days = static_cast<std::int64_t>(floor_divide(nanoseconds, day));
  const auto since_midnight = static_cast<std::int64_t>(nanoseconds - days * day);
  const std::int64_t second_of_day = since_midnight / 1'000'000'000;
  const std::int64_t fraction = since_midnight % 1'000'000'000;
  const Date date = date_from_days(days);
  std::string out;
  if (date.year < 0 || date.year > 9999) out += date.year < 0 ? '-' : '+';
  append_padded(out, date.year < 0 ? -date.year : date.year, 4);
  out += '-';
  append_padded(out, date.month, 2);
  out += '-';
  append_padded(out, date.day, 2);
  out += 'T';
  append_padded(out, second_of_day / 3600, 2);
  out += ':';
  append_padded(out, second_of_day / 60 % 60, 2);
  out += ':';
  append_padded(out, second_of_day % 60, 2);
  if (fraction != 0) {
    out += '.';
    if (fraction % 1'000'000 == 0)
      append_padded(out, fraction / 1'000'000, 3);
    else if (fraction % 1'000 == 0)
      append_padded(out, fraction / 1'000, 6);
    else
      append_padded(out, fraction, 9);
  }
  out += 'Z';
  return out;
}

std::string format_duration(Nanoseconds nanoseconds) {
  std::string out = nanoseconds < 0 ? "-" : "";
  const Nanoseconds magnitude = nanoseconds < 0 ? -nanoseconds : nanoseconds;
  out += std::to_string(static_cast<std::uint64_t>(magnitude / nanoseconds_per_second));
  const auto fraction = static_cast<std::int64_t>(magnitude % nanoseconds_per_second);
  if (fraction != 0) {
    out += '.';
    append_padded(out, fraction, 9);
    while (out.back() == '0') out.pop_back();
  }
  out += 's';
  return out;
}

}  // namespace eligo::values
