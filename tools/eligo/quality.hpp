#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "authoring/comparison/assertion.hpp"
#include "summary/fact_tallies.hpp"

namespace eligo::tool {

/// From which share on values that are refused or missing are a finding.
struct QualityOptions {
  std::optional<std::string> max_refused;
  std::vector<std::string> max_missing;  ///< `FACT=SHARE`, each
};

/// The same, read.
struct QualityLimits {
  struct Missing {
    std::string fact;
    authoring::Share share;
  };
  std::optional<authoring::Share> refused;
  std::vector<Missing> missing;
};

/// `--max-refused` and `--max-missing`.
void add_quality(CLI::App& command, QualityOptions& options);

/// Nothing, with a message, where a share is none.
[[nodiscard]] std::optional<QualityLimits> read_quality(const QualityOptions& options);

/// Whether the limits name only facts, or parts of them, that are counted; says what is wrong where not.
[[nodiscard]] bool names_facts(const QualityLimits& limits,
                               const std::vector<const summary::FactTallies*>& tallies);

/// A sentence for each fact of which more values are refused or missing than the limits allow.
[[nodiscard]] std::vector<std::string> quality_findings(const QualityLimits& limits,
                                                        const summary::FactTallies& tallies);

}  // namespace eligo::tool
