#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "evaluate/evaluation.hpp"

namespace eligo::tool {

/// What people are told while they wait: on a terminal one line that is drawn again, elsewhere a line now and
/// then. Nothing in the first second. Knows no clock: the caller says what time has passed.
class Progress {
 public:
  /// `total_bytes` of all inputs; nothing where that is not known (a pipe).
  Progress(bool terminal, std::optional<std::uint64_t> total_bytes)
      : terminal_(terminal), total_bytes_(total_bytes) {}

  /// What to print `seconds` after the start; nothing where the last line is recent enough.
  [[nodiscard]] std::optional<std::string> at(double seconds, const evaluate::Standing& standing);
  /// What takes the line away at the end; empty where there is none.
  [[nodiscard]] std::string end() const;

 private:
  [[nodiscard]] std::string line(double seconds, const evaluate::Standing& standing) const;

  bool terminal_;
  std::optional<std::uint64_t> total_bytes_;
  double last_ = 0;
  bool drawn_ = false;
};

}  // namespace eligo::tool
