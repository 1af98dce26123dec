#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "diagnostics/mistake_list.hpp"
#include "document/suspicion.hpp"

namespace eligo::document {

/// Reports the suspicious values of one list or enum: of each kind the first few with their places, then
/// how many more there are. Control characters in a list file are errors, all else is a warning.
class SuspiciousValues {
 public:
  SuspiciousValues(ValueOrigin origin, diagnostics::MistakeList& mistakes)
      : origin_(origin), mistakes_(mistakes) {}

  void check(std::string_view value, const diagnostics::Place& place);
  /// To be called after the last value.
  void report_more();

 private:
  struct Found {
    std::size_t count = 0;
    diagnostics::Place first_not_shown;
  };
  void report(Suspicion::Kind kind, const diagnostics::Place& place, std::string message, std::string hint);

  ValueOrigin origin_;
  diagnostics::MistakeList& mistakes_;
  std::array<Found, Suspicion::kinds> found_;
};

/// What is likely wrong with a line that is not of its list's type; empty where that cannot be told.
[[nodiscard]] std::string hint_for_line(std::string_view line);

}  // namespace eligo::document
