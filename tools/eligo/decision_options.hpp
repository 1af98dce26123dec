#pragma once

#include <string>
#include <vector>

#include <eligo/rule_set.hpp>

#include <CLI/CLI.hpp>

#include "evaluate/evaluation.hpp"

namespace eligo::tool {

/// `--detail`, `--place`, `--keep`, `--fields`, `--raw` and `--stamp`: what is written of each decision.
void add_decisions(CLI::App& command, bool& stamp, evaluate::EvaluationOptions& options);

/// Completes what decisions carry, whose form is known; false, with a message, where they cannot have it.
[[nodiscard]] bool read_decisions(const RuleSet& rules, bool stamp, evaluate::EvaluationOptions& options);

}  // namespace eligo::tool
