#pragma once

#include <optional>

#include "values/time.hpp"

namespace eligo::decide {

/// An instant at which something may change if only time passes.
struct NextChange {
  static constexpr values::Nanoseconds never = values::max_timestamp + 1;

  values::Nanoseconds at = never;
  bool calendar = false;    ///< found by a calendar function, which always finds a next one
  bool nanosecond = false;  ///< the next nanosecond: nothing is known of what it brings

  [[nodiscard]] bool comes() const { return at < never; }
};

[[nodiscard]] inline NextChange earlier(const NextChange& left, const NextChange& right) {
  return right.at < left.at ? right : left;
}
[[nodiscard]] inline NextChange later(const NextChange& left, const NextChange& right) {
  return right.at > left.at ? right : left;
}

/// `wait` nanoseconds after `instant`; never where there is none, or where it leads past the last timestamp.
[[nodiscard]] inline NextChange change_after(values::Nanoseconds instant,
                                             std::optional<values::Nanoseconds> wait, bool calendar = false) {
  if (!wait || *wait >= NextChange::never - instant) return {};
  return {instant + *wait, calendar, false};
}
[[nodiscard]] inline NextChange next_nanosecond(values::Nanoseconds instant) {
  return {instant + 1, false, true};
}

}  // namespace eligo::decide
