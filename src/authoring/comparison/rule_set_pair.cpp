#include "authoring/comparison/rule_set_pair.hpp"

#include <unordered_map>
#include <utility>

namespace eligo::authoring {

namespace {

SharedNames shared_names(Both<std::vector<std::string>> own) {
  SharedNames shared;
  std::unordered_map<std::string, std::uint32_t> places;
  for (const Side side : sides) {
    for (std::string& name : own[side]) {
      const auto [entry, added] = places.try_emplace(name, static_cast<std::uint32_t>(shared.names.size()));
      if (added) shared.names.push_back(std::move(name));
      shared.places[side].push_back(entry->second);
    }
  }
  return shared;
}

/// A rule with the reason that it gives, which is what is the same or not.
std::vector<std::string> given_reasons(const check::CheckedRuleSet& rules) {
  std::vector<std::string> given;
  given.reserve(rules.rules.size());
  for (const check::Rule& rule : rules.rules) given.push_back(rule.id + '\n' + rules.codes[rule.code]);
  return given;
}

}  // namespace

RuleSetPair::RuleSetPair(const decide::Decider& champion, const decide::Decider& challenger)
    : deciders{{&champion, &challenger}},
      facts(champion.program().schema(), challenger.program().schema()),
      codes(shared_names({{champion.rules().codes, challenger.rules().codes}})),
      rules(shared_names({{given_reasons(champion.rules()), given_reasons(challenger.rules())}})) {}

}  // namespace eligo::authoring
