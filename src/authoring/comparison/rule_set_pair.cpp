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

std::vector<std::string> ids_of(const std::vector<check::Rule>& rules) {
  std::vector<std::string> ids;
  for (const check::Rule& rule : rules) ids.push_back(rule.id);
  return ids;
}

}  // namespace

RuleSetPair::RuleSetPair(const decide::Decider& champion, const decide::Decider& challenger)
    : deciders{{&champion, &challenger}},
      facts(champion.program().schema(), challenger.program().schema()),
      codes(shared_names({{champion.rules().codes, challenger.rules().codes}})),
      rules(shared_names({{ids_of(champion.rules().rules), ids_of(challenger.rules().rules)}})) {}

}  // namespace eligo::authoring
