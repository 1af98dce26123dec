// What `eligo format` does to random rule sets: whatever layout they come in, they come out in one, which
// stays, with the hash and the program that they had. ELIGO_LAYOUTS sets how many are tried, ELIGO_SEED where
// the random numbers begin.

#include <gtest/gtest.h>

#include <string>

#include <eligo/format.hpp>
#include <eligo/rule_set.hpp>

#include "expression/parser.hpp"
#include "expression/printer.hpp"
#include "expression/spacing.hpp"
#include "property/expression_generator.hpp"
#include "property/rule_set_generator.hpp"
#include "property/setting.hpp"

namespace eligo::property {
namespace {

/// White space that may stand between two tokens.
std::string gap(Random& random, std::string_view signs) {
  std::string out;
  while (random.below(3) == 0) out += signs[random.below(signs.size())];
  return out;
}

/// The expression with other white space between its tokens.
std::string respaced(Random& random, const std::string& text) {
  const auto tokens = expression::canonical_spacing(text);
  if (!tokens) return text;
  std::string out = gap(random, " \t\n"), last;
  for (const expression::SpacedToken& token : *tokens) {
    const std::string written = text.substr(token.span.begin, token.span.end - token.span.begin);
    const std::string between = gap(random, " \t\n\r");
    const bool may_touch = !token.space && !(last == "." || written == ".");
    out += between.empty() && !may_touch ? " " : between;
    out += written;
    last = written;
  }
  return out + gap(random, " ");
}

/// A string with some of its characters escaped that need not be.
std::string spelt(Random& random, const std::string& text) {
  const std::string plain = Json(text).dump();
  if (random.below(2) == 0) return plain;
  return random.below(2) == 0 ? Json(text).dump(-1, ' ', true) : plain;
}

/// Whether a string under this key is an expression, wherever it stands in a generated document.
bool holds_expressions(const std::string& key) {
  return key == "when" || key == "all" || key == "any" || key == "none";
}

std::string ugly(Random& random, const Json& value, const std::string& key, bool definition = false) {
  constexpr std::string_view white = " \t\r\n";
  if (value.is_string()) {
    const auto text = value.get<std::string>();
    return spelt(random, definition || holds_expressions(key) ? respaced(random, text) : text);
  }
  if (!value.is_structured()) return value.dump();
  std::string out(1, value.is_array() ? '[' : '{');
  bool first = true;
  for (const auto& [name, member] : value.items()) {
    if (!first) out += "," + gap(random, white);
    first = false;
    if (value.is_object()) out += spelt(random, name) + gap(random, white) + ":" + gap(random, white);
    const bool is_definition = key == "definitions" || (key == "/definition" && name == "value");
    const std::string below = key == "definitions" ? "/definition" : value.is_object() ? name : key;
    out += ugly(random, member, below, is_definition) + gap(random, white);
  }
  return out + (value.is_array() ? ']' : '}');
}

TEST(Layout, KeepsWhatRandomRuleSetsMean) {
  const std::uint64_t wanted = setting("ELIGO_LAYOUTS", 100);
  const std::uint64_t first = setting("ELIGO_SEED", 1);
  std::uint64_t loaded = 0;
  for (std::uint64_t seed = first; seed < first + wanted && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const Json document = generate_rule_set(random, Theme::everything).document;
    const std::string plain = document.dump(), other = ugly(random, document, {});
    ASSERT_EQ(Json::parse(other).size(), document.size());
    const auto formatted = format_document(plain), again = format_document(other);
    ASSERT_TRUE(formatted) << render(formatted.diagnostics());
    ASSERT_TRUE(again) << render(again.diagnostics()) << other;
    EXPECT_EQ(*formatted, *again) << other;
    EXPECT_EQ(*format_document(*formatted), *formatted);
    const auto before = RuleSet::try_parse(other);
    if (!before) continue;
    const auto after = RuleSet::try_parse(*formatted);
    ASSERT_TRUE(after) << render(after.diagnostics());
    EXPECT_EQ(before->hash(), after->hash());
    EXPECT_EQ(before->listing(), after->listing());
    ++loaded;
  }
  EXPECT_GT(loaded, wanted / 2);
}

TEST(Layout, SpacesExpressionsAsThePrinterDoes) {
  const std::uint64_t wanted = setting("ELIGO_LAYOUTS", 100);
  for (std::uint64_t seed = 1; seed <= wanted && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const Vocabulary vocabulary = generate_rule_set(random, Theme::everything).vocabulary;
    ExpressionGenerator generator(vocabulary, random);
    for (int i = 0; i < 20; ++i) {
      const std::string text = generator.condition(4);
      std::vector<Diagnostic> diagnostics;
      const auto tree = expression::parse(diagnostics::text_from_memory(text), diagnostics);
      if (!tree) continue;
      const std::string printed = expression::print(*tree);
      EXPECT_EQ(expression::in_canonical_spacing(printed), printed);
      const std::string spaced = expression::in_canonical_spacing(respaced(random, text));
      const auto same = expression::parse(diagnostics::text_from_memory(spaced), diagnostics);
      ASSERT_TRUE(same) << spaced;
      EXPECT_EQ(expression::print(*same), printed);
    }
  }
}

}  // namespace
}  // namespace eligo::property
