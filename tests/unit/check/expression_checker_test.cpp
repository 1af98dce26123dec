#include "check/expression_checker.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "check/overload.hpp"
#include "scaffold/small_stack.hpp"
#include "unit/check/sample_scope.hpp"

namespace eligo::check {
namespace {

struct Typed {
  const char* text;
  const char* type;
};

class ResultType : public testing::TestWithParam<Typed> {};

TEST_P(ResultType, IsAsExpected) {
  SampleScope scope;
  const NodeId root = scope.accepted(GetParam().text);
  EXPECT_EQ(values::type_name(scope.nodes().type(root)), GetParam().type);
}

INSTANTIATE_TEST_SUITE_P(
    Names, ResultType,
    testing::Values(Typed{"credit.score", "int"}, Typed{"credit.bureau.adverse", "bool"},
                    Typed{"pilot", "bool"}, Typed{"account.status", "enum"},
                    Typed{"params.cooldown", "duration"}, Typed{"now", "timestamp"},
                    Typed{"recent_inquiries", "int"}, Typed{"account_age", "duration"},
                    Typed{"loans", "list<record>"}, Typed{"loans[0].amount", "double"},
                    Typed{"has(credit.score)", "bool"}, Typed{"has(pilot)", "bool"},
                    Typed{"has(loans[0].status)", "bool"}, Typed{"loans.exists(l, has(l.amount))", "bool"},
                    Typed{"region.code in lists.pilot_regions", "bool"},
                    Typed{"tags.all(credit, credit.startsWith('x'))", "bool"},
                    Typed{"tags.exists(now, now == 'x')", "bool"},
                    Typed{"tags.map(x, tags.map(y, x + y))", "list<list<string>>"},
                    Typed{"tags.filter(x, tags.exists(x, x == 'a') && x != 'b')", "list<string>"}));

INSTANTIATE_TEST_SUITE_P(
    Operators, ResultType,
    testing::Values(Typed{"1 + 2", "int"}, Typed{"1.0 / 2.0", "double"}, Typed{"'a' + 'b'", "string"},
                    Typed{"5 % 3", "int"}, Typed{"-credit.score", "int"},
                    Typed{"now + params.cooldown", "timestamp"}, Typed{"params.cooldown + now", "timestamp"},
                    Typed{"now - account.opened", "duration"}, Typed{"now - params.cooldown", "timestamp"},
                    Typed{"params.cooldown - account.grace", "duration"}, Typed{"[1] + []", "list<int>"},
                    Typed{"[] + [1]", "list<int>"}, Typed{"1 < 2.5", "bool"},
                    Typed{"credit.score == 600.0", "bool"}, Typed{"'a' < 'b'", "bool"},
                    Typed{"true < false", "bool"}, Typed{"now < account.opened", "bool"},
                    Typed{"[1, 2] == []", "bool"}, Typed{"null == null", "bool"},
                    Typed{"1 in [1, 2]", "bool"}, Typed{"[1] in [[1], []]", "bool"},
                    Typed{"tags[0]", "string"}, Typed{"pilot ? 1 : 2", "int"},
                    Typed{"pilot ? [] : [1]", "list<int>"}, Typed{"pilot ? account.status : 'x'", "string"},
                    Typed{"pilot ? account.status : account.status", "enum"}, Typed{"null", "null"},
                    Typed{"pilot && !pilot || pilot", "bool"}, Typed{"'active' == account.status", "bool"},
                    Typed{"account.status in ['active', 'frozen']", "bool"}));

INSTANTIATE_TEST_SUITE_P(
    Functions, ResultType,
    testing::Values(
        Typed{"size('abc')", "int"}, Typed{"tags.size()", "int"}, Typed{"loans.size()", "int"},
        Typed{"region.code.matches('^CN-[0-9]+$')", "bool"}, Typed{"matches(region.code, 'x')", "bool"},
        Typed{"'a,b'.split(',')", "list<string>"}, Typed{"tags.join('-')", "string"},
        Typed{"[].join()", "string"}, Typed{"'abc'.substring(1, 2).indexOf('b', 0)", "int"},
        Typed{"'abc'.replace('a', 'b', 1)", "string"}, Typed{"int('5') + int(2.5) + int(now)", "int"},
        Typed{"double(1)", "double"}, Typed{"string(now)", "string"}, Typed{"bool('true')", "bool"},
        Typed{"timestamp('2026-01-01T00:00:00Z')", "timestamp"}, Typed{"duration('1h30m')", "duration"},
        Typed{"now.getFullYear('Asia/Shanghai')", "int"}, Typed{"now.getHours('+08:00')", "int"},
        Typed{"now.getHours(params.zone)", "int"}, Typed{"params.cooldown.getHours()", "int"},
        Typed{"math.greatest(1, 2, 3)", "int"}, Typed{"math.least(amounts)", "double"},
        Typed{"math.abs(-1.5)", "double"}, Typed{"rollout(region.code, 'salt', 10)", "bool"},
        Typed{"rollout(credit.score, 'salt', 12.5)", "bool"},
        Typed{"amounts.map(a, a > 1.0, int(a))", "list<int>"}, Typed{"tags.exists_one(t, t == 'a')", "bool"},
        Typed{"tags.transformList(i, t, i > 0, t + string(i))", "list<string>"},
        Typed{"[].all(x, x > 0)", "bool"}, Typed{"[].map(x, x + 1)", "list<int>"},
        Typed{"tags.all(t, [].exists(u, u == t) || t == 'x')", "bool"}));

std::vector<std::string> codes_of(const std::string& text) {
  SampleScope scope;
  std::vector<Diagnostic> diagnostics;
  EXPECT_FALSE(scope.check(text, diagnostics)) << text;
  std::vector<std::string> codes;
  for (const Diagnostic& each : diagnostics) codes.push_back(each.code);
  return codes;
}

TEST(ExpressionChecker, TellsEveryMistakeInOrder) {
  EXPECT_EQ(codes_of("credit.scor > 1 && tags + 1 == 2 && account.status == 'actve' && foo(region.cod)"),
            (std::vector<std::string>{"E0312", "E0316", "E0326", "E0313", "E0312"}));
}

TEST(ExpressionChecker, IsSilentAboutWhatIsBuiltOnAMistake) {
  EXPECT_EQ(codes_of("(credit.scor + 1 > 2 ? nothing.here : 3).size() == 'x'"),
            (std::vector<std::string>{"E0312", "E0312"}));
}

TEST(ExpressionChecker, LeavesNoNodesBehindAfterAMistake) {
  SampleScope scope;
  const std::size_t before = scope.nodes().size();
  std::vector<Diagnostic> diagnostics;
  EXPECT_FALSE(scope.check("credit.score > 1 && tags.all(t, t > 1)", diagnostics));
  EXPECT_EQ(scope.nodes().size(), before);
}

TEST(ExpressionChecker, FlattensLogicalChains) {
  SampleScope scope;
  const std::size_t before = scope.nodes().size();
  const NodeId root = scope.accepted("pilot && (credit.score > 1 && has(tags)) && (pilot || pilot || pilot)");
  const Node& chain = scope[root];
  EXPECT_EQ(chain.kind, NodeKind::logical_and);
  const auto operands = scope.nodes().operands(chain);
  ASSERT_EQ(operands.size(), 4U);
  EXPECT_EQ(scope.nodes().text(operands[1]), "credit.score > 1");
  EXPECT_EQ(scope[operands[3]].kind, NodeKind::logical_or);
  EXPECT_EQ(scope[operands[3]].operand_count, 3U);
  // Nothing is left that no part refers to.
  std::vector<bool> used(scope.nodes().size());
  used[root] = true;
  for (const Node& node : scope.nodes()) {
    for (const NodeId operand : scope.nodes().operands(node)) used[operand] = true;
  }
  EXPECT_EQ(std::count(used.begin() + static_cast<std::ptrdiff_t>(before), used.end(), false), 0);
}

TEST(ExpressionChecker, GivesEveryPartItsAddressAndText) {
  SampleScope scope;
  const std::string text = "has( credit.score )&&(loans.exists(l,l.amount>1.0))";
  const std::size_t before = scope.nodes().size();
  scope.accepted(text);
  std::vector<std::string> seen;
  for (auto id = static_cast<NodeId>(before); id < scope.nodes().size(); ++id) {
    const diagnostics::Span span = scope[id].span;
    seen.push_back(text.substr(span.begin, span.end - span.begin) + " | " +
                   std::string(scope.nodes().text(id)));
  }
  EXPECT_EQ(seen,
            (std::vector<std::string>{"credit.score | credit.score",
                                      "has( credit.score ) | has(credit.score)", "loans | loans", "l | l",
                                      "l.amount | l.amount", "1.0 | 1.0", "l.amount>1.0 | l.amount > 1.0",
                                      "loans.exists(l,l.amount>1.0) | loans.exists(l, l.amount > 1.0)",
                                      text + " | has(credit.score) && loans.exists(l, l.amount > 1.0)"}));
}

TEST(ExpressionChecker, LinksVariablesToTheirMacros) {
  SampleScope scope;
  const NodeId root =
      scope.accepted("tags.exists(i, t, amounts.all(a, a > double(i)) && [].all(z, t == 'x'))");
  std::size_t variables = 0;
  for (const Node& node : scope.nodes()) {
    if (node.kind != NodeKind::element && node.kind != NodeKind::position) continue;
    ++variables;
    ASSERT_LT(node.comprehension(), scope.nodes().size());
    EXPECT_EQ(scope[node.comprehension()].kind, NodeKind::comprehension) << scope.nodes().text(node);
    if (scope.nodes().text(node) == "i") {
      EXPECT_EQ(node.comprehension(), root);
      EXPECT_EQ(node.kind, NodeKind::position);
    }
  }
  EXPECT_GE(variables, 2U);
}

// Trees of nearly every depth that is allowed, under a stack of 256 KiB.
TEST(ExpressionChecker, NeedsLittleStack) {
  test::run_on_small_stack([] {
    SampleScope scope;
    const std::string hole = "%";
    for (const char* const unit : {"((%) > 0 ? 1 : 2)", "1 + (%)", "[%][0]", "-(%)", "[%].map(x, x)[0]",
                                   "math.abs(%)", "([%] == [%] ? 1 : 2)"}) {
      const std::string pattern = unit;
      std::string text = "1";
      for (int i = 0; i < (pattern.find("==") == std::string::npos ? 45 : 9); ++i) {
        std::string next = pattern;
        for (std::size_t at = next.find(hole); at != std::string::npos;
             at = next.find(hole, at + text.size())) {
          next.replace(at, 1, text);
        }
        text = next;
      }
      EXPECT_NO_THROW(scope.accepted(text)) << unit;
    }
    const std::string nested = std::string(240, '[') + "1" + std::string(240, ']');
    EXPECT_NO_THROW(scope.accepted(nested + " == " + nested));
  });
}

struct Moving {
  const char* text;
  std::int64_t slope;
  bool uses_now;
};

class TimeSlope : public testing::TestWithParam<Moving> {};

TEST_P(TimeSlope, IsAsExpected) {
  SampleScope scope;
  const NodeId root = scope.accepted(GetParam().text);
  EXPECT_EQ(scope[root].slope, GetParam().slope);
  EXPECT_EQ(scope[root].uses_now, GetParam().uses_now);
}

INSTANTIATE_TEST_SUITE_P(
    Every, TimeSlope,
    testing::Values(
        Moving{"now", 1, true}, Moving{"account.opened", 0, false}, Moving{"now - account.opened", 1, true},
        Moving{"account.opened - now", -1, true}, Moving{"now - now", 0, true},
        Moving{"account_age", 1, true}, Moving{"account_age + account_age", 2, true},
        Moving{"account.opened + account_age", 1, true}, Moving{"[now, now + account.grace]", 1, true},
        Moving{"[now][0]", 1, true}, Moving{"inquiries.map(t, now - t)", 1, true},
        Moving{"inquiries.map(t, now - t).filter(d, d < params.cooldown)", 1, true},
        Moving{"inquiries.map(t, now - t)[0]", 1, true}, Moving{"[[], [now]][0]", 1, true},
        Moving{"pilot ? now : now + account.grace", 1, true}, Moving{"now > account.opened", 0, true},
        Moving{"recent_inquiries", 0, true}, Moving{"now.getHours()", 0, true},
        Moving{"inquiries.exists(t, now > t)", 0, true}, Moving{"timestamp(now)", 1, true},
        Moving{"tags.exists(i, t, i > 0)", 0, false}, Moving{"[now].transformList(i, t, i)", 0, true}));

TEST(TimeSlopes, AreRefusedWhereTheyGrowTooSteep) {
  std::string text = "account_age";
  for (int i = 0; i < 22; ++i) text = "[" + text + "].map(d, d + d)[0]";
  EXPECT_EQ(codes_of(text).at(0), "E0328");
}

TEST(Overloads, EveryNameTellsItsForms) {
  for (const Style style : {Style::infix, Style::global, Style::member}) {
    for (const std::string& name : names_of(style)) EXPECT_FALSE(forms_of(name, style).empty()) << name;
  }
  EXPECT_EQ(forms_of("substring", Style::member), "`string.substring(int)`, `string.substring(int, int)`");
  EXPECT_EQ(forms_of("math.greatest", Style::global),
            "`math.greatest(list<int>)`, `math.greatest(list<double>)`, `math.greatest(int, …)`, "
            "`math.greatest(double, …)`");
}

}  // namespace
}  // namespace eligo::check
