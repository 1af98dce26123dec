#include "authoring/comparison/answering_rules.hpp"

#include <algorithm>

namespace eligo::authoring {

std::vector<AnsweringRule> answering_rules(const RuleSetPair& pair, const SwapSet& swap_set, Cell cell) {
  std::vector<AnsweringRule> found;
  for (const Side side : sides) {
    const auto& counts = swap_set.rules(cell, side);
    for (std::size_t rule = 0; rule < counts.size(); ++rule) {
      if (counts[rule].profiles > 0) found.push_back({&pair.rules_of(side).rules[rule], side, counts[rule]});
    }
  }
  std::ranges::stable_sort(found, [](const AnsweringRule& left, const AnsweringRule& right) {
    return left.counts.profiles > right.counts.profiles;
  });
  return found;
}

}  // namespace eligo::authoring
