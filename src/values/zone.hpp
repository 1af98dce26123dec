#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::values {

/// All of a named zone's offsets from UTC, in order of time. Where the zone file ends with a rule, it
/// holds the transitions that the file lists and 400 years more: the Gregorian calendar, and with it
/// every such rule, then begins anew.
struct ZoneTable {
  std::vector<std::int64_t> begins;   ///< seconds since 1970; ascending, the first before year 1
  std::vector<std::int32_t> offsets;  ///< seconds east of UTC, from the begin of the same index on
  /// Where the last 400 years of the table begin, which come again for ever after.
  std::optional<std::int64_t> cycle_begin;
};

/// Where every table begins: early enough for year 1 in any zone.
inline constexpr std::int64_t before_year_1 = -62'135'596'800 - 86'400 * 400LL;

/// A time zone: a fixed offset, or one of a ZoneDatabase, which must outlive it. Immutable, safe to use
/// from many threads at once.
class Zone {
 public:
  /// A stretch of time, [begin, end) in seconds since 1970, with one offset.
  struct Period {
    std::int64_t begin, end;
    std::int64_t offset;  ///< seconds east of UTC
  };

  Zone() = default;  ///< UTC
  explicit Zone(std::int64_t offset) : offset_(offset) {}
  explicit Zone(const ZoneTable& table) : table_(&table) {}

  [[nodiscard]] std::int64_t offset_at(std::int64_t seconds) const;
  /// The offset, and how long it holds; where the rule has gone through 400 years the period may end
  /// although nothing changes.
  [[nodiscard]] Period period_at(std::int64_t seconds) const;
  /// The offset where it is a fixed one.
  [[nodiscard]] std::optional<std::int64_t> fixed_offset() const {
    return table_ == nullptr ? std::optional(offset_) : std::nullopt;
  }

  friend bool operator==(const Zone&, const Zone&) = default;

 private:
  const ZoneTable* table_ = nullptr;
  std::int64_t offset_ = 0;
};

/// `UTC`, or an offset as CEL writes it: `+08:00`, `-09:30`, `02:00`. Nothing for any other text.
[[nodiscard]] std::optional<Zone> parse_fixed_zone(std::string_view text);

/// Reads a zone file (TZif, RFC 8536) by its absolute path, so that neither TZDIR nor a name to which Abseil
/// gives a meaning of its own counts. `last_listed` is the last transition that the file itself lists.
/// Nothing where Abseil cannot read the file, which need not say why; it keeps what it has read for as
/// long as the process lives.
[[nodiscard]] std::optional<ZoneTable> read_zone_table(const std::filesystem::path& absolute,
                                                       std::int64_t last_listed);

}  // namespace eligo::values
