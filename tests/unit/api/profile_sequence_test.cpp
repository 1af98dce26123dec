#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <eligo/eligo.hpp>

namespace eligo {
namespace {

// Each fact alone decides rules of its own, whether it is there, true, refused or missing.
constexpr const char* rules_text = R"json({
  "format": 1, "id": "demo", "version": "1",
  "facts": {
    "i": {"type": "int", "range": [0, 9]}, "d": {"type": "double", "range": [0, 9]}, "b": {"type": "bool"},
    "s": {"type": "string"}, "e": {"type": "enum", "values": ["active", "frozen"]},
    "t": {"type": "timestamp", "range": ["2000-01-01T00:00:00Z", "2030-01-01T00:00:00Z"]}, "l": {"type": "duration", "range": ["0s", "9h"]},
    "is": {"type": "list<int>"}, "ss": {"type": "list<string>"}
  },
  "rules": [
    {"id": "i", "category": "c", "effect": "hide", "reason": "I", "when": "i > 4", "message": {"en": "{i}"}},
    {"id": "d", "category": "c", "effect": "hide", "reason": "D", "when": "d > 4.0", "on_missing": "skip"},
    {"id": "b", "category": "c", "effect": "hide", "reason": "B", "when": "b", "on_missing": "skip"},
    {"id": "nb", "category": "c", "effect": "hide", "reason": "NOT_B", "when": "!b || i > 8"},
    {"id": "s", "category": "c", "effect": "hide", "reason": "S", "when": "s.startsWith('x') || s == 'known'", "message": {"en": "{s}"}},
    {"id": "e", "category": "c", "effect": "deny", "reason": "E", "when": "e == 'frozen'"},
    {"id": "t", "category": "c", "effect": "hide", "reason": "T", "when": "t > now", "message": {"en": "{t}"}},
    {"id": "l", "category": "c", "effect": "hide", "reason": "L", "when": "l > duration('4h')", "on_missing": "skip"},
    {"id": "is", "category": "c", "effect": "hide", "reason": "IS", "when": "is.exists(x, x > 4)", "on_missing": "skip"},
    {"id": "ss", "category": "c", "effect": "hide", "reason": "SS", "when": "'x' in ss || 'a text of some length' in ss"},
    {"id": "has", "category": "c", "effect": "hide", "reason": "HAS", "on_missing": "skip",
     "when": "has(i) || has(d) || has(b) || has(s) || has(e) || has(t) || has(l) || has(is) || has(ss)"}]
})json";

const Instant now = *Instant::parse("2026-11-23T10:00:00Z");

// A value set by the program, and the same as JSON.
struct Setting {
  const char* fact;
  const char* json;
  std::function<void(Profile&)> set;
};

template <typename T>
Setting setting(const char* fact, const char* json, T value) {
  return {fact, json, [fact, value](Profile& profile) { profile.set(fact, value); }};
}

std::vector<Setting> settings() {
  static constexpr std::array<std::int64_t, 2> numbers{3, 5};
  static constexpr std::array<std::string_view, 3> texts{"x", "", "a text of some length"};
  static constexpr std::array<std::string_view, 1> other{"y"};
  return {
      setting("i", "3", 3),
      setting("i", "9", 9),
      setting("i", "10", 10),  // refused
      setting("d", "4.5", 4.5),
      setting("d", "4", 4),
      setting("d", "-1", -1),  // refused
      setting("b", "true", true),
      setting("b", "false", false),
      setting("s", R"("known")", "known"),
      setting("s", R"("x, and of some length")", "x, and of some length"),
      setting("s", R"("")", ""),
      setting("e", R"("active")", "active"),
      setting("e", R"("frozen")", "frozen"),
      setting("e", R"("other")", "other"),  // refused
      setting("t", R"("2026-11-23T10:00:01Z")", *Instant::parse("2026-11-23T10:00:01Z")),
      setting("t", R"("2026-11-23T10:00:00Z")", now),
      setting("t", R"("2031-01-01T00:00:00Z")", *Instant::parse("2031-01-01T00:00:00Z")),  // refused
      setting("l", R"("5h")", Duration{.seconds = 5 * 3600}),
      setting("l", R"("10h")", Duration{.seconds = 36000}),  // refused
      setting("is", "[3, 5]", std::span<const std::int64_t>(numbers)),
      setting("is", "[]", std::span<const std::int64_t>()),
      setting("ss", R"(["x", "", "a text of some length"])", std::span<const std::string_view>(texts)),
      setting("ss", R"(["y"])", std::span<const std::string_view>(other)),
  };
}

std::string json_of(const std::map<std::string, std::string>& facts) {
  std::string text = "{";
  for (const auto& [name, value] : facts) {
    text += text.size() > 1 ? "," : "";
    text += '"' + name + "\":" + value;
  }
  return text + "}";
}

// Whatever a profile went through, it decides as one that was made of its last values.
TEST(Profile, DecidesByItsLastValuesAlone) {
  const auto rules = RuleSet::parse(rules_text);
  const std::vector<Setting> all = settings();
  std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
  const auto below = [&](std::size_t end) { return random() % end; };
  Profile profile = rules.profile();
  std::map<std::string, std::string> facts;
  std::string done;
  for (int step = 0; step < 4000; ++step) {
    const Setting& one = all[below(all.size())];
    switch (below(12)) {
      case 0:
        profile.clear();
        facts.clear();
        done = "clear";
        break;
      case 1:
        profile.reset(rules.fact(one.fact));
        facts.erase(one.fact);
        done += std::string("; reset ") + one.fact;
        break;
      case 2:
        profile.set_json(rules.fact(one.fact), one.json);
        facts[one.fact] = one.json;
        done += std::string("; set_json ") + one.fact + " " + one.json;
        break;
      case 3:
        profile = Profile(profile);
        done += "; copy";
        break;
      case 4:
        profile = rules.parse_profile(json_of(facts));
        done += "; read";
        break;
      default:
        one.set(profile);
        facts[one.fact] = one.json;
        done += std::string("; set ") + one.fact + " " + one.json;
    }
    ASSERT_EQ(rules.evaluate(profile, now).json(), rules.evaluate_json(json_of(facts), now).json())
        << done << "\n"
        << json_of(facts);
  }
}

}  // namespace
}  // namespace eligo
