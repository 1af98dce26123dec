#include "expression/parser.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "expression/printer.hpp"
#include "scaffold/small_stack.hpp"
#include "unit/expression/tree_shape.hpp"

namespace eligo::expression {
namespace {

using diagnostics::text_from_memory;

std::optional<Tree> parse_text(const std::string& text, const Limits& limits = {}) {
  std::vector<Diagnostic> diagnostics;
  auto tree = parse(text_from_memory(text), diagnostics, limits);
  EXPECT_EQ(tree.has_value(), diagnostics.empty()) << text;
  return tree;
}

std::vector<Diagnostic> mistakes_in(const std::string& text, const Limits& limits = {}) {
  std::vector<Diagnostic> diagnostics;
  EXPECT_FALSE(parse(text_from_memory(text), diagnostics, limits)) << text;
  return diagnostics;
}

struct Shape {
  const char* text;
  const char* shape;
};

class ParsedShape : public testing::TestWithParam<Shape> {};

TEST_P(ParsedShape, IsAsExpected) {
  const auto tree = parse_text(GetParam().text);
  ASSERT_TRUE(tree) << GetParam().text;
  EXPECT_EQ(shape_of(*tree), GetParam().shape);
}

INSTANTIATE_TEST_SUITE_P(
    Precedence, ParsedShape,
    testing::Values(Shape{"a + b * c", "(+ a (* b c))"}, Shape{"(a + b) * c", "(* (+ a b) c)"},
                    Shape{"a - b - c", "(- (- a b) c)"}, Shape{"a - (b - c)", "(- a (- b c))"},
                    Shape{"a || b && c", "(|| a (&& b c))"}, Shape{"a && b || c", "(|| (&& a b) c)"},
                    Shape{"a || b || c", "(|| a b c)"}, Shape{"(a || b) || c", "(|| (|| a b) c)"},
                    Shape{"a && b && c || d && e || f", "(|| (&& a b c) (&& d e) f)"},
                    Shape{"a || b ? c && d && e : f || g || h", "(?: (|| a b) (&& c d e) (|| f g h))"},
                    Shape{"a < b == c", "(== (< a b) c)"}, Shape{"a in b && c", "(&& (in a b) c)"},
                    Shape{"!a && b", "(&& (! a) b)"}, Shape{"!a.b", "(! (. a b))"},
                    Shape{"-a * b", "(* (- a) b)"}, Shape{"a ? b : c ? d : e", "(?: a b (?: c d e))"},
                    Shape{"a || b ? c : d", "(?: (|| a b) c d)"},
                    Shape{"a ? (b ? c : d) : e", "(?: a (?: b c d) e)"}, Shape{"a % b / c", "(/ (% a b) c)"},
                    Shape{"a.b.c[d].e(f, g)", "(.e ([] (. (. a b) c) d) f g)"}),
    [](const testing::TestParamInfo<Shape>& info) { return "case_" + std::to_string(info.index); });

INSTANTIATE_TEST_SUITE_P(
    Literals, ParsedShape,
    testing::Values(Shape{"007", "7"}, Shape{"0x1F", "31"}, Shape{"-0x1f", "-31"}, Shape{".5", "0.5"},
                    Shape{"1e3", "1000.0"}, Shape{"1.5E-2", "0.015"},
                    Shape{"-9223372036854775808", "-9223372036854775808"},
                    Shape{"9223372036854775807", "9223372036854775807"}, Shape{"1e-400", "0.0"},
                    Shape{"-(1)", "(- 1)"}, Shape{"- 1", "-1"}, Shape{"- -1", "(- -1)"},
                    Shape{"a -1", "(- a 1)"}, Shape{"true", "true"}, Shape{"null", "null"},
                    Shape{"[1, 2,]", "(list 1 2)"}, Shape{"[]", "(list)"},
                    Shape{R"('a\'b\"\n\x41\u00e9\U0001F600\101')",
                          "'a\\'b\"\\nA\xC3\xA9\xF0\x9F\x98\x80"
                          "A'"},
                    Shape{R"(r'\d+')", R"('\\d+')"}, Shape{R"(R"\n")", R"('\\n')"},
                    Shape{"'''it's\nso'''", "\"it's\\nso\""}, Shape{R"("""a "b" c""")", "'a \"b\" c'"},
                    Shape{"a // rest\n+ b", "(+ a b)"}),
    [](const testing::TestParamInfo<Shape>& info) { return "case_" + std::to_string(info.index); });

INSTANTIATE_TEST_SUITE_P(Macros, ParsedShape,
                         testing::Values(Shape{"l.all(x, x > 0)", "(all l [x] (> x 0))"},
                                         Shape{"l.exists(i, x, x > i)", "(exists l [i x] (> x i))"},
                                         Shape{"l.map(x, x > 0, x * 2)", "(map l [x] (> x 0) (* x 2))"},
                                         Shape{"l.map(x, x)", "(map l [x] x)"},
                                         Shape{"l.existsOne(x, x)", "(existsOne l [x] x)"},
                                         Shape{"l.transformList(i, x, x, i)", "(transformList l [i x] x i)"},
                                         Shape{"has(a.b.c)", "(has (. a b) c)"}, Shape{"has(a)", "(has a)"},
                                         Shape{"all(x, y)", "(all() x y)"}, Shape{"a.if", "(. a if)"}),
                         [](const testing::TestParamInfo<Shape>& info) {
                           return "case_" + std::to_string(info.index);
                         });

TEST(Parser, SpansCoverTheirPartsWithoutOuterParentheses) {
  const std::string text = "(a + b) * c.d";
  const auto tree = parse_text(text);
  ASSERT_TRUE(tree);
  const auto part = [&](NodeId id) {
    const diagnostics::Span span = (*tree)[id].span;
    return text.substr(span.begin, span.end - span.begin);
  };
  const Node& root = (*tree)[tree->root];
  EXPECT_EQ(part(tree->root), text);
  EXPECT_EQ(part(root.operands[0]), "a + b");
  EXPECT_EQ(part(root.operands[1]), "c.d");
  EXPECT_EQ(text.substr(root.name_span.begin, 1), "*");
}

TEST(Parser, ChildrenStandBeforeParents) {
  const auto tree = parse_text("a.all(x, x + 1 > b[2] ? f(x) : [x, -y].exists(z, z in a))");
  ASSERT_TRUE(tree);
  for (NodeId id = 0; id < tree->nodes.size(); ++id) {
    for (const NodeId operand : (*tree)[id].operands) EXPECT_LT(operand, id);
  }
}

TEST(Parser, TellsSeveralMistakesAtOnce) {
  const auto diagnostics = mistakes_in(R"(a = 1 && b"x" == c && (d + ) > '\q')");
  std::vector<std::string> codes;
  for (const Diagnostic& each : diagnostics) codes.push_back(each.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"E0301", "E0320", "E0301", "E0303"}));
}

TEST(Parser, StopsTellingAfterABound) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "$ ";
  EXPECT_EQ(mistakes_in(text).size(), 20U);
}

TEST(Parser, RefusesLongText) {
  EXPECT_TRUE(parse_text(std::string(99'999, ' ') + "a"));
  const auto diagnostics = mistakes_in(std::string(100'000, ' ') + "a");
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].code, "E0305");
}

TEST(Parser, RefusesInvalidUtf8) {
  for (const char* const text : {"'\xFF'", "\xC3", "'\xED\xA0\x80'", "a \x80 b"}) {
    EXPECT_EQ(mistakes_in(text).at(0).code, "E0301") << text;
  }
}

// ---- depth ----

struct Nesting {
  const char* name;
  const char* open;
  const char* middle;
  const char* close;
};

class Depth : public testing::TestWithParam<Nesting> {};

TEST_P(Depth, IsBoundedWhateverTheInput) {
  const Nesting& nesting = GetParam();
  test::run_on_small_stack([&] {
    for (const std::size_t depth : {1UL, 10UL, 100UL, 1'000UL, 100'000UL, 10'000'000UL}) {
      std::string text;
      text.reserve(depth * (std::string_view(nesting.open).size() + std::string_view(nesting.close).size()) +
                   8);
      for (std::size_t i = 0; i < depth; ++i) text += nesting.open;
      text += nesting.middle;
      for (std::size_t i = 0; i < depth; ++i) text += nesting.close;
      Limits limits;
      limits.max_length = text.size();
      diagnostics::LocatedText located;
      located.text = std::move(text);
      std::vector<Diagnostic> diagnostics;
      const auto tree = parse(located, diagnostics, limits);
      if (depth <= 100) {
        ASSERT_TRUE(tree) << depth << render(diagnostics);
        EXPECT_FALSE(print(*tree).empty());
      } else {
        EXPECT_FALSE(tree);
        ASSERT_EQ(diagnostics.size(), 1U);
        EXPECT_EQ(diagnostics[0].code, "E0306");
      }
    }
  });
}

INSTANTIATE_TEST_SUITE_P(
    Every, Depth,
    testing::Values(Nesting{"parentheses", "(", "a", ")"}, Nesting{"lists", "[", "a", "]"},
                    Nesting{"calls", "f(", "a", ")"}, Nesting{"indices", "a[", "0", "]"},
                    Nesting{"negations", "!", "a", ""}, Nesting{"minuses", "-", "a", ""},
                    Nesting{"left_chain", "", "a", "+a"}, Nesting{"logic_in_logic", "(a||", "a", ")"},
                    Nesting{"selections", "", "a", ".b"}, Nesting{"member_calls", "", "a", ".f()"},
                    Nesting{"right_conditionals", "a?b:", "c", ""}, Nesting{"macros", "a.all(x,", "x", ")"},
                    Nesting{"relations", "", "a", "<a"}),
    [](const testing::TestParamInfo<Nesting>& info) { return info.param.name; });

TEST(Depth, IsThatOfOnePartForAChainOfOneLogicalOperator) {
  test::run_on_small_stack([] {
    for (const std::string symbol : {"||", "&&"}) {
      std::string text = "a";
      while (text.size() + 3 <= Limits{}.max_length) text += symbol + "a";
      std::vector<Diagnostic> diagnostics;
      const auto tree = parse(text_from_memory(text), diagnostics);
      ASSERT_TRUE(tree) << render(diagnostics);
      EXPECT_EQ((*tree)[tree->root].operands.size(), (text.size() + 2) / 3);
      EXPECT_EQ(print(*tree).size(), text.size() + 2 * (text.size() / 3));
    }
  });
}

TEST(Depth, AllowsExactlyTheLimit) {
  const auto nested = [](std::size_t count) {
    return std::string(count, '(') + "a" + std::string(count, ')');
  };
  EXPECT_TRUE(parse_text(nested(249)));
  EXPECT_EQ(mistakes_in(nested(251)).at(0).code, "E0306");
  std::string chain = "a";
  for (int i = 1; i < 250; ++i) chain += "+a";
  EXPECT_TRUE(parse_text(chain));
  EXPECT_EQ(mistakes_in(chain + "+a").at(0).code, "E0306");
}

// ---- printing ----

struct Printed {
  const char* text;
  const char* canonical;
};

class Printing : public testing::TestWithParam<Printed> {};

TEST_P(Printing, IsCanonical) {
  const auto tree = parse_text(GetParam().text);
  ASSERT_TRUE(tree);
  EXPECT_EQ(print(*tree), GetParam().canonical);
  const auto again = parse_text(print(*tree));
  ASSERT_TRUE(again);
  EXPECT_EQ(shape_of(*again), shape_of(*tree));
}

INSTANTIATE_TEST_SUITE_P(
    Every, Printing,
    testing::Values(Printed{"((a))+(b*c)", "a + b * c"}, Printed{"(a+b)*c", "(a + b) * c"},
                    Printed{"a-(b-c)", "a - (b - c)"}, Printed{"(a-b)-c", "a - b - c"},
                    Printed{"-(1)", "-(1)"}, Printed{"-1", "-1"}, Printed{"-(-1)", "--1"},
                    Printed{"-(1.5).f()", "-(1.5.f())"}, Printed{"(-1).f()", "-1.f()"},
                    Printed{"-(a+b)", "-(a + b)"}, Printed{"!(a&&b)", "!(a && b)"},
                    Printed{"(a?b:c)?d:(e?f:g)", "(a ? b : c) ? d : e ? f : g"},
                    Printed{"(a?b:c)+d", "(a ? b : c) + d"}, Printed{"(a || b) && c", "(a || b) && c"},
                    Printed{"a && (b && c)", "a && (b && c)"}, Printed{"(a||b)||c||d", "(a || b) || c || d"},
                    Printed{"l.map( x,x>0 , [x ] )", "l.map(x, x > 0, [x])"},
                    Printed{"has( a.b )", "has(a.b)"}, Printed{"has(a)", "has(a)"}, Printed{"600.0", "600.0"},
                    Printed{"1e300", "1e+300"}, Printed{"-0.0", "-0.0"}, Printed{"\"it's\"", "\"it's\""},
                    Printed{R"("\u202e")", R"('\u202e')"}, Printed{"(a < b) == (c < d)", "a < b == (c < d)"},
                    Printed{"[a,b][0].c", "[a, b][0].c"}, Printed{"(a+b)[0]", "(a + b)[0]"},
                    Printed{"a in (b+c)", "a in b + c"}),
    [](const testing::TestParamInfo<Printed>& info) { return "case_" + std::to_string(info.index); });

// Random trees of every kind of node, built without the parser.
class TreeMaker {
 public:
  explicit TreeMaker(std::uint32_t seed) : random_(seed) {}

  Tree make() {
    tree_ = {};
    tree_.root = node(5);
    return std::move(tree_);
  }

 private:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
  std::string name() { return std::string(1, static_cast<char>('a' + below(20))); }

  NodeId add(Node node) {
    tree_.nodes.push_back(std::move(node));
    return static_cast<NodeId>(tree_.nodes.size() - 1);
  }

  NodeId leaf() {
    Node node;
    if (below(3) == 0) {
      node.kind = NodeKind::identifier;
      node.name = name();
      return add(std::move(node));
    }
    switch (below(6)) {
      case 0: node.value.content = static_cast<std::int64_t>(random_()) * (below(2) == 0 ? 1 : -1); break;
      case 1:
        node.value.content = (below(2) == 0 ? 1 : -1) * static_cast<double>(random_()) / (1 + below(9));
        break;
      case 2: {
        static constexpr const char* pieces[] = {
            "'", "\"", "\\", "\n", "x", "\xE4\xB8\xAD", "\xE2\x80\xAE", "\x01", "`"};
        std::string text;
        for (std::uint32_t i = below(5); i > 0; --i) text += pieces[below(9)];
        node.value.content = text;
        break;
      }
      case 3: node.value.content = below(2) == 0; break;
      case 4: node.value.content = values::Null{}; break;
      default: node.value.content = -0.0; break;
    }
    return add(std::move(node));
  }

  NodeId node(int depth) {
    if (depth == 0) return leaf();
    const auto child = [&] { return node(depth - 1 - static_cast<int>(below(2)) * (depth > 1 ? 1 : 0)); };
    Node made;
    switch (below(11)) {
      case 0: return leaf();
      case 1:
        made.kind = NodeKind::select;
        made.name = name();
        made.operands = {child()};
        break;
      case 2:
        made.kind = NodeKind::has;
        made.name = name();
        if (below(3) != 0) made.operands = {child()};
        break;
      case 3:
        made.kind = NodeKind::index;
        made.operands = {child(), child()};
        break;
      case 4:
        made.kind = NodeKind::list;
        for (std::uint32_t i = below(4); i > 0; --i) made.operands.push_back(child());
        break;
      case 5:
        made.kind = NodeKind::call;
        made.name = name();
        for (std::uint32_t i = below(3); i > 0; --i) made.operands.push_back(child());
        break;
      case 6:
        made.kind = NodeKind::member_call;
        made.name = name();
        for (std::uint32_t i = 1 + below(3); i > 0; --i) made.operands.push_back(child());
        break;
      case 7:
        made.kind = NodeKind::unary;
        made.name = below(2) == 0 ? "!" : "-";
        made.operands = {child()};
        break;
      case 8:
      case 9: {
        static constexpr const char* symbols[] = {
            "*", "/", "%", "+", "-", "==", "!=", "<", "<=", ">", ">=", "in", "&&", "||"};
        made.kind = NodeKind::binary;
        made.name = symbols[below(14)];
        made.operands = {child(), child()};
        if (made.name == "&&" || made.name == "||") {
          for (std::uint32_t i = below(3); i > 0; --i) made.operands.push_back(child());
        }
        break;
      }
      default:
        if (below(2) == 0) {
          made.kind = NodeKind::conditional;
          made.operands = {child(), child(), child()};
        } else {
          made.kind = NodeKind::comprehension;
          made.name = below(2) == 0 ? "all" : "transformList";
          made.variables =
              made.name == "all" ? std::vector<std::string>{"x"} : std::vector<std::string>{"i", "v"};
          made.operands = {child(), child()};
        }
        break;
    }
    return add(std::move(made));
  }

  std::mt19937 random_;
  Tree tree_;
};

TEST(Printing, ReadsBackAsTheSameTree) {
  TreeMaker maker(20261123);
  for (int i = 0; i < 20'000; ++i) {
    const Tree tree = maker.make();
    const std::string text = print(tree);
    std::vector<Diagnostic> diagnostics;
    const auto again = parse(text_from_memory(text), diagnostics);
    ASSERT_TRUE(again) << text << "\n" << render(diagnostics);
    ASSERT_EQ(shape_of(*again), shape_of(tree)) << text;
    ASSERT_EQ(print(*again), text);
  }
}

// Whatever the bytes, there is an answer: a tree or diagnostics.
TEST(Parser, AnswersToAnyTokens) {
  static constexpr const char* pieces[] = {
      "a",   "1",  "1.5", "'s'",  "(",  ")",  "[",  "]",   "{",    "}",       ".",  ",", "?",
      ":",   "!",  "-",   "+",    "&&", "||", "==", "in",  "has(", ".all(x,", "if", "=", "\"",
      "'''", "\\", "$",   "\xFF", " ",  "0x", "1u", "b''", "not",  "and",     "//", "\n"};
  std::mt19937 random(7);
  for (int i = 0; i < 50'000; ++i) {
    std::string text;
    for (std::size_t n = random() % 12; n > 0; --n) text += pieces[random() % std::size(pieces)];
    std::vector<Diagnostic> diagnostics;
    const auto tree = parse(text_from_memory(text), diagnostics);
    ASSERT_EQ(tree.has_value(), diagnostics.empty()) << text;
    for (const Diagnostic& each : diagnostics) ASSERT_FALSE(each.render().empty());
  }
}

}  // namespace
}  // namespace eligo::expression
