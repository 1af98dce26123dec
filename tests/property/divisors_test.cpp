// Where no divisor is warned of, none is 0: random conditions that divide by facts of a few values, decided
// for every profile that the declared ranges allow. ELIGO_SEED sets where the random numbers begin.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include <eligo/eligo.hpp>

#include "property/random.hpp"
#include "property/setting.hpp"

namespace eligo::property {
namespace {

constexpr std::size_t rule_sets = 4'000;

class Conditions {
 public:
  explicit Conditions(Random& random) : random_(random) {}

  std::string condition(int depth) {
    if (depth == 0 || random_.chance(25)) return comparison(1);
    switch (random_.below(7)) {
      case 0:
      case 1: return "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
      case 2:
      case 3: return "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
      case 4: return "!" + condition(depth - 1);
      case 5:
        return "(" + condition(depth - 1) + " ? " + condition(depth - 1) + " : " + condition(depth - 1) + ")";
      default: return guarded_ ? std::string("guard") : comparison(1);
    }
  }
  std::string number(int depth) {
    static const std::vector<std::string> leaves{"a", "b", "a", "b", "0", "1", "-2", "3", "params.p"};
    if (depth == 0 || random_.chance(30))
      return defined_ && random_.chance(15) ? "part" : random_.pick(leaves);
    const std::string left = number(depth - 1);
    switch (random_.below(12)) {
      case 0: return "(" + left + " + " + number(depth - 1) + ")";
      case 1: return "(" + left + " - " + number(depth - 1) + ")";
      case 2: return "(" + left + " * " + number(depth - 1) + ")";
      case 3: return "math.abs(" + left + ")";
      case 4: return "math.greatest(" + left + ", " + number(0) + ")";
      case 5: return "math.least(" + left + ", " + number(0) + ")";
      case 6: return "(" + comparison(0) + " ? " + left + " : " + number(depth - 1) + ")";
      case 7: return "(" + left + " % " + number(depth - 1) + ")";
      case 8: return "int(12.0 / double(" + left + "))";  // of an infinity that is an error
      default: return "(7 / " + left + ")";
    }
  }
  void may_use_definitions(bool number, bool guard) {
    defined_ = number;
    guarded_ = guard;
  }

 private:
  std::string comparison(int depth) {
    static const std::vector<std::string> operators{" < ", " <= ", " > ", " >= ", " == ", " != "};
    const std::string left = number(depth);
    return "(" + left + random_.pick(operators) + number(random_.chance(60) ? 0 : depth) + ")";
  }

  Random& random_;
  bool defined_ = false, guarded_ = false;
};

struct Sample {
  std::string text;
  std::int64_t lowest, highest;
};

Sample sample(Random& random) {
  Conditions conditions(random);
  const std::string part = conditions.number(1);
  conditions.may_use_definitions(true, false);
  const std::string guard = conditions.condition(1);
  conditions.may_use_definitions(true, true);
  const std::int64_t lowest = random.between(-2, 1);
  const std::int64_t highest = random.between(lowest, 3);
  const std::string range = "[" + std::to_string(lowest) + ", " + std::to_string(highest) + "]";
  return {
      R"({"format": 1, "id": "divisors", "version": "1", "on_missing": "deny", "facts": {"a": {"type": "int", "range": )" +
          range + R"(}, "b": {"type": "int", "range": )" + range + R"(}}, "params": {"p": )" +
          std::to_string(random.between(-1, 2)) + R"(}, "definitions": {"part": ")" + part +
          R"(", "guard": ")" + guard + R"("}, "segments": [{"id": "s", "when": "a > b", "params": {"p": )" +
          std::to_string(random.between(-1, 2)) +
          R"(}}], "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "R", "when": ")" +
          conditions.condition(3) + R"("}]})",
      lowest, highest};
}

bool warns_of_zero(const RuleSet& rules) {
  return std::ranges::any_of(rules.warnings(), [](const Diagnostic& each) { return each.code == "W0329"; });
}

TEST(Divisors, AreNeverZeroWhereNothingIsSaid) {
  const std::uint64_t first_seed = setting("ELIGO_SEED", 1);
  std::size_t silent = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + rule_sets; ++seed) {
    Random random(seed);
    const Sample written = sample(random);
    const RuleSet rules = RuleSet::parse(written.text);
    if (warns_of_zero(rules)) continue;
    silent += written.text.find(" / ") != std::string::npos || written.text.find(" % ") != std::string::npos;
    for (std::int64_t a = written.lowest; a <= written.highest; ++a) {
      for (std::int64_t b = written.lowest; b <= written.highest; ++b) {
        auto profile = rules.profile();
        profile.set("a", a).set("b", b);
        const Decision decision = rules.evaluate(profile, *Instant::parse("2026-11-23T10:00:00Z"));
        for (const Reason& reason : decision.reasons()) {
          ASSERT_FALSE(reason.undecided()) << "seed " << seed << ", a " << a << ", b " << b << "\n"
                                           << written.text << "\n"
                                           << decision.json();
        }
      }
    }
  }
  EXPECT_GT(silent, rule_sets / 20);
}

}  // namespace
}  // namespace eligo::property
