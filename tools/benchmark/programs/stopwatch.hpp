#pragma once

#include <cstdint>
#include <ctime>

namespace comparison {

/// Seconds of processor time since it was made: those of the clock in programs of one thread that wait for
/// nothing, and steadier where others are at work.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const { return now() - start_; }

 private:
  static double now() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  }

  double start_ = now();
};

/// How many a second, from passes of a function that gives how many it did, for at least `shortest` seconds.
template <typename Pass>
double rate(const Pass& pass, double shortest) {
  const Stopwatch watch;
  std::uint64_t done = 0;
  double seconds = 0;
  for (std::uint64_t passes = 1; seconds < shortest; passes *= 2) {  // asks the clock seldom
    for (std::uint64_t pass_number = 0; pass_number < passes; ++pass_number) done += pass();
    seconds = watch.seconds();
  }
  return static_cast<double>(done) / seconds;
}

}  // namespace comparison
