#include "scaffold/loaded_rules.hpp"

#include <utility>

#include "engine/compile.hpp"
#include "scaffold/checked_text.hpp"

namespace eligo::test {

LoadedRules::LoadedRules(const std::string& text, const Limits& limits)
    : LoadedRules(check_text(text).accepted(), limits) {}
LoadedRules::LoadedRules(const std::string& members, const std::vector<std::string>& conditions,
                         const Limits& limits)
    : LoadedRules(rule_set_text(members, conditions), limits) {}
LoadedRules::LoadedRules(check::CheckedRuleSet checked, const Limits& limits)
    : rules(std::make_shared<const check::CheckedRuleSet>(std::move(checked))),
      program(std::make_shared<const program::Program>(engine::compile(*rules, limits))) {}

}  // namespace eligo::test
