#include "engine/logic.hpp"

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <memory_resource>
#include <optional>
#include <string>
#include <vector>

#include "engine/runner.hpp"
#include "scaffold/columns.hpp"

namespace eligo::engine {
namespace {

using test::FactColumns;
using test::LoadedRules;
using Truth = std::optional<bool>;

const std::string facts =
    R"("facts": {"a": {"type": "bool"}, "b": {"type": "bool"}, "c": {"type": "bool"}, "n": {"type": "int"}})";

Truth both(Truth a, Truth b) {
  if (a == false || b == false) return false;
  return a && b ? Truth(true) : std::nullopt;
}
Truth inverse(Truth a) { return a ? Truth(!*a) : std::nullopt; }
Truth either(Truth a, Truth b) { return inverse(both(inverse(a), inverse(b))); }

values::Value value_of(Truth truth) {
  if (!truth) return {values::Unknown{}};
  return {*truth};
}
Truth truth_at(const Results& results, program::ValueId value, std::size_t row) {
  const values::Value content = values::value_at(results[value], row);
  const bool* const truth = std::get_if<bool>(&content.content);
  return truth == nullptr ? std::nullopt : Truth(*truth);
}

constexpr std::array<Truth, 3> truths{false, true, std::nullopt};

class TruthTables : public testing::TestWithParam<bool> {};

// Every combination of three facts, one row at a time and all 27 rows at once.
TEST_P(TruthTables, OfEveryOperator) {
  const LoadedRules sample(
      facts, {"a && b", "a || b", "!a", "a && b && c", "a || b || c", "a ? b : c", "(a && b) || !c", "a == b",
              "a != b", "a < b", "a <= b", "a > b", "a >= b", "!(a && !b)", "a && !a"});
  const auto expect = [](Truth a, Truth b, Truth c) {
    const auto compare = [&](auto test) { return a && b ? Truth(test(*a, *b)) : std::nullopt; };
    return std::vector<Truth>{both(a, b),
                              either(a, b),
                              inverse(a),
                              both(a, both(b, c)),
                              either(a, either(b, c)),
                              a ? (*a ? b : c) : std::nullopt,
                              either(both(a, b), inverse(c)),
                              compare(std::equal_to<>()),
                              compare(std::not_equal_to<>()),
                              compare(std::less<>()),
                              compare(std::less_equal<>()),
                              compare(std::greater<>()),
                              compare(std::greater_equal<>()),
                              inverse(both(a, inverse(b))),
                              both(a, inverse(a))};
  };
  std::vector<std::array<Truth, 3>> rows;
  for (const Truth a : truths) {
    for (const Truth b : truths) {
      for (const Truth c : truths) rows.push_back({a, b, c});
    }
  }
  const std::size_t batch = GetParam() ? 1 : rows.size();
  for (std::size_t begin = 0; begin < rows.size(); begin += batch) {
    FactColumns table(sample);
    for (std::size_t row = begin; row < begin + batch; ++row)
      table.add_row(
          {value_of(rows[row][0]), value_of(rows[row][1]), value_of(rows[row][2]), {values::Unknown{}}});
    const Results results =
        run(*sample.program, table.views(), batch, 0, {}, *std::pmr::new_delete_resource());
    for (std::size_t row = 0; row < batch; ++row) {
      const auto& [a, b, c] = rows[begin + row];
      const std::vector<Truth> expected = expect(a, b, c);
      for (std::size_t rule = 0; rule < expected.size(); ++rule)
        EXPECT_EQ(truth_at(results, sample.program->rule_condition(rule), row), expected[rule])
            << rule << " row " << begin + row;
    }
  }
}
INSTANTIATE_TEST_SUITE_P(OneRowAndBatch, TruthTables, testing::Bool());

// Errors are absorbed like any unknown, and told only where they arose.
TEST(Errors, AreUnknownWithTheirCause) {
  const LoadedRules sample(facts, {"1 / n == 1", "a && 1 / n == 1", "a || 1 / n == 1",
                                   "n == 0 ? a : 1 / n == 1", "n * 9223372036854775807 > 0", "n % n == 0"});
  FactColumns table(sample);
  table.add_row({{false}, {values::Unknown{}}, {true}, {std::int64_t{0}}});
  table.add_row({{true}, {values::Unknown{}}, {true}, {std::int64_t{2}}});
  const Results results = run(*sample.program, table.views(), 2, 0, {}, *std::pmr::new_delete_resource());
  const auto expect_row = [&](std::size_t row, const std::vector<Truth>& expected) {
    for (std::size_t rule = 0; rule < expected.size(); ++rule)
      EXPECT_EQ(truth_at(results, sample.program->rule_condition(rule), row), expected[rule])
          << rule << " row " << row;
  };
  expect_row(0, {std::nullopt, false, std::nullopt, false, false, std::nullopt});
  expect_row(1, {false, false, true, false, std::nullopt, true});
  const auto operand_of_rule = [&](std::size_t rule) {
    const auto& operation = sample.program->operations()[sample.program->rule_condition(rule)];
    return sample.program->operands(operation);
  };
  std::size_t found = 0;
  for (const program::ValueId operand : operand_of_rule(0)) {
    found += results.error_at(operand, 0) == values::Cause::division_by_zero ? 1 : 0;
    EXPECT_EQ(results.error_at(operand, 1), values::Cause::none);
  }
  EXPECT_EQ(found, 1U);
  EXPECT_EQ(results.error_at(sample.program->rule_condition(0), 0), values::Cause::none)
      << "only where it arose";
}

}  // namespace
}  // namespace eligo::engine
