// Lines that must not compile: each ends with what the compiler says. See misuse_test.py.
// clang-format off

#include <array>
#include <chrono>
#include <list>
#include <optional>
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

  auto loaded = RuleSet::try_load("x.json")->hash();                              // error: deleted
  auto loaded_id = RuleSet::try_load("x.json").value().id();                      // error: deleted
  auto loaded_version = (*RuleSet::try_load("x.json")).version();                 // error: deleted
  const Result<RuleSet> result = RuleSet::try_load("x.json");
  const RuleSet& moved = static_cast<const Result<RuleSet>&&>(result).value();    // error: deleted
  const RuleSet& moved_too = *static_cast<const Result<RuleSet>&&>(result);       // error: deleted
  for (const auto& each : LoadError({}).diagnostics()) each.render();             // error: deleted

  const std::string& subject = rules.parse_profile("{}").subject();               // error: deleted
  const bool* flag = rules.parse_profile("{}").value("a").get_if<bool>();         // error: deleted
  for (const auto& each : InputError({}).diagnostics()) each.render();            // error: deleted
  std::string_view name = rules.fact("a").name();                                 // error: deleted
}

// References to what goes away at the end of the line.
void references_to_temporaries(const RuleSet& rules, const Fact& fact) {
  Profile& changed = rules.profile().set(fact, 1);                                // error: bind
  Profile& reset = rules.profile().reset(fact);                                   // error: discards qualifiers|rvalue|no matching
  Profile& read = rules.profile().set_json(fact, "1");                            // error: bind
  Profile& named = rules.profile().set_subject("u");                              // error: bind
  BatchEvaluator& batch = BatchEvaluator(rules).add_json("{}");                   // error: discards qualifiers|rvalue
  const std::span<const double> none;
  BatchEvaluator& columns = BatchEvaluator(rules).set_column(fact, none);         // error: discards qualifiers|no matching
}

enum Color { red };
enum class Shape { round };

// Types that would become a number, a bool or a text by accident, or that would have to be rounded.
void types_that_facts_do_not_take(Profile& profile, BatchEvaluator& batch, const Fact& fact) {
  int number = 1;
  profile.set(fact, &number);                                                     // error: deleted
  profile.set(fact, nullptr);                                                     // error: deleted
  profile.set(fact, 'a');                                                         // error: deleted
  profile.set(fact, u8'a');                                                       // error: deleted
  profile.set(fact, L'a');                                                        // error: deleted
  profile.set(fact, u'a');                                                        // error: deleted
  profile.set(fact, U'a');                                                        // error: deleted
  profile.set(fact, red);                                                         // error: deleted
  profile.set(fact, Shape::round);                                                // error: deleted
  profile.set(fact, 1.0L);                                                        // error: deleted
  profile.set(fact, std::vector<bool>{true}[0]);                                  // error: deleted
  profile.set(fact, std::vector<char>{'a'});                                      // error: deleted
  profile.set(fact, std::vector<long double>{1});                                 // error: deleted
  profile.set(fact, std::vector<const char*>{"a"});                               // error: deleted
  profile.set(fact, std::vector<std::vector<int>>{});                             // error: deleted
  profile.set(fact, std::list<int>{1});                                           // error: deleted
  profile.set(fact, std::optional<char>('a'));                                    // error: deleted
  profile.set("a", 'a');                                                          // error: deleted
  profile.set("a", &number);                                                      // error: deleted
  Profile made = RuleSet::load("x.json").profile().set("a", 'a');                 // error: no matching
  profile.get<int>(fact);                                                         // error: no matching
  profile.get<std::string_view>("a");                                             // error: no matching
  batch.set_column(fact, std::vector<int>{1});                                    // error: no matching
  batch.set_column(fact, std::vector<std::string>{"a"});                          // error: no matching
}

// Times and durations that are not whole nanoseconds, and clocks whose zero nobody knows.
void times_that_facts_do_not_take(Profile& profile, const Fact& fact) {
  profile.set(fact, std::chrono::duration<double>(1));                            // error: deleted
  profile.set("a", std::chrono::duration<float, std::milli>(1));                  // error: deleted
  profile.set(fact, std::chrono::duration<int, std::pico>(1));                    // error: deleted
  profile.set(fact, std::chrono::duration<int, std::ratio<1, 3>>(1));             // error: deleted
  profile.set(fact, std::chrono::steady_clock::time_point());                     // error: deleted
  profile.set(fact, std::chrono::local_seconds());                                // error: deleted
  profile.set(fact, std::vector<std::chrono::duration<double>>());                // error: deleted
  profile.set(fact, std::optional<std::chrono::duration<double>>());              // error: deleted
  Duration::from(std::chrono::duration<double>(1));                               // error: no matching
  Instant::from(std::chrono::steady_clock::now());                                // error: no matching
}
#ifdef __SIZEOF_INT128__
void wide_integers(Profile& profile, const Fact& fact, __int128 wide) {
  profile.set(fact, wide);                                                        // error: deleted
}
#endif
