// For any condition p the profiles split into those for which p is true, false and unknown; and a rule set
// split along them gives the same reasons as the whole. No other evaluator is asked: the engine is held
// against itself. Random rule sets and profiles (ELIGO_PARTITIONS sets how many), and every condition of the
// shipped rule sets over the profiles that come with them.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "property/profile_generator.hpp"
#include "property/rule_set_generator.hpp"
#include "property/setting.hpp"
#include "property/subject.hpp"

namespace eligo::property {
namespace {

using values::Nanoseconds;

enum class Part : std::uint8_t { is_true, is_false, is_unknown, none_or_several };

/// The rule set's names with one rule.
Json with_rule(Json document, const Json& when, const std::string& on_missing) {
  document.erase("segments");
  document.erase("alternatives");
  document["rules"] = Json::array({{{"id", "only"},
                                    {"category", "only"},
                                    {"effect", "deny"},
                                    {"when", when},
                                    {"on_missing", on_missing},
                                    {"reason", "ONLY"}}});
  return document;
}

Json negation(const Json& when) {
  if (when.is_string()) return "!(" + when.get<std::string>() + ")";
  return {{"none", Json::array({when})}};
}

/// Whom rule sets decide, when, and where their list files lie.
struct Case {
  std::optional<std::filesystem::path> folder;
  Nanoseconds now = 0;
  std::vector<std::string> profiles;
};

std::optional<std::vector<EngineDecision>> decide(const Json& document, const Case& given, Detail detail) {
  std::string why;
  const auto subject = Subject::load(document.dump(), why, given.folder);
  if (!subject) {
    ADD_FAILURE() << why << document.dump(1);
    return std::nullopt;
  }
  return subject->decide(given.profiles, given.now, detail);
}

/// For each profile, whether the rule hits.
std::optional<std::vector<bool>> hits(const Json& document, const Json& when, const std::string& on_missing,
                                      const Case& given, Detail detail) {
  const auto decisions = decide(with_rule(document, when, on_missing), given, detail);
  if (!decisions) return std::nullopt;
  std::vector<bool> found;
  for (const EngineDecision& decision : *decisions) {
    found.push_back(decision.decision.verdict == Verdict::denied);
  }
  return found;
}

/// The part that each profile is in, by four rule sets that have to agree; nothing where one is refused.
std::optional<std::vector<Part>> parts(const Json& document, const Json& when, const Case& given,
                                       Detail detail) {
  const Json inverse = negation(when);
  const auto yes = hits(document, when, "skip", given, detail);
  const auto yes_or_unknown = hits(document, when, "deny", given, detail);
  const auto no = hits(document, inverse, "skip", given, detail);
  const auto no_or_unknown = hits(document, inverse, "deny", given, detail);
  if (!yes || !yes_or_unknown || !no || !no_or_unknown) return std::nullopt;
  std::vector<Part> found;
  for (std::size_t i = 0; i < given.profiles.size(); ++i) {
    const bool unknown = (*yes_or_unknown)[i] && !(*yes)[i];
    const bool unknown_too = (*no_or_unknown)[i] && !(*no)[i];
    Part part = Part::none_or_several;
    if (unknown == unknown_too && int{(*yes)[i]} + int{(*no)[i]} + int{unknown} == 1) {
      part = (*yes)[i] ? Part::is_true : (*no)[i] ? Part::is_false : Part::is_unknown;
    }
    EXPECT_NE(part, Part::none_or_several) << "true " << (*yes)[i] << ", false " << (*no)[i] << ", unknown "
                                           << unknown << " and " << unknown_too << "\n"
                                           << when.dump() << "\n"
                                           << given.profiles[i];
    found.push_back(part);
  }
  return found;
}

/// Reasons as they read, because the parts of two rule sets have different numbers.
std::vector<std::string> reasons_of(const Subject& subject, const EngineDecision& decision) {
  std::vector<std::string> texts;
  const auto& rules = subject.rules();
  for (const oracle::Reason& reason : decision.decision.reasons) {
    std::string text = rules.codes[reason.code] + (reason.effect == check::Effect::deny ? " deny" : " hide") +
                       (reason.undecided ? " undecided" : "");
    for (const auto rule : reason.rules) text += " " + rules.rules[rule].id;
    text += " missing" + describe(rules, reason.missing) + " errors";
    for (const decide::MissingInput& input : reason.errors)
      text += " `" + std::string(rules.nodes.text(input.index)) + "` " +
              std::string(values::cause_text(input.cause));
    text += " facts";
    for (const auto fact : reason.facts) text += " " + rules.facts[fact].name;
    for (const auto& placeholder : reason.placeholder_values) text += " " + values::literal_text(placeholder);
    texts.push_back(std::move(text));
  }
  return texts;
}

/// The rule set with a segment for those of whom `when` is true, and one for those of whom it is false.
Json segmented(Json document, const Json& when) {
  document["params"]["partition"] = 0;
  document["segments"] =
      Json::array({{{"id", "yes"}, {"when", when}, {"params", {{"partition", 1}}}},
                   {{"id", "no"}, {"when", negation(when)}, {"params", {{"partition", 2}}}}});
  return document;
}

/// The reasons of the whole are those that the three parts have together, and each part has those of its
/// own profiles.
void check_union(const Json& document, const Json& when, const std::vector<Part>& expected,
                 const Case& given) {
  std::string why;
  const Json whole = segmented(document, when);
  const auto subject = Subject::load(whole.dump(), why, given.folder);
  ASSERT_TRUE(subject) << why << whole.dump(1);
  const auto decisions = subject->decide(given.profiles, given.now, Detail::reasons);
  for (int part = 0; part < 3; ++part) {
    Json split = whole;
    for (Json& rule : split["rules"]) {
      rule["when"] = {{"all", Json::array({"params.partition == " + std::to_string(part), rule["when"]})}};
    }
    const auto other = Subject::load(split.dump(), why, given.folder);
    ASSERT_TRUE(other) << why << split.dump(1);
    const auto found = other->decide(given.profiles, given.now, Detail::reasons);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const int own = expected[i] == Part::is_true ? 1 : expected[i] == Part::is_false ? 2 : 0;
      const auto wanted = own == part ? reasons_of(*subject, decisions[i]) : std::vector<std::string>{};
      ASSERT_EQ(reasons_of(*other, found[i]), wanted) << "part " << part << " by " << when.dump() << "\n"
                                                      << whole.dump(1) << "\n"
                                                      << given.profiles[i];
    }
  }
}

struct Counts {
  std::size_t conditions = 0;
  std::array<std::size_t, 3> parts{};

