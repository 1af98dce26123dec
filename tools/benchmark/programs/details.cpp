// What each detail of decisions costs in batches.
//
//   details RULES FILE ROUNDS
//
// Prints a line for each round of each detail: its name, a tab, decisions a second of profiles set
// beforehand.

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <eligo/eligo.hpp>

#include "stopwatch.hpp"

namespace comparison {
namespace {

constexpr std::size_t most_profiles = 4096, batch_rows = 1024;
constexpr std::array<std::pair<eligo::Detail, const char*>, 4> all_details{
    {{eligo::Detail::verdict, "verdict"},
     {eligo::Detail::codes, "codes"},
     {eligo::Detail::reasons, "reasons"},
     {eligo::Detail::full, "full"}}};

std::size_t decide(eligo::BatchEvaluator& evaluator, const std::vector<std::string>& lines) {
  const eligo::Instant now{1'795'000'000, 0};
  std::size_t decided = 0;
  for (std::size_t line = 0; line < lines.size();) {
    evaluator.clear();
    for (const std::size_t end = std::min(line + batch_rows, lines.size()); line < end; ++line)
      evaluator.add_json(lines[line]);
    decided += evaluator.evaluate(now).verdicts.size();
  }
  return decided;
}

int run(const char* rules_path, const char* profiles_path, unsigned long rounds) {
  const eligo::RuleSet rules = eligo::RuleSet::load(rules_path);
  std::ifstream file(profiles_path);
  std::vector<std::string> lines;
  for (std::string line; lines.size() < most_profiles && std::getline(file, line);) lines.push_back(line);
  for (; rounds > 0; --rounds) {
    for (const auto& [detail, name] : all_details) {
      eligo::BatchEvaluator evaluator(rules, detail);
      std::printf("%s\t%.1f\n", name, rate([&] { return decide(evaluator, lines); }, 0.3));
    }
  }
  return 0;
}

}  // namespace
}  // namespace comparison

int main(int count, char** values) {
  if (count != 4) {
    std::fputs("usage: details RULES FILE ROUNDS\n", stderr);
    return 2;
  }
  try {
    return comparison::run(values[1], values[2], std::stoul(values[3]));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
