// Asks a rule set which facts to fetch, and fetches only those that a decision still needs.
//
//   fetch RULE_SET PROFILE_JSON
//
// The profile stands for the services and tables where the facts of one user are to be had.

#include <eligo/eligo.hpp>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

int main(int count, char** arguments) try {
  if (count != 3) {
    std::cerr << "usage: fetch RULE_SET PROFILE_JSON\n";
    return 2;
  }
  const auto rules = eligo::RuleSet::load(arguments[1]);
  const auto source = rules.parse_profile(arguments[2]);
  const auto now = *eligo::Instant::parse("2026-11-23T10:00:00Z");

  // Once: which facts the rules read, and what they are. A service connects each to where it comes from.
  std::vector<std::string> never_fetched;
  for (const eligo::FactDescription& fact : rules.facts()) {
    if (!fact.used) never_fetched.push_back(fact.name);
  }
  std::cout << rules.facts().size() << " facts, of which rules read all but " << never_fetched.size() << '\n';

  // For each user: facts are fetched for as long as they can change the verdict.
  auto profile = rules.profile();
  std::vector<std::string> fetched;
  while (true) {
    const eligo::Decision decision = rules.evaluate(profile, now);
    const eligo::Bounds bounds = decision.bounds();
    const auto needs = decision.needs();
    const auto next = std::find_if(needs.begin(), needs.end(), [&](std::string_view name) {
      return std::find(fetched.begin(), fetched.end(), name) == fetched.end();
    });
    if (bounds.best == bounds.worst || next == needs.end()) {
      std::cout << to_string(decision.verdict()) << " after " << fetched.size() << " facts\n";
      break;
    }
    fetched.emplace_back(*next);
    const eligo::Fact fact = rules.fact(*next);
    profile.set(fact, source.value(fact));
  }
} catch (const eligo::LoadError& error) {
  std::cerr << error.what();
  return 2;
} catch (const eligo::InputError& error) {
  std::cerr << error.what();
  return 2;
}