  void add(const std::vector<Part>& found) {
    ++conditions;
    for (const Part part : found) {
      if (part != Part::none_or_several) ++parts[static_cast<std::size_t>(part)];
    }
  }
  void tell() const {
    std::cout << conditions << " conditions: true " << parts[0] << ", false " << parts[1] << ", unknown "
              << parts[2] << "\n";
    EXPECT_GT(parts[0], 0U);
    EXPECT_GT(parts[1], 0U);
  }
};

/// Conditions of rules, segments and alternatives.
std::vector<Json> conditions_of(const Json& document) {
  std::vector<Json> found;
  for (const char* const key : {"rules", "segments", "alternatives"}) {
    if (!document.contains(key)) continue;
    for (const Json& entry : document[key]) found.push_back(entry["when"]);
  }
  return found;
}

TEST(Partition, OfRandomConditions) {
  const std::size_t wanted = setting("ELIGO_PARTITIONS", 300);
  const std::uint64_t seed = setting("ELIGO_SEED", 1);
  Counts counts;
  for (std::uint64_t number = 0; counts.conditions < wanted && !testing::Test::HasFailure(); ++number) {
    Random random(seed * 1'000'003 + number);
    const GeneratedRuleSet generated = generate_rule_set(random, Theme::everything);
    std::string why;
    if (!Subject::load(generated.document.dump(), why)) continue;
    Case given;
    given.now = generate_instant(random, generated.vocabulary);
    for (int i = 0; i < 12; ++i)
      given.profiles.push_back(generate_profile(random, generated.vocabulary).dump());
    const std::vector<Json> conditions = conditions_of(generated.document);
    const Json& when = random.pick(conditions);
    SCOPED_TRACE("seed " + std::to_string(seed) + ", number " + std::to_string(number));
    const Detail detail = random.chance(50) ? Detail::verdict : Detail::full;
    const auto found = parts(generated.document, when, given, detail);
    if (!found) break;
    counts.add(*found);
    check_union(generated.document, when, *found, given);
  }
  counts.tell();
  EXPECT_GT(counts.parts[2], 0U);
}

Json read_json(const std::filesystem::path& path) { return Json::parse(std::ifstream(path)); }

std::vector<std::string> read_lines(const std::filesystem::path& path, std::size_t most) {
  std::vector<std::string> lines;
  std::ifstream in(path);
  for (std::string line; lines.size() < most && std::getline(in, line);) lines.push_back(line);
  return lines;
}

struct Shipped {
  std::string set, profiles;
};

class ShippedPartition : public testing::TestWithParam<Shipped> {};

TEST_P(ShippedPartition, OfEveryCondition) {
  const std::filesystem::path folder = std::filesystem::path(ELIGO_SOURCE_DIR) / "rules" / GetParam().set;
  const Json document = read_json(folder / "rule_set.json");
  Case shipped;
  shipped.folder = folder;
  shipped.now = *values::parse_timestamp("2026-11-23T10:00:00Z");
  const std::size_t most = setting("ELIGO_PARTITIONS", 300);
  shipped.profiles = read_lines(folder / "profiles" / GetParam().profiles, most);
  ASSERT_FALSE(shipped.profiles.empty());
  Counts counts;
  for (const Json& when : conditions_of(document)) {
    SCOPED_TRACE(when.dump());
    const auto found = parts(document, when, shipped, Detail::codes);
    if (!found) return;
    counts.add(*found);
    check_union(document, when, *found, shipped);
  }
  counts.tell();
}

INSTANTIATE_TEST_SUITE_P(Sets, ShippedPartition,
                         testing::Values(Shipped{"consumer_credit", "taiwan-2005.ndjson"},
                                         Shipped{"heating_benefit", "households.ndjson"}),
                         [](const testing::TestParamInfo<Shipped>& info) { return info.param.set; });

}  // namespace
}  // namespace eligo::property
