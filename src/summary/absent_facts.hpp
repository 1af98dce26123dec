#pragma once

#include <cstddef>
#include <vector>

#include "decide/undecided_facts.hpp"
#include "summary/fact_tallies.hpp"

namespace eligo::summary {

/// Has the facts watched that no record has had so far, by tallies that the batch has been added to, before
/// the batch is decided. The rows of the batch that are no profiles, ascending, where any fact is watched.
[[nodiscard]] const std::vector<std::size_t>& watch_absent(const FactTallies& tallies,
                                                           const profiles::Batch& batch,
                                                           decide::UndecidedFacts& undecided,
                                                           std::vector<std::size_t>& unreadable);

}  // namespace eligo::summary
