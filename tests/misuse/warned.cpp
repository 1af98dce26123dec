// Lines on which Clang warns: the object that the result refers to is gone. See misuse_test.py.

#include <string>
#include <string_view>

#include <eligo/eligo.hpp>

using namespace eligo;

ReasonList reasons_of_a_local(const RuleSet& rules, const Profile& profile, Instant now) {
  const Decision decision = rules.evaluate(profile, now);
  return decision.reasons();  // warning: stack memory
}

std::string_view id_of_a_local(const RuleSet& rules, const Profile& profile, Instant now) {
  const Decision decision = rules.evaluate(profile, now);
  return decision.rule_set_id();  // warning: stack memory
}

const std::string& name_of_a_local() {
  const RuleSet rules = RuleSet::load("rules.json");
  return rules.id();  // warning: stack memory
}

const RuleSet& value_of_a_local() {
  const Result<RuleSet> rules = RuleSet::try_load("rules.json");
  return rules.value();  // warning: stack memory
}

Profile& local_profile(const RuleSet& rules) {
  Profile profile = rules.profile();
  return profile.set("a", 1).set("b", true);  // warning: stack memory
}

std::string_view fact_of_a_local(const RuleSet& rules) {
  const Fact fact = rules.fact("a");
  return fact.name();  // warning: stack memory
}
