#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace eligo::output {

/// How far an evaluation has come.
struct Standing {
  std::uint64_t profiles = 0;  ///< decided and written
  std::uint64_t bytes = 0;     ///< read of the inputs, packed as they are
};

/// What people are told while they wait: on a terminal one line that is drawn again, elsewhere a line now and
/// then. Nothing in the first second. Knows no clock: the caller says what time has passed.
class Progress {
 public:
  /// `total_bytes` of all inputs; nothing where that is not known (a pipe).
  Progress(bool terminal, std::optional<std::uint64_t> total_bytes)
      : terminal_(terminal), total_bytes_(total_bytes) {}

  /// What to print `seconds` after the start; nothing where the last line is recent enough.
  [[nodiscard]] std::optional<std::string> at(double seconds, const Standing& standing);
  /// What takes the line away at the end; empty where there is none.
  [[nodiscard]] std::string end() const;

 private:
  [[nodiscard]] std::string line(double seconds, const Standing& standing) const;

  bool terminal_;
  std::optional<std::uint64_t> total_bytes_;
  double last_ = 0;
  bool drawn_ = false;
};

}  // namespace eligo::output
