// What must compile, without a warning.

#include <array>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <eligo/eligo.hpp>

using namespace eligo;

static_assert(std::ranges::borrowed_range<ReasonList>);
static_assert(std::is_nothrow_move_constructible_v<Decision> && std::is_nothrow_move_assignable_v<Decision>);
static_assert(std::is_nothrow_move_constructible_v<Profile> && std::is_nothrow_move_assignable_v<Profile>);
static_assert(std::is_nothrow_move_constructible_v<RuleSet> && std::is_nothrow_copy_constructible_v<RuleSet>);
static_assert(std::is_nothrow_copy_constructible_v<Fact> && std::is_trivially_copyable_v<Instant>);

std::string names(const Decision& decision) {
  std::string all;
  for (const Reason& reason : decision.reasons()) all += reason.code();
  for (const Reason reason : decision.waived()) all += reason.code();
  const auto iterator = decision.reasons().begin();
  all += (*iterator).code();
  all += decision.reasons()[0].code();
  all += decision.segment().value_or("none");
  for (const std::string_view name : decision.needs()) all += name;
  for (const std::string_view name : decision.refused()) all += name;
  for (const std::string_view id : decision.alternatives()) all += id;
  return all.append(decision.rule_set_id())
      .append(decision.rule_set_version())
      .append(decision.rule_set_hash());
}

// What is no view comes from a temporary, too.
std::size_t values(const RuleSet& rules, const Profile& profile, Instant now) {
  std::string text = rules.evaluate(profile, now).json();
  text += to_string(rules.evaluate(profile, now).verdict());
  if (const auto again = rules.evaluate(profile, now).retry_at()) text += again->text();
  const Bounds bounds = rules.evaluate(profile, now).bounds();
  text += bounds.best == bounds.worst ? "" : "open";
  for (const Verdict verdict : BatchEvaluator(rules).evaluate(now).verdicts) text += to_string(verdict);
  return text.size() + rules.evaluate(profile, now).shown_reasons();
}

RuleSet load() {
  RuleSet rules = RuleSet::try_load("rules.json").value();
  const RuleSet& kept = rules;
  rules = *RuleSet::try_load("rules.json");
  const RuleSet& lives_on = RuleSet::try_load("rules.json").value();  // a value, which the reference keeps
  auto result = RuleSet::try_parse("{}");
  if (!result) return kept;
  if (result->id() == (*result).id() && result.value().id() == lives_on.id())
    return std::move(result).value();
  return rules;
}

std::string fill(const RuleSet& rules, const Fact& fact, Instant now) {
  Profile profile = rules.profile().set("a", 1).set(fact, true).set("t", "text").set_subject("u");
  Profile& same = profile.set(fact, std::string("text")).set("a", std::string_view("text")).reset(fact);
  same.set(fact, std::int8_t{1}).set(fact, std::uint8_t{1}).set(fact, short{1}).set(fact, 1U).set(fact, 1UL);
  same.set(fact, 1LL).set(fact, 1ULL).set(fact, 1.5F).set("d", 1.5).set("i", 7U).set(fact, std::size_t{1});
  same.set(fact, now).set(fact, Duration{1, 0});
  same.set(fact, std::vector<std::int64_t>{1}).set(fact, std::vector<std::uint64_t>{1});
  same.set("l", std::vector<std::string_view>{"a"}).set(fact, std::array<Instant, 1>{now});
  same.set(fact, std::vector<int>{1})
      .set("l", std::vector<std::string>{"a"})
      .set(fact, std::vector<bool>{true});
  same.set(fact, std::chrono::hours(1))
      .set("t", std::chrono::system_clock::now())
      .set("t", std::chrono::sys_days());
  same.set(fact, std::optional(1)).set("s", std::optional<std::string>()).set(fact, std::nullopt);
  same.set(fact, profile.value("a")).set("d", std::chrono::duration<std::uint32_t, std::ratio<60>>(1));
  profile = rules.profile().set_json(fact, "[1]");
  const std::string& subject = profile.subject();
  return subject + rules.evaluate(rules.profile().set("a", 2), now).json() + std::string(fact.name());
}

DecisionColumns decide(const RuleSet& rules, const Fact& fact, Instant now) {
  BatchEvaluator batch(rules);
  batch.set_column(fact, std::vector<std::int64_t>{1}).set_column(fact, std::vector<std::uint64_t>{1});
  batch.set_column(fact, std::vector<double>{1}).set_column(fact, std::vector<std::string_view>{"a"});
  const Decision decision = batch.decision(0);
  return decision.reasons().empty() ? batch.evaluate(now) : BatchEvaluator(rules).evaluate(now);
}
