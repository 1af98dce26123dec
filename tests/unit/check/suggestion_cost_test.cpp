// However many names there are and however many of them are misspelt, suggestions take no more steps than
// their bound, and each set of names is looked through once.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "check/expression_checker.hpp"
#include "expression/parser.hpp"
#include "unit/check/sample_scope.hpp"

namespace eligo::check {
namespace {

std::string name_of(std::size_t number) {
  return "group.some_long_fact_name_number_" + std::to_string(1'000'000 + number).substr(1);
}

Scope scope_of(std::size_t facts) {
  Scope scope;
  static const std::vector<List> lists;
  scope.list_table = &lists;
  for (std::size_t i = 0; i < facts; ++i) {
    scope.facts.emplace(name_of(i), Scope::Name{NodeKind::fact, static_cast<std::uint32_t>(i),
                                                scalar_type(values::Kind::integer)});
  }
  return scope;
}

std::string hint_for(const Scope& scope, const std::string& expression) {
  std::vector<Diagnostic> diagnostics;
  Nodes nodes;
  const auto located = diagnostics::text_from_memory(expression);
  const auto tree = expression::parse(located, diagnostics);
  EXPECT_FALSE(check_expression(tree.value(), located, scope, "rule `r`", nodes, diagnostics));
  return diagnostics.empty() ? "no diagnostic" : diagnostics.front().hint;
}

TEST(SuggestionCost, GrowsWithTheNamesNotWithTheirProductWithTheMistakes) {
  std::size_t before = 0;
  for (std::size_t facts = 1'000; facts <= 16'000; facts *= 2) {
    const Scope scope = scope_of(facts);
    for (std::size_t i = 0; i < 100; ++i) {
      std::string word = name_of(i);
      word.erase(word.find("number") + 3, 1);
      ASSERT_EQ(hint_for(scope, word + " > 1"), "did you mean `" + name_of(i) + "`?");
    }
    const std::size_t steps = diagnostics::Suggester::most_steps - scope.suggester->left();
    EXPECT_LT(steps, 300'000 + 150 * facts);
    if (before != 0) {
      EXPECT_LT(steps, 2 * before + 100'000) << facts;
    }
    before = steps;
  }
}

TEST(SuggestionCost, IsBoundedWhereNothingIsClose) {
  const Scope scope = scope_of(16'000);
  for (std::size_t i = 0; i < 1'500; ++i) {
    const std::string word = "grump.zzzz_long_fact_nome_zzzzzz_" + std::to_string(i);
    EXPECT_EQ(hint_for(scope, word + " > 1"), "");
  }
  EXPECT_EQ(scope.suggester->left(), 0U);
  // What is found without looking far is told all the same.
  EXPECT_EQ(hint_for(scope, "group > 1").substr(0, 13), "its facts are");
}

}  // namespace
}  // namespace eligo::check
