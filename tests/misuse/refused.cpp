// Lines that must not compile: each ends with what the compiler says. See misuse_test.py.
// clang-format off

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/eligo.hpp>

using namespace eligo;

// Views that would outlive what they view.
void views_of_temporaries(const RuleSet& rules, Profile& profile, BatchEvaluator& batch, Instant now) {
  for (Reason reason : rules.evaluate(profile, now).reasons()) reason.code();     // error: deleted
  for (Reason reason : rules.evaluate_json("{}", now).waived()) reason.code();    // error: deleted
  for (Reason reason : batch.decision(0).reasons()) reason.code();                // error: deleted
  auto first = rules.evaluate(profile, now).reasons()[0];                         // error: deleted
  auto segment = rules.evaluate(profile, now).segment();                          // error: deleted
  auto alternatives = rules.evaluate(profile, now).alternatives();                // error: deleted
  auto refused = rules.evaluate(profile, now).refused();                          // error: deleted
  auto needs = rules.evaluate(profile, now).needs();                              // error: deleted
  std::string_view id = rules.evaluate(profile, now).rule_set_id();               // error: deleted
  std::string_view version = rules.evaluate(profile, now).rule_set_version();     // error: deleted
  std::string_view hash = rules.evaluate(profile, now).rule_set_hash();           // error: deleted

  const std::string& rules_id = RuleSet::load("x.json").id();                     // error: deleted
  const std::string& rules_version = RuleSet::load("x.json").version();           // error: deleted
  const std::string& rules_hash = RuleSet::parse("{}").hash();                    // error: deleted
  for (const auto& warning : RuleSet::load("x.json").warnings()) warning.render(); // error: deleted
  const auto& content = RuleSet::load("x.json").content();                        // error: deleted

  auto loaded = RuleSet::try_load("x.json")->hash();                              // error: deleted
  auto loaded_id = RuleSet::try_load("x.json").value().id();                      // error: deleted
  auto loaded_version = (*RuleSet::try_load("x.json")).version();                 // error: deleted
  const Result<RuleSet> result = RuleSet::try_load("x.json");
  const RuleSet& moved = static_cast<const Result<RuleSet>&&>(result).value();    // error: deleted
  const RuleSet& moved_too = *static_cast<const Result<RuleSet>&&>(result);       // error: deleted
  for (const auto& each : LoadError({}).diagnostics()) each.render();             // error: deleted

  const std::string& subject = rules.parse_profile("{}").subject();               // error: deleted
  std::string_view name = rules.fact("a").name();                                 // error: deleted
}

// References to what goes away at the end of the line.
void references_to_temporaries(const RuleSet& rules, const Fact& fact) {
  Profile& changed = rules.profile().set(fact, 1);                                // error: bind
  Profile& reset = rules.profile().reset(fact);                                   // error: discards qualifiers|rvalue
  Profile& read = rules.profile().set_json(fact, "1");                            // error: bind
  Profile& named = rules.profile().set_subject("u");                              // error: bind
  BatchEvaluator& batch = BatchEvaluator(rules).add_json("{}");                   // error: discards qualifiers|rvalue
  const std::span<const double> none;
  BatchEvaluator& columns = BatchEvaluator(rules).set_column(fact, none);         // error: discards qualifiers|no matching
}

enum Color { red };
enum class Shape { round };

// Types that would become a number, a bool or a text by accident.
void types_that_facts_do_not_take(Profile& profile, BatchEvaluator& batch, const Fact& fact) {
  int number = 1;
  profile.set(fact, &number);                                                     // error: no matching
  profile.set(fact, nullptr);                                                     // error: deleted
  profile.set(fact, 'a');                                                         // error: no matching
  profile.set(fact, u8'a');                                                       // error: no matching
  profile.set(fact, L'a');                                                        // error: no matching
  profile.set(fact, u'a');                                                        // error: no matching
  profile.set(fact, U'a');                                                        // error: no matching
  profile.set(fact, red);                                                         // error: no matching
  profile.set(fact, Shape::round);                                                // error: no matching
  profile.set(fact, 1.0L);                                                        // error: no matching
  profile.set(fact, std::vector<bool>{true}[0]);                                  // error: no matching
  profile.set(fact, std::vector<int>{1});                                         // error: no matching
  profile.set(fact, std::vector<std::string>{"a"});                               // error: no matching
  batch.set_column(fact, std::vector<int>{1});                                    // error: no matching
  batch.set_column(fact, std::vector<std::string>{"a"});                          // error: no matching
}
#ifdef __SIZEOF_INT128__
void wide_integers(Profile& profile, const Fact& fact, __int128 wide) {
  profile.set(fact, wide);                                                        // error: no matching
}
#endif
