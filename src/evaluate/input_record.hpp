#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/undecided_facts.hpp"
#include "output/input_quality.hpp"
#include "profiles/csv_header.hpp"
#include "profiles/ignored_names.hpp"
#include "profiles/profile_input.hpp"
#include "summary/fact_tallies.hpp"

namespace eligo::evaluate {

/// What is to be said of the profiles of a run as a whole; see summary::InputFindings.
struct InputRemarks {
  std::vector<std::string> findings, remarks;
  output::InputQuality quality;
};

/// Takes down what the chunks say of their inputs, in input order.
class InputRecord {
 public:
  void add(const profiles::Chunk& chunk, const std::vector<std::string>& ignored_keys);

  /// What it comes to for a rule set; the tallies and undecided facts are its own.
  [[nodiscard]] InputRemarks find(const summary::FactTallies& tallies,
                                  const decide::UndecidedFacts& undecided, const check::CheckedRuleSet& rules,
                                  const profiles::ProfileInput& input) const;

 private:
  std::vector<bool> elements_;  // by input: its records are counted, not its lines
  bool csv_ = false;            // some input is
  std::shared_ptr<const profiles::CsvHeader> header_;
  profiles::IgnoredNames ignored_;
};

}  // namespace eligo::evaluate
