#include "json_line.hpp"

namespace eligo::generate_profiles {

namespace {

constexpr std::int64_t seconds_a_day = 86'400;

struct Date {
  std::int64_t year, month, day;
};

/// The proleptic Gregorian date of a day counted from 1970-01-01, which is not before 0000-03-01.
Date date_of(std::int64_t days) noexcept {
  days += 719'468;  // from 0000-03-01
  const std::int64_t era = days / 146'097;
  const std::int64_t day_of_era = days % 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;  // March is 0
  const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month,
          day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

}  // namespace

void JsonLine::append_instant(std::int64_t seconds) {
  const Date date = date_of(seconds / seconds_a_day);
  const std::int64_t second_of_day = seconds % seconds_a_day;
  buffer_ += '"';
  append_digits(date.year, 4);
  buffer_ += '-';
  append_digits(date.month, 2);
  buffer_ += '-';
  append_digits(date.day, 2);
  buffer_ += 'T';
  append_digits(second_of_day / 3'600, 2);
  buffer_ += ':';
  append_digits(second_of_day / 60 % 60, 2);
  buffer_ += ':';
  append_digits(second_of_day % 60, 2);
  buffer_ += "Z\"";
}

}  // namespace eligo::generate_profiles
