#include "values/zone.hpp"

#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <algorithm>
#include <limits>

namespace eligo::values {

namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t cycle = 146'097 * day;  // 400 Gregorian years

// How many whole cycles lie between an instant and its image in the table.
std::int64_t cycles_after_table(const ZoneTable& table, std::int64_t seconds) {
  if (!table.cycle_begin || seconds < *table.cycle_begin + cycle) return 0;
  return (seconds - *table.cycle_begin) / cycle;
}

// A binary search without branches to mispredict; the first begin counts as the lowest of all.
std::size_t index_at(const ZoneTable& table, std::int64_t seconds) {
  const std::int64_t* begin = table.begins.data();
  for (std::size_t count = table.begins.size(); count > 1;) {
    const std::size_t half = count / 2;
    begin += begin[half] <= seconds ? half : 0;
    count -= half;
  }
  return static_cast<std::size_t>(begin - table.begins.data());
}

}  // namespace

std::int64_t Zone::offset_at(std::int64_t seconds) const {
  if (table_ == nullptr) return offset_;
  return table_->offsets[index_at(*table_, seconds - cycles_after_table(*table_, seconds) * cycle)];
}

Zone::Period Zone::period_at(std::int64_t seconds) const {
  Period period{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(), offset_};
  if (table_ == nullptr) return period;
  const auto& begins = table_->begins;
  const std::int64_t passed = cycles_after_table(*table_, seconds) * cycle;
  const std::size_t index = index_at(*table_, seconds - passed);
  period.offset = table_->offsets[index];
  if (index > 0) period.begin = begins[index] + passed;
  if (index + 1 < begins.size()) period.end = begins[index + 1] + passed;
  if (table_->cycle_begin) {
    if (passed > 0) period.begin = std::max(period.begin, *table_->cycle_begin + passed);
    period.end = std::min(period.end, *table_->cycle_begin + cycle + passed);
  }
  return period;
}

std::optional<Zone> parse_fixed_zone(std::string_view text) {
  if (text == "UTC") return Zone();
  const bool west = text.starts_with('-');
  if (west || text.starts_with('+')) text.remove_prefix(1);
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t i : {0U, 1U, 3U, 4U}) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
  }
  const std::int64_t hours = (text[0] - '0') * 10 + (text[1] - '0');
  const std::int64_t minutes = (text[3] - '0') * 10 + (text[4] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  const std::int64_t seconds = hours * 3600 + minutes * 60;
  return Zone(west ? -seconds : seconds);
}

std::optional<ZoneTable> read_zone_table(const std::filesystem::path& absolute, std::int64_t last_listed) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(absolute.string(), &zone)) return std::nullopt;
  ZoneTable table;
  absl::Time at = absl::FromUnixSeconds(before_year_1);
  std::int64_t offset = zone.At(at).offset;
  const auto add = [&](std::int64_t begin) {
    table.begins.push_back(begin);
    table.offsets.push_back(static_cast<std::int32_t>(offset));
  };
  add(before_year_1);
  absl::TimeZone::CivilTransition change;
  while (zone.NextTransition(at, &change)) {
    at = absl::FromCivil(change.from, absl::UTCTimeZone()) - absl::Seconds(offset);
    const std::int64_t begin = absl::ToUnixSeconds(at);
    // The library unfolds a rule over 400 years from the last listed transition on.
    if (begin > last_listed) table.cycle_begin = last_listed;
    if (table.cycle_begin && begin >= last_listed + cycle) break;
    if (change.to == change.from) continue;  // another abbreviation only
    offset += change.to - change.from;
    add(begin);
  }
  return table;
}

}  // namespace eligo::values
