// However deep the input, there is an answer on a small stack: what is loaded can also be decided there.

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "reliability/sample_rules.hpp"
#include "scaffold/small_stack.hpp"

namespace eligo::reliability {
namespace {

// Whatever is done here is done on a small stack; under sanitizers frames are several times as large.
template <typename Work>
void run_on_small_stack(Work work) {
#ifdef ELIGO_SANITIZED
  test::run_on_small_stack(work, 16 * test::small_stack);
#else
  test::run_on_small_stack(work);
#endif
}

std::string repeated(std::size_t count, std::string_view piece) {
  std::string text;
  text.reserve(count * piece.size());
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}

void decide(const RuleSet& rules) {
  for (const char* const json : {R"({})", R"({"flag": true, "n": 1, "s": "a", "l": [1], "r": [{"v": 1}]})"}) {
    for (const Detail detail : {Detail::reasons, Detail::full}) {
      const Decision decision = rules.evaluate(rules.parse_profile(json), some_instant(), detail);
      EXPECT_FALSE(decision.json().empty());
    }
  }
  EXPECT_FALSE(rules.listing().empty());
}

struct Nesting {
  const char* name;
  const char *open, *middle, *close;
  std::size_t surely = 100;   ///< levels that are taken
  std::size_t at_most = 250;  ///< levels that may be
};

std::string name_of(const testing::TestParamInfo<Nesting>& info) { return info.param.name; }

constexpr std::size_t longest = 20'000'000;  // bytes: ten million levels of what is short

std::size_t length_of(const Nesting& nesting) {
  return std::string_view(nesting.open).size() + std::string_view(nesting.close).size();
}

std::string nested(const Nesting& nesting, std::size_t depth) {
  return repeated(depth, nesting.open) + nesting.middle + repeated(depth, nesting.close);
}

class Expressions : public testing::TestWithParam<Nesting> {};

TEST_P(Expressions, AreDecidedOrRefused) {
  run_on_small_stack([] {
    std::size_t deepest = 0;
    for (const std::size_t depth : {1UL, 10UL, 60UL, 100UL, 120UL, 200UL, 240UL, 248UL, 249UL, 250UL, 1'000UL,
                                    10'000UL, 100'000UL, 1'000'000UL, 10'000'000UL}) {
      if (depth * length_of(GetParam()) > longest) continue;
      const auto rules = load_expression(nested(GetParam(), depth));
      EXPECT_TRUE(rules || !error_codes(rules.diagnostics()).empty());
      if (rules) {
        deepest = depth;
        decide(*rules);
      }
    }
    EXPECT_GE(deepest, GetParam().surely);
    EXPECT_LE(deepest, GetParam().at_most);
  });
}

INSTANTIATE_TEST_SUITE_P(
    Every, Expressions,
    testing::Values(Nesting{"parentheses", "(", "flag", ")"}, Nesting{"negations", "!", "flag", ""},
                    Nesting{"minuses", "-", "n", " > 1", 0}, Nesting{"sums", "", "n > n", " + 1"},
                    Nesting{"sums_to_the_right", "1 + (", "n", ")", 0},
                    // chains of one logical operator are flat
                    Nesting{"and", "", "flag", " && flag", 10'000, 10'000},
                    Nesting{"or", "flag || ", "flag", "", 10'000, 10'000},
                    Nesting{"and_of_different", "", "flag", " && n > 1 && s == 'a'", 1'000, 1'000},
                    Nesting{"or_within_parentheses", "(flag || ", "flag", ")"},
                    Nesting{"and_or", "(flag && (flag || ", "flag", "))", 60},
                    Nesting{"not_and", "!(flag && ", "flag", ")", 60},
                    Nesting{"conditionals", "flag ? false : ", "flag", ""},
                    Nesting{"conditionals_within", "(flag ? ", "flag", " : flag)"},
                    Nesting{"conditions_of_conditions", "(", "flag", " ? flag : !flag)"},
                    Nesting{"macros", "l.all(x, ", "flag", ")"},
                    Nesting{"macros_over_what_is_made", "[n].exists(x, x > 0 && ", "flag", ")"},
                    Nesting{"filters", "", "0 < size(l", ".filter(x, x > n)", 0},
                    Nesting{"equal_to_equal", "(", "flag", " == flag)"},
                    Nesting{"calls", "math.abs(", "n", ")", 0}, Nesting{"members", "", "s", ".trim()", 0}),
    name_of);

class Conditions : public testing::TestWithParam<Nesting> {};

TEST_P(Conditions, AreDecidedOrRefused) {
  run_on_small_stack([] {
    std::size_t deepest = 0;
    for (const std::size_t depth : {1UL, 10UL, 30UL, 60UL, 61UL, 62UL, 63UL, 64UL, 100UL, 1'000UL, 10'000UL,
                                    100'000UL, 1'000'000UL, 10'000'000UL}) {
      if (depth * length_of(GetParam()) > longest) continue;
      const auto rules = RuleSet::try_parse(rule_set_text(nested(GetParam(), depth)));
      EXPECT_TRUE(rules || !error_codes(rules.diagnostics()).empty());
      if (!rules) continue;
      deepest = depth;
      decide(*rules);
    }
    EXPECT_GE(deepest, GetParam().surely);
    EXPECT_LT(deepest, 128U);
  });
}

// the deepest leaf that is allowed in the deepest object
const std::string deep_leaf = "\"" + repeated(240, "!") + "flag\"";

INSTANTIATE_TEST_SUITE_P(
    Every, Conditions,
    testing::Values(Nesting{"all", "{\"all\":[", "\"flag\"", "]}", 60},
                    Nesting{"any", "{\"any\":[\"flag\",", "\"flag\"", "]}", 60},
                    Nesting{"none", "{\"none\":[", "\"flag\"", "]}", 60},
                    Nesting{"mixed", "{\"all\":[\"n > 1\",{\"none\":[\"flag\",", "\"flag\"", "]}]}", 30},
                    Nesting{"none_over_a_deep_leaf", "{\"none\":[", deep_leaf.c_str(), "]}", 60},
                    Nesting{"any_all_over_a_deep_leaf", "{\"any\":[\"flag\",{\"all\":[\"flag\",",
                            deep_leaf.c_str(), "]}]}", 30},
                    Nesting{"arrays_as_meta", "[", "1", "]", 0}),
    name_of);

// Definitions use each other; no single one of them is deep.
class Definitions : public testing::TestWithParam<Nesting> {};

TEST_P(Definitions, AreDecidedOrRefused) {
  run_on_small_stack([] {
    std::size_t deepest = 0;
    for (const std::size_t depth : {1UL, 10UL, 100UL, 1'000UL, 10'000UL}) {
      std::string definitions = R"("definitions": {"d0": "flag")";
      for (std::size_t i = 1; i <= depth; ++i) {
        const std::string one = "d" + std::to_string(i - 1);
        definitions +=
            ", \"d" + std::to_string(i) + "\": \"" + GetParam().open + one + GetParam().close + "\"";
      }
      const auto rules = load_expression("d" + std::to_string(depth), definitions + "}, ");
      EXPECT_TRUE(rules || !error_codes(rules.diagnostics()).empty());
      if (!rules) continue;
      deepest = depth;
      decide(*rules);
    }
    EXPECT_GE(deepest, GetParam().surely);
  });
}

INSTANTIATE_TEST_SUITE_P(Every, Definitions,
                         testing::Values(Nesting{"same", "", "", ""}, Nesting{"not", "!", "", ""},
                                         Nesting{"and", "flag && ", "", ""},
                                         Nesting{"or_and", "n > 1 && (flag || ", "", ")"},
                                         Nesting{"conditional", "flag ? ", "", " : !flag"},
                                         Nesting{"macro", "l.all(x, x > 1 || ", "", ")"}),
                         name_of);

TEST(Profiles, AreReadOrRefused) {
  const auto rules = RuleSet::parse(rule_set_text("\"flag\""));
  run_on_small_stack([&] {
    for (const Nesting& nesting : {Nesting{"", "[", "1", "]"}, Nesting{"", "{\"a\":", "1", "}"},
                                   Nesting{"", "[{\"l\":", "1", "}]"}, Nesting{"", "[", "", ""}}) {
      for (const char* const key : {"k", "l", "r", "flag"}) {
        for (const std::size_t depth : {1UL, 10UL, 63UL, 127UL, 128UL, 1'000UL, 100'000UL, 10'000'000UL}) {
          if (depth * length_of(nesting) > longest) continue;
          const std::string value = nested(nesting, depth);
          const auto profile = rules.try_parse_profile("{\"" + std::string(key) + "\":" + value + "}");
          const std::size_t levels = 1 + depth * (std::string_view(nesting.open).starts_with("[{") ? 2 : 1);
          EXPECT_EQ(profile.has_value(), levels <= 128 && nesting.close[0] != '\0') << key << " " << depth;
          EXPECT_EQ(profile.has_value(), error_codes(profile.diagnostics()).empty());
        }
      }
    }
  });
}

}  // namespace
}  // namespace eligo::reliability
