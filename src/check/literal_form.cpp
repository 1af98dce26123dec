#include "check/literal_form.hpp"

#include <array>

#include "expression/other_languages.hpp"
#include "values/time.hpp"

namespace eligo::check {

namespace {

// The parts of a text that looks like a date, with a time or without one.
struct Parts {
  unsigned year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  std::string fraction;  // with its point
  std::string zone;      // `Z` or `+08:00`; empty where there is none
  bool has_time = false;
};

class PartReader {
 public:
  explicit PartReader(std::string_view text) : rest_(expression::trimmed(text)) {}

  std::optional<Parts> read() {
    Parts parts;
    parts.year = number(4, 6);
    separator("-/.");
    parts.month = number(1, 2);
    separator("-/.");
    parts.day = number(1, 2);
    if (good_ && !rest_.empty()) read_time(parts);
    return good_ && rest_.empty() ? std::optional(parts) : std::nullopt;
  }

 private:
  void read_time(Parts& parts) {
    parts.has_time = true;
    separator("Tt ");
    parts.hour = number(1, 2);
    separator(":");
    parts.minute = number(2, 2);
    if (accept(":")) parts.second = number(2, 2);
    if (accept(".")) parts.fraction = "." + digits(1, 30);
    accept(" ");
    read_zone(parts);
  }

  void read_zone(Parts& parts) {
    if (accept("Zz")) {
      parts.zone = "Z";
    } else if (rest_ == "UTC" || rest_ == "GMT") {
      parts.zone = "Z";
      rest_ = {};
    } else if (!rest_.empty() && (rest_.front() == '+' || rest_.front() == '-')) {
      parts.zone = rest_.front();
      rest_.remove_prefix(1);
      parts.zone += digits(2, 2) + ":";
      accept(":");
      parts.zone += rest_.empty() ? "00" : digits(2, 2);
    }
  }

  bool accept(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void separator(std::string_view any_of) { good_ = accept(any_of) && good_; }
  std::string digits(std::size_t least, std::size_t most) {
    std::string found;
    while (found.size() < most && !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      found += rest_.front();
      rest_.remove_prefix(1);
    }
    good_ = good_ && found.size() >= least;
    return found;
  }
  unsigned number(std::size_t least, std::size_t most) {
    unsigned value = 0;
    for (const char digit : digits(least, most)) value = value * 10 + static_cast<unsigned>(digit - '0');
    return value;
  }

  std::string_view rest_;
  bool good_ = true;
};

std::string padded(unsigned number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

std::string text_of(const Parts& parts) {
  return padded(parts.year, 4) + "-" + padded(parts.month, 2) + "-" + padded(parts.day, 2) + "T" +
         padded(parts.hour, 2) + ":" + padded(parts.minute, 2) + ":" + padded(parts.second, 2) +
         parts.fraction + (parts.zone.empty() ? "Z" : parts.zone);
}

std::string day_hint(const Parts& parts) {
  constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                    "May",       "June",     "July",     "August",
                                                    "September", "October",  "November", "December"};
  constexpr std::array<unsigned, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const std::string month(months[parts.month - 1]);
  if (parts.month == 2 && parts.day == 29) return std::to_string(parts.year) + " is no leap year";
  return month + " has " + std::to_string(days[parts.month - 1]) + " days";
}

// Which part is out of range; empty where each alone is within its own.
std::string range_hint(const Parts& parts) {
  if (parts.year < 1 || parts.year > 9999) return "years go from 1 to 9999";
  if (parts.month < 1 || parts.month > 12) return "months go from 01 to 12";
  if (parts.day < 1 || parts.day > 31) return "days go from 01 to 31";
  if (parts.hour > 23) return "hours go from 00 to 23";
  if (parts.minute > 59) return "minutes go from 00 to 59";
  if (parts.second == 60) return "leap seconds are not taken: write `:59`";
  if (parts.second > 59) return "seconds go from 00 to 59";
  if (parts.fraction.size() > 10) return "at most nine decimals are taken";
  return {};
}

}  // namespace

std::optional<std::string> timestamp_meant(std::string_view text) {
  const auto parts = PartReader(text).read();
  if (!parts || !range_hint(*parts).empty()) return std::nullopt;
  std::string meant = text_of(*parts);
  return values::parse_timestamp(meant) ? std::optional(std::move(meant)) : std::nullopt;
}

std::string timestamp_hint(std::string_view text) {
  const auto parts = PartReader(text).read();
  if (!parts) return "write RFC 3339, like `2026-11-23T10:00:00Z` or `2026-11-23T18:00:00+08:00`";
  if (std::string hint = range_hint(*parts); !hint.empty()) return hint;
  const auto meant = timestamp_meant(text);
  if (!meant) {
    Parts first = *parts;
    first.day = 1;
    return values::parse_timestamp(text_of(first)) ? day_hint(*parts) : "offsets go from -23:59 to +23:59";
  }
  return "write `" + *meant + "`" +
         (parts->zone.empty() ? ", or with your offset from UTC, like `+08:00`" : "");
}

std::string duration_hint(std::string_view text) {
  if (const auto meant = expression::duration_meant(text); meant && values::parse_duration(*meant))
    return "write `" + *meant + "`; the longest unit is `h`";
  return "write a number and a unit, like `168h`, `1h30m` or `1.5s`; the longest unit is `h`";
}

}  // namespace eligo::check
