#include "progress.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "text/display.hpp"

namespace eligo::tool {

namespace {

constexpr double silence = 1;  // seconds: who waits no longer need not be told
constexpr double between_drawings = 0.1;
constexpr double between_lines = 30;
constexpr const char* erase_line = "\r\x1b[K";

/// `45 s`, `2 min 05 s`, `3 h 07 min`
std::string duration_text(double seconds) {
  const auto whole = static_cast<long long>(std::min(std::ceil(seconds), 1e9));
  std::array<char, 64> text{};
  if (whole < 60) {
    std::snprintf(text.data(), text.size(), "%lld s", whole);
  } else if (whole < 3600) {
    std::snprintf(text.data(), text.size(), "%lld min %02lld s", whole / 60, whole % 60);
  } else {
    std::snprintf(text.data(), text.size(), "%lld h %02lld min", whole / 3600, whole / 60 % 60);
  }
  return text.data();
}

}  // namespace

std::string Progress::line(double seconds, const evaluate::Standing& standing) const {
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(standing.profiles) / seconds);
  std::string text = text::grouped(standing.profiles) + " profiles, " + text::grouped(rate) + " a second";
  if (!total_bytes_ || *total_bytes_ == 0 || standing.bytes == 0) return text;
  // A file may grow while it is read.
  const double part = std::min(1.0, static_cast<double>(standing.bytes) / static_cast<double>(*total_bytes_));
  text += ", " + std::to_string(static_cast<int>(part * 100)) + "%";
  return text + ", " + duration_text(seconds / part - seconds) + " left";
}

std::optional<std::string> Progress::at(double seconds, const evaluate::Standing& standing) {
  if (seconds < silence || seconds - last_ < (terminal_ ? between_drawings : between_lines)) return {};
  last_ = seconds;
  drawn_ = true;
  return terminal_ ? erase_line + line(seconds, standing) : "eligo: " + line(seconds, standing) + "\n";
}

std::string Progress::end() const { return terminal_ && drawn_ ? erase_line : ""; }

}  // namespace eligo::tool
