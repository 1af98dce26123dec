#pragma once

#include <memory>
#include <string>
#include <vector>

#include <eligo/limits.hpp>

#include "check/checked_rule_set.hpp"
#include "program/program.hpp"

namespace eligo::test {

/// A rule set that is right, checked and compiled, as the later stages take it.
struct LoadedRules {
  /// std::runtime_error with the diagnostics where the text is refused.
  explicit LoadedRules(const std::string& text, const Limits& limits = {});
  /// A rule set as rule_set_text() writes it.
  LoadedRules(const std::string& members, const std::vector<std::string>& conditions,
              const Limits& limits = {});
  explicit LoadedRules(check::CheckedRuleSet checked, const Limits& limits = {});

  std::shared_ptr<const check::CheckedRuleSet> rules;
  std::shared_ptr<const program::Program> program;
};

}  // namespace eligo::test
