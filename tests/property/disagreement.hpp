#pragma once

#include <string>

#include "property/coverage.hpp"
#include "property/subject.hpp"

namespace eligo::property {

/// In what engine and oracle differ; empty where they agree. What the oracle came across is counted.
[[nodiscard]] std::string disagreement(const check::CheckedRuleSet& rules, const std::string& profile,
                                       values::Nanoseconds now, const EngineDecision& engine,
                                       Coverage* coverage = nullptr);

}  // namespace eligo::property
