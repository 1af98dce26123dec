// What a rule set costs as it grows.
//
//   growth RULES FILE
//
// Prints lines of a name, a tab and a number: seconds to load, bytes that loading took at its peak and those
// that are held afterwards, decisions a second of profiles in memory, in batches and one at a time, and
// reasons a decision.

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>
#include <vector>

#include <eligo/eligo.hpp>

#include "stopwatch.hpp"

namespace comparison {
namespace {

const eligo::Instant now{1'795'000'000, 0};
constexpr std::size_t most_profiles = 4096;

/// The most memory that the process ever had. Not getrusage's, which a program that was started inherits.
long peak_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmHWM:", 0) == 0) return std::stol(line.substr(6)) * 1024;
  }
  return 0;
}

/// What is allocated now.
double held_bytes() {
  const auto memory = mallinfo2();
  return static_cast<double>(memory.uordblks) + static_cast<double>(memory.hblkhd);
}

std::vector<std::string> read_lines(const char* path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; lines.size() < most_profiles && std::getline(file, line);) lines.push_back(line);
  return lines;
}

int run(const char* rules_path, const char* profiles_path) {
  const long before = peak_bytes();
  const double held_before = held_bytes();
  const Stopwatch loading;
  const eligo::RuleSet rules = eligo::RuleSet::load(rules_path);
  std::printf("load seconds\t%.6f\n", loading.seconds());
  std::printf("load bytes\t%ld\n", peak_bytes() - before);
  std::printf("held bytes\t%.0f\n", held_bytes() - held_before);

  const auto lines = read_lines(profiles_path);
  eligo::BatchEvaluator evaluator(rules, eligo::Detail::codes);
  std::vector<eligo::Profile> profiles;
  for (const auto& line : lines) {
    evaluator.add_json(line);
    profiles.push_back(rules.parse_profile(line));
  }
  const auto decisions = evaluator.evaluate(now);
  std::printf("reasons a decision\t%.3f\n",
              static_cast<double>(decisions.reason_codes.size()) / static_cast<double>(lines.size()));
  std::printf("batch rate\t%.1f\n", rate([&] { return evaluator.evaluate(now).verdicts.size(); }, 0.5));
  std::size_t at = 0;
  std::size_t reasons = 0;
  std::printf("single rate\t%.1f\n", rate(
                                         [&] {
                                           const auto decision =
                                               rules.evaluate(profiles[at], now, eligo::Detail::reasons);
                                           reasons += decision.reasons().size();
                                           at = (at + 1) % profiles.size();
                                           return 1;
                                         },
                                         0.5));
  std::printf("peak bytes\t%ld\n", peak_bytes());
  return reasons > 0 || at > 0 ? 0 : 1;
}

}  // namespace
}  // namespace comparison

int main(int count, char** values) {
  if (count != 3) {
    std::fputs("usage: growth RULES FILE\n", stderr);
    return 2;
  }
  try {
    return comparison::run(values[1], values[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
