// Warnings change nothing: a random rule set padded with any number of them, of several kinds, before and
// after everything else, decides as it did, and what it was refused for it is still refused for.
// ELIGO_PADDED sets how many rule sets are tried, ELIGO_SEED where the random numbers begin.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory_resource>
#include <string>
#include <vector>

#include "output/decision_writer.hpp"
#include "property/profile_generator.hpp"
#include "property/rule_set_generator.hpp"
#include "property/setting.hpp"
#include "property/subject.hpp"
#include "scaffold/checked_text.hpp"
#include "scaffold/columns.hpp"

namespace eligo::property {
namespace {

enum class Padding : std::uint8_t { params, lists, definitions, waivers };
constexpr std::array paddings{Padding::params, Padding::lists, Padding::definitions, Padding::waivers};
constexpr std::array<std::size_t, 6> counts{0, 1, 999, 1'000, 1'001, 5'000};

std::string padding_name(std::size_t index) { return "zz_padding_" + std::to_string(index); }

// Appending to the vector that an ordered object is: its own insertion looks through all members.
void add_members(Json& document, const std::string& key, std::size_t count, const Json& value,
                 bool in_front) {
  if (!document.contains(key)) document[key] = Json::object();
  const auto& own = document[key].get_ref<const Json::object_t&>();
  Json::object_t both;
  Json::object_t::Container& members = both;
  const auto add_own = [&] {
    for (const auto& member : own) members.push_back(member);
  };
  if (!in_front) add_own();
  for (std::size_t i = 0; i < count; ++i) members.emplace_back(padding_name(i), value);
  if (in_front) add_own();
  document[key] = std::move(both);
}

// Repeats a code in the segments that waive one, else in a segment of its own that matches nobody.
void add_waivers(Json& document, std::size_t count, bool in_front) {
  Json& segments = document["segments"];
  if (!segments.is_array()) segments = Json::array();
  Json* waives = nullptr;
  for (Json& segment : segments) {
    if (segment.contains("waives") && !segment["waives"].empty()) waives = &segment["waives"];
  }
  if (waives == nullptr) {
    segments.push_back({{"id", "zz_padding"}, {"when", "false"}, {"waives", Json::array()}});
    waives = &segments.back()["waives"];
    waives->push_back(document["rules"][0]["reason"]);
  }
  const Json more(count, in_front ? waives->front() : waives->back());
  waives->insert(in_front ? waives->begin() : waives->end(), more.begin(), more.end());
}

Json padded(Json document, Padding padding, std::size_t count, bool in_front) {
  switch (padding) {
    case Padding::params: add_members(document, "params", count, 1, in_front); break;
    case Padding::lists:
      add_members(document, "lists", count, {{"of", "int"}, {"values", {1, 1}}}, in_front);
      break;
    case Padding::definitions: add_members(document, "definitions", count, "1 + 1", in_front); break;
    case Padding::waivers: add_waivers(document, count, in_front); break;
  }
  return document;
}

std::string described(Padding padding, std::size_t count, bool in_front) {
  constexpr std::array names{"params", "lists", "definitions", "waivers"};
  return std::to_string(count) + " " + names[static_cast<std::size_t>(padding)] +
         (in_front ? " in front" : " at the end");
}

// Indices into a rule set shift with the padding; ids, which the written decision has, do not.
std::vector<std::string> decisions_of(const Subject& subject, const std::vector<std::string>& profiles,
                                      values::Nanoseconds now) {
  profiles::Batch batch = test::read_profiles(subject.program().schema(), profiles);
  std::vector<decide::DecisionData> decisions(profiles.size());
  std::pmr::monotonic_buffer_resource memory;
  subject.decider().decide({batch.seal(), batch.rows()}, now, Detail::full, memory, decisions);
  output::DecisionWriter writer(subject.rules(), "en");
  std::vector<std::string> out(profiles.size());
  for (std::size_t i = 0; i < profiles.size(); ++i) writer.write(out[i], decisions[i], {});
  return out;
}

// The errors of a rule set, by what does not shift.
std::vector<std::string> errors_of(const Json& document) {
  std::vector<std::string> errors;
  for (const Diagnostic& item : test::check_text(document.dump()).diagnostics) {
    if (item.severity == Severity::error)
      errors.push_back(item.code + " " + item.context + " " + item.pointer + " " + item.message);
  }
  std::ranges::sort(errors);
  return errors;
}

template <typename Check>
void for_every_padding(const Json& document, const Check& check) {
  for (const Padding padding : paddings) {
    for (const std::size_t count : counts) {
      for (const bool in_front : {true, false}) {
        SCOPED_TRACE(described(padding, count, in_front));
        check(padded(document, padding, count, in_front));
        if (testing::Test::HasFailure()) return;
      }
    }
  }
}

std::uint64_t first_seed() { return setting("ELIGO_SEED", 1); }

TEST(Warnings, ChangeNoDecision) {
  const std::uint64_t wanted = setting("ELIGO_PADDED", 3);
  std::uint64_t tried = 0;
  for (std::uint64_t seed = first_seed(); tried < wanted && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const GeneratedRuleSet generated = generate_rule_set(random, Theme::everything);
    std::string why;
    const auto subject = Subject::load(generated.document.dump(), why);
    if (!subject) continue;
    ++tried;
    std::vector<std::string> profiles;
    for (std::size_t i = 0; i < 20; ++i)
      profiles.push_back(generate_profile(random, generated.vocabulary, i % 5 == 0).dump());
    const values::Nanoseconds now = generate_instant(random, generated.vocabulary);
    const auto expected = decisions_of(*subject, profiles, now);
    for_every_padding(generated.document, [&](const Json& document) {
      const auto more = Subject::load(document.dump(), why);
      ASSERT_TRUE(more) << why;
      EXPECT_EQ(decisions_of(*more, profiles, now), expected);
    });
  }
}

TEST(Warnings, HideNoError) {
  constexpr std::array wrong{"no_such_fact > 3", "1 +", "1", "size(1)", "1 == 'a'"};
  const std::uint64_t wanted = setting("ELIGO_PADDED", 3);
  std::uint64_t tried = 0;
  for (std::uint64_t seed = first_seed(); tried < wanted && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    Json document = generate_rule_set(random, Theme::everything).document;
    if (!errors_of(document).empty()) continue;
    ++tried;
    document["rules"].back()["when"] = wrong[tried % wrong.size()];
    document["rules"].front()["category"] = "zz another";
    const auto expected = errors_of(document);
    ASSERT_FALSE(expected.empty());
    for_every_padding(document, [&](const Json& more) { EXPECT_EQ(errors_of(more), expected); });
  }
}

}  // namespace
}  // namespace eligo::property
