#include "summary/absent_facts.hpp"

#include <cstdint>

#include "profiles/batch.hpp"

namespace eligo::summary {

const std::vector<std::size_t>& watch_absent(const FactTallies& tallies, const profiles::Batch& batch,
                                             decide::UndecidedFacts& undecided,
                                             std::vector<std::size_t>& unreadable) {
  std::vector<std::uint32_t> absent;
  for (const FactTallies::Tally& tally : tallies.tallies()) {
    if (tally.of == FactTallies::Tally::Of::fact && tally.expected && tally.absent())
      absent.push_back(tally.fact);
  }
  undecided.watch(absent);
  unreadable.clear();
  if (!undecided.watching()) return unreadable;
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    if (batch.error(row)) unreadable.push_back(row);
  }
  return unreadable;
}

}  // namespace eligo::summary
