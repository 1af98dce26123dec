#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "values/time.hpp"
#include "values/value.hpp"
#include "values/zone.hpp"

namespace eligo::values {

/// The instant at which clocks of a zone show a date and time, given as nanoseconds as if they were UTC's.
/// Nothing where they show it twice or never.
[[nodiscard]] std::optional<Nanoseconds> instant_of_local(Nanoseconds local, const Zone& zone);

/// How timestamps are written in some file. Immutable.
class TimestampFormat {
 public:
  /// As RFC 3339 has them and tools write them; a zone may be left out.
  TimestampFormat() = default;
  /// `epoch-s`, `epoch-ms`, `epoch-us`, `epoch-ns`: a number since 1970, which may have decimals; `date`: a
  /// day, for its first moment; else a pattern like that of strptime: %Y %y %m %d %e %H %I %M %S %f (decimals
  /// of a second) %p %b %B %a %A %j %z (an offset or Z) %F %T %R %%. Nothing, and `error`, for any other
  /// text.
  [[nodiscard]] static std::optional<TimestampFormat> compile(std::string_view text, std::string& error);

  /// What such a timestamp looks like, for people: "a timestamp like `23.11.2026`". Empty: as RFC 3339.
  [[nodiscard]] std::string phrase() const;

  /// The instant that a text means, or why it means none. `zone` is for those that do not say theirs.
  [[nodiscard]] std::variant<Nanoseconds, Cause> read(std::string_view text, const Zone* zone) const;

 private:
  enum class Kind : std::uint8_t { standard, epoch, pattern };
  struct Part {
    char directive = '\0';  ///< none: a byte that stands there as it is
    char byte = '\0';
  };
  [[nodiscard]] std::variant<Nanoseconds, Cause> read_pattern(std::string_view text, const Zone* zone) const;
  [[nodiscard]] std::variant<Nanoseconds, Cause> read_epoch(std::string_view text) const;

  Kind kind_ = Kind::standard;
  int unit_digits_ = 0;  // epoch: of a nanosecond's nine, how many the unit leaves
  std::vector<Part> parts_;
};

}  // namespace eligo::values
