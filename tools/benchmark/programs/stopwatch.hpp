#pragma once

#include <chrono>
#include <cstdint>

namespace comparison {

/// Seconds since it was made.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// How many a second, from passes of a function that gives how many it did, for at least `shortest` seconds.
template <typename Pass>
double rate(const Pass& pass, double shortest) {
  const Stopwatch watch;
  std::uint64_t done = 0;
  do {
    done += pass();
  } while (watch.seconds() < shortest);
  return static_cast<double>(done) / watch.seconds();
}

}  // namespace comparison
