#include "values/timestamp_format.hpp"

#include <algorithm>
#include <array>

#include "values/date.hpp"

namespace eligo::values {

namespace {

constexpr std::string_view simple_directives = "YymdeHIMSfpbBaAjz%";
constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> weekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};
constexpr std::size_t short_name = 3;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool begins_with(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::ranges::equal(text.substr(0, word.size()), word, {}, small, small);
}

/// What a text says of a date and time, field by field.
class Fields {
 public:
  explicit Fields(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool accept(char byte) {
    if (rest_.empty() || rest_.front() != byte) return false;
    rest_.remove_prefix(1);
    return true;
  }

  [[nodiscard]] bool take(char directive) {
    switch (directive) {
      case 'Y': return number(year_, 4, 4);
      case 'y': return short_year();
      case 'm': return number(month_, 1, 2);
      case 'e': static_cast<void>(accept(' ')); return number(day_, 1, 2);
      case 'd': return number(day_, 1, 2);
      case 'j': return number(day_of_year_, 1, 3) && day_of_year_ > 0;
      case 'H': return number(hour_, 1, 2);
      case 'I': return number(hour_, 1, 2) && hour_ >= 1 && hour_ <= 12 && (twelve_ = true);
      case 'M': return number(minute_, 1, 2);
      case 'S': return number(second_, 1, 2);
      case 'f': return fraction();
      case 'p': return half_of_day();
      case 'b':
      case 'B': return name(months, month_);
      case 'a':
      case 'A': return name(weekdays, weekday_);
      case 'z': return offset();
      default: return accept(directive);
    }
  }

  [[nodiscard]] std::variant<Nanoseconds, Cause> instant(const Zone* zone) const {
    if (!rest_.empty() || year_ < 1 || hour_ > 23 || minute_ > 59 || second_ > 59) return Cause::malformed;
    if (month_ < 1 || month_ > 12 || day_ < 1 || day_ > days_in_month(year_, month_)) return Cause::malformed;
    std::int64_t days = days_from_date({year_, month_, day_});
    if (day_of_year_ > 0) {
      if (day_of_year_ > (is_leap(year_) ? 366U : 365U)) return Cause::malformed;
      days = days_from_date({year_, 1, 1}) + day_of_year_ - 1;
    }
    const unsigned hour = twelve_ ? hour_ % 12 + (afternoon_ ? 12 : 0) : hour_;
    const Nanoseconds local =
        (Nanoseconds{days} * 86'400 + hour * 3600 + minute_ * 60 + second_) * nanoseconds_per_second +
        fraction_;
    std::optional<Nanoseconds> found = local;
    if (offset_) {
      found = local - Nanoseconds{*offset_} * nanoseconds_per_second;
    } else {
      if (zone == nullptr) return Cause::no_zone;
      found = instant_of_local(local, *zone);
    }
    if (!found) return Cause::no_such_instant;
    if (*found < min_timestamp || *found > max_timestamp) return Cause::out_of_range;
    return *found;
  }

 private:
  [[nodiscard]] bool number(unsigned& value, std::size_t fewest, std::size_t most) {
    value = 0;
    std::size_t count = 0;
    for (; count < most && !rest_.empty() && is_digit(rest_.front()); ++count) {
      value = value * 10 + static_cast<unsigned>(rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return count >= fewest;
  }
  /// 69 to 99 are of the last century, as POSIX has it.
  [[nodiscard]] bool short_year() {
    if (!number(year_, 2, 2)) return false;
    year_ += year_ >= 69 ? 1900 : 2000;
    return true;
  }
  [[nodiscard]] bool fraction() {
    fraction_ = 0;
    int count = 0;
    for (; count < 9 && !rest_.empty() && is_digit(rest_.front()); ++count) {
      fraction_ = fraction_ * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    for (int digit = count; digit < 9; ++digit) fraction_ *= 10;
    return count > 0;
  }
  [[nodiscard]] bool half_of_day() {
    afternoon_ = begins_with(rest_, "pm");
    if (!afternoon_ && !begins_with(rest_, "am")) return false;
    rest_.remove_prefix(2);
    return true;
  }
  template <std::size_t count>
  [[nodiscard]] bool name(const std::array<std::string_view, count>& names, unsigned& value) {
    for (std::size_t index = 0; index < count; ++index) {
      if (!begins_with(rest_, names[index].substr(0, short_name))) continue;
      rest_.remove_prefix(begins_with(rest_, names[index]) ? names[index].size() : short_name);
      value = static_cast<unsigned>(index) + 1;
      return true;
    }
    return false;
  }
  [[nodiscard]] bool offset() {
    offset_ = 0;
    if (accept('Z') || accept('z')) return true;
    const bool west = accept('-');
    if (!west && !accept('+')) return false;
    unsigned hours = 0;
    unsigned minutes = 0;
    if (!number(hours, 2, 2) || hours > 23) return false;
    const bool colon = accept(':');
    if ((colon || (!rest_.empty() && is_digit(rest_.front()))) && !number(minutes, 2, 2)) return false;
    if (minutes > 59) return false;
    const std::int64_t seconds = hours * 3600 + minutes * 60;
    offset_ = west ? -seconds : seconds;
    return true;
  }

  std::string_view rest_;
  unsigned year_ = 0, month_ = 1, day_ = 1, day_of_year_ = 0, hour_ = 0, minute_ = 0, second_ = 0,
           weekday_ = 0;
  std::int64_t fraction_ = 0;
  bool twelve_ = false, afternoon_ = false;
  std::optional<std::int64_t> offset_;
};

Cause cause_of(TimestampFault fault) {
  switch (fault) {
    case TimestampFault::no_zone: return Cause::no_zone;
    case TimestampFault::no_time_of_day: return Cause::no_time_of_day;
    case TimestampFault::malformed: break;
  }
  return Cause::malformed;
}

/// `2026-11-23T10:00` with seconds and their decimals or without, at whatever a zone says.
std::variant<Nanoseconds, Cause> read_local(std::string_view text, const Zone& zone) {
  Fields fields(text);
  bool good = true;
  for (const char directive : std::string_view("Y-m-d")) good = good && fields.take(directive);
  good = good && (fields.accept('T') || fields.accept('t') || fields.accept(' '));
  for (const char directive : std::string_view("H:M")) good = good && fields.take(directive);
  if (good && fields.accept(':')) good = fields.take('S') && (!fields.accept('.') || fields.take('f'));
  if (!good) return Cause::malformed;
  return fields.instant(&zone);
}

/// Of Monday, 23 November 2026, 10:00 UTC.
std::string_view example_of(char directive) {
  switch (directive) {
    case 'Y': return "2026";
    case 'y': return "26";
    case 'm': return "11";
    case 'd':
    case 'e': return "23";
    case 'j': return "327";
    case 'H':
    case 'I': return "10";
    case 'M':
    case 'S': return "00";
    case 'f': return "000";
    case 'p': return "AM";
    case 'b': return "Nov";
    case 'B': return "November";
    case 'a': return "Mon";
    case 'A': return "Monday";
    default: return "+0000";
  }
}

}  // namespace

std::optional<Nanoseconds> instant_of_local(Nanoseconds local, const Zone& zone) {
  constexpr std::int64_t day = 86'400;
  auto seconds = static_cast<std::int64_t>(local / nanoseconds_per_second);
  if (local % nanoseconds_per_second < 0) --seconds;
  const Nanoseconds fraction = local - Nanoseconds{seconds} * nanoseconds_per_second;
  const std::int64_t before = zone.offset_at(seconds - day);
  const std::int64_t after = zone.offset_at(seconds + day);
  const bool early = zone.offset_at(seconds - before) == before;
  const bool late = zone.offset_at(seconds - after) == after;
  if (before != after && early == late) return std::nullopt;
  const std::int64_t offset = early ? before : after;
  if (!early && !late) return std::nullopt;
  return Nanoseconds{seconds - offset} * nanoseconds_per_second + fraction;
}

std::optional<TimestampFormat> TimestampFormat::compile(std::string_view text, std::string& error) {
  constexpr std::array<std::pair<std::string_view, int>, 4> epochs{
      {{"epoch-s", 9}, {"epoch-ms", 6}, {"epoch-us", 3}, {"epoch-ns", 0}}};
  TimestampFormat format;
  for (const auto& [name, digits] : epochs) {
    if (text != name) continue;
    format.kind_ = Kind::epoch;
    format.unit_digits_ = digits;
    return format;
  }
  if (text == "date") text = "%Y-%m-%d";
  format.kind_ = Kind::pattern;
  bool any = false, year = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      format.parts_.push_back({'\0', text[at]});
      continue;
    }
    const char directive = ++at < text.size() ? text[at] : '\0';
    std::string_view all(&text[std::min(at, text.size() - 1)], 1);
    if (directive == 'F') all = "Y-m-d";
    if (directive == 'T') all = "H:M:S";
    if (directive == 'R') all = "H:M";
    if (all.size() == 1 &&
        (directive == '\0' || simple_directives.find(directive) == std::string_view::npos)) {
      error = directive == '\0' ? "it ends in a `%`" : "there is no `%" + std::string(1, directive) + "`";
      return std::nullopt;
    }
    for (const char part : all) {
      const bool named = simple_directives.find(part) != std::string_view::npos && part != '%';
      format.parts_.push_back(named ? Part{part, '\0'} : Part{'\0', part});
      any = any || named;
      year = year || (named && (part == 'Y' || part == 'y'));
    }
  }
  if (year) return format;
  error = any ? "without a year (%Y) it says no instant"
              : "write it like %d.%m.%Y %H:%M, or epoch-s, epoch-ms, date";
  return std::nullopt;
}

std::string TimestampFormat::phrase() const {
  if (kind_ == Kind::standard) return {};
  if (kind_ == Kind::epoch) {
    constexpr std::array<std::string_view, 4> units{"nano", "micro", "milli", ""};
    const auto unit = static_cast<std::size_t>(unit_digits_) / 3;
    return "a number of " + std::string(units[unit]) + "seconds since 1970, like `1795428000" +
           std::string(9 - static_cast<std::size_t>(unit_digits_), '0') + "`";
  }
  std::string text = "a timestamp like `";
  for (const Part& part : parts_) {
    if (part.directive == '\0') {
      text += part.byte;
    } else {
      text += example_of(part.directive);
    }
  }
  return text + "`";
}

std::variant<Nanoseconds, Cause> TimestampFormat::read(std::string_view text, const Zone* zone) const {
  switch (kind_) {
    case Kind::standard: {
      if (const auto instant = parse_written_timestamp(text)) return *instant;
      const TimestampFault fault = timestamp_fault(text);
      if (fault == TimestampFault::no_zone && zone != nullptr) return read_local(text, *zone);
      return cause_of(fault);
    }
    case Kind::epoch: return read_epoch(text);
    case Kind::pattern: break;
  }
  return read_pattern(text, zone);
}

std::variant<Nanoseconds, Cause> TimestampFormat::read_pattern(std::string_view text,
                                                               const Zone* zone) const {
  Fields fields(text);
  for (const Part& part : parts_) {
    if (!(part.directive == '\0' ? fields.accept(part.byte) : fields.take(part.directive)))
      return Cause::malformed;
  }
  return fields.instant(zone);
}

std::variant<Nanoseconds, Cause> TimestampFormat::read_epoch(std::string_view text) const {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return Cause::malformed;
  Nanoseconds number = 0;
  int digits = unit_digits_;
  bool fraction = false;
  for (const char c : text) {
    if (c == '.' && !fraction) {
      fraction = true;
      continue;
    }
    if (!is_digit(c)) return Cause::malformed;
    if (fraction && digits == 0) {
      if (c != '0') return Cause::malformed;  // less than a nanosecond
      continue;
    }
    if (fraction) --digits;
    number = number * 10 + (c - '0');
    if (number > max_timestamp * 10) return Cause::out_of_range;
  }
  for (; digits > 0; --digits) number *= 10;
  if (negative) number = -number;
  if (number < min_timestamp || number > max_timestamp) return Cause::out_of_range;
  return number;
}

}  // namespace eligo::values
