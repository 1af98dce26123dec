#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <eligo/diagnostic.hpp>
#include <eligo/profile.hpp>

#include "api/reader_pool.hpp"
#include "check/checked_rule_set.hpp"
#include "decide/decider.hpp"
#include "profiles/scalar_rule.hpp"
#include "program/program.hpp"

namespace eligo::api {

/// What a RuleSet shares between its copies, its profiles and its decisions. Immutable, but for what
/// readers remember of the shape of profiles.
struct Content {
  Content(std::shared_ptr<const check::CheckedRuleSet> checked_rules,
          std::shared_ptr<const program::Program> compiled, std::string content_hash,
          std::vector<Diagnostic> doubts)
      : checked(std::move(checked_rules)),
        program(std::move(compiled)),
        decider(checked, program),
        readers(*checked, *program),
        hash(std::move(content_hash)),
        warnings(std::move(doubts)) {
    for (std::uint32_t index = 0; index < checked->facts.size(); ++index) {
      const check::Fact& fact = checked->facts[index];
      facts_by_name.emplace(fact.name, index);
      const bool list = fact.type.kind == values::Kind::list;
      scalar_rules.emplace_back(list ? *fact.type.element : fact.type, fact.range, program->dictionary());
    }
  }

  /// The place of a fact; std::invalid_argument where there is none of that name.
  [[nodiscard]] std::uint32_t fact_index(std::string_view name) const {
    const auto found = facts_by_name.find(name);
    if (found == facts_by_name.end()) {
      throw std::invalid_argument("the rule set has no fact called `" + std::string(name) + "`");
    }
    return found->second;
  }

  std::shared_ptr<const check::CheckedRuleSet> checked;
  std::shared_ptr<const program::Program> program;
  decide::Decider decider;
  ReaderPool readers;
  std::string hash;
  std::vector<Diagnostic> warnings;
  std::unordered_map<std::string_view, std::uint32_t> facts_by_name;  // views of checked->facts
  std::vector<profiles::ScalarRule> scalar_rules;  // by fact: what it, or its elements, may be
};

}  // namespace eligo::api
