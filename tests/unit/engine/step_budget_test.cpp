// Each part's work is counted in steps: what is within the limit is decided, one step more is a run-time
// error of that part, and the same comes out in a batch and alone.

#include <gtest/gtest.h>

#include <memory_resource>
#include <string>
#include <vector>

#include "engine/limits.hpp"
#include "engine/runner.hpp"
#include "scaffold/columns.hpp"

namespace eligo::engine {
namespace {

using test::FactColumns;
using test::LoadedRules;
using values::Value;

constexpr const char* facts =
    R"("facts": {"s": {"type": "string"}, "u": {"type": "string"}, "l": {"type": "list<int>"},
       "m": {"type": "list<int>"}, "d": {"type": "list<double>"}, "ss": {"type": "list<string>"}})";

struct Profile {
  std::string s = "aaaa", u = "ab";
  std::size_t l = 0, m = 0, d = 0, ss = 0;  // how many elements
};

struct Case {
  const char* name;
  const char* condition;
  Limits limits;
  Profile within, beyond;
  const char* cause = "too many steps";
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

std::vector<Value> row_of(const Profile& profile) {
  const auto numbers = [](std::size_t size, auto first) {
    values::List list;
    for (std::size_t i = 0; i < size; ++i) list.push_back(Value{first + static_cast<decltype(first)>(i)});
    return Value{list};
  };
  return {Value{profile.s},
          Value{profile.u},
          numbers(profile.l, std::int64_t{1000}),
          numbers(profile.m, std::int64_t{0}),
          numbers(profile.d, 0.5),
          Value{values::List(profile.ss, Value{std::string(64, 'x')})}};
}

class StepBudget : public testing::TestWithParam<Case> {};

TEST_P(StepBudget, IsExact) {
  const Case& c = GetParam();
  const LoadedRules sample(facts, {c.condition}, c.limits);
  FactColumns together(sample);
  together.add_row(row_of(c.within));
  together.add_row(row_of(c.beyond));
  together.add_row(row_of(c.within));
  const auto condition = sample.program->rule_condition(0);
  const auto expect = [&](const Results& results, std::size_t row, bool decided) {
    EXPECT_EQ(values::value_at(results[condition], row).known(), decided) << row;
    bool told = false;
    for (program::ValueId value = 0; value < sample.program->operations().size(); ++value) {
      for (std::size_t at = 0; at < 4096; ++at)
        told = told || values::cause_text(results.error_at(value, at)) == c.cause;
    }
    EXPECT_TRUE(decided || told) << row;
  };
  std::pmr::memory_resource& heap = *std::pmr::new_delete_resource();
  try {
    const Results results = run(*sample.program, together.views(), 3, 0, {}, heap);
    expect(results, 0, true);
    expect(results, 1, false);
    expect(results, 2, true);
  } catch (const BeyondBudget&) {
    // Together they take too much memory; whoever decides them then runs each alone.
    EXPECT_TRUE(c.limits.text_bytes != Limits().text_bytes ||
                c.limits.copied_elements != Limits().copied_elements);
  }
  for (const auto& [profile, decided] : {std::pair{c.within, true}, std::pair{c.beyond, false}}) {
    FactColumns alone(sample);
    alone.add_row(row_of(profile));
    expect(run(*sample.program, alone.views(), 1, 0, {}, heap), 0, decided);
  }
}

Limits limits(std::uint64_t Limits::*limit, std::uint64_t value) {
  Limits some;
  some.*limit = value;
  return some;
}

Limits few_copies() {
  Limits some = limits(&Limits::steps, 2000);
  some.copied_elements = 2000;
  return some;
}

INSTANTIATE_TEST_SUITE_P(
    Every, StepBudget,
    testing::Values(
        // 64 bytes of text are a step, of the text and of what is looked for.
        Case{"contains",
             "s.contains(u)",
             limits(&Limits::steps, 10),
             {.s = std::string(638, 'a')},
             {.s = std::string(639, 'a')}},
        Case{"index_of",
             "s.indexOf(u) == 1",
             limits(&Limits::steps, 10),
             {.s = std::string(638, 'a')},
             {.s = std::string(639, 'a')}},
        Case{"last_index_of",
             "s.lastIndexOf(u) == 1",
             limits(&Limits::steps, 10),
             {.s = std::string(638, 'a')},
             {.s = std::string(639, 'a')}},
        Case{"split",
             "s.split(u).size() == 2",
             limits(&Limits::steps, 10),
             {.s = std::string(638, 'a')},
             {.s = std::string(639, 'a')}},
        Case{"replace",
             "s.replace(u, '') == 'a'",
             limits(&Limits::steps, 10),
             {.s = std::string(638, 'a')},
             {.s = std::string(639, 'a')}},
        // In a macro each element counts: 20 times the 64 bytes of `s`.
        Case{"contains_in_a_macro",
             "l.exists(x, s.contains(string(x)))",
             limits(&Limits::steps, 20),
             {.s = std::string(60, 'a'), .l = 20},
             {.s = std::string(61, 'a'), .l = 20}},
        Case{"texts_compared_in_a_macro",
             "ss.exists(x, x < s)",
             limits(&Limits::steps, 40),
             {.s = std::string(64, 'a'), .ss = 20},
             {.s = std::string(68, 'a'), .ss = 20}},
        // The list is looked through for the first element, sorted for the second; then each is a step.
        Case{"members_in_a_macro",
             "l.exists(x, x in m)",
             limits(&Limits::steps, 60),
             {.l = 10, .m = 50},
             {.l = 10, .m = 51}},
        Case{"members_of_another_kind",
             "l.exists(x, double(x) in d)",
             limits(&Limits::steps, 60),
             {.l = 10, .d = 50},
             {.l = 10, .d = 51}},
        Case{"member", "3 in m", limits(&Limits::steps, 51), {.m = 50}, {.m = 51}},
        Case{"elements", "l.exists(x, x == 3)", limits(&Limits::steps, 20), {.l = 20}, {.l = 21}},
        // Asking for an element by its place copies that one alone.
        Case{"index_in_a_macro", "m.exists(x, m[x] == -1)", few_copies(), {.m = 2000}, {.m = 2001}},
        Case{"texts_made_in_a_macro",
             "ss.exists(x, s + x == 'q')",
             limits(&Limits::text_bytes, 680),
             {.s = "aaaa", .ss = 10},
             {.s = "aaaaa", .ss = 10}},
        Case{"one_text",
             "(s + u).size() > 0",
             limits(&Limits::string_bytes, 10),
             {.s = "12345678", .u = "90"},
             {.s = "12345678", .u = "901"},
             "overflow"},
        Case{"one_list",
             "(l + m).size() > 0",
             limits(&Limits::list_elements, 10),
             {.l = 5, .m = 5},
             {.l = 5, .m = 6},
             "overflow"},
        Case{"lists_copied",
             "l.all(x, (m + [x]).size() > 0)",
             limits(&Limits::copied_elements, 110),
             {.l = 10, .m = 10},
             {.l = 10, .m = 11}}),
    [](const testing::TestParamInfo<Case>& info) { return std::string(info.param.name); });

// A pattern of n instructions looks at each byte n times.
TEST(PatternBudget, GrowsWithThePattern) {
  const std::string pattern = "s.matches('((a|b){1,50}){1,5}c')";
  const LoadedRules sample(facts, {pattern}, limits(&Limits::steps, 1000));
  const auto condition = sample.program->rule_condition(0);
  const auto decided = [&](std::size_t size) {
    FactColumns table(sample);
    table.add_row(row_of({.s = std::string(size, 'a')}));
    const Results results = run(*sample.program, table.views(), 1, 0, {}, *std::pmr::new_delete_resource());
    return values::value_at(results[condition], 0).known();
  };
  const std::size_t instructions = 1000;  // between this and twice as many: RE2 says how many there are
  EXPECT_TRUE(decided(1000 * 64 / (2 * instructions)));
  EXPECT_FALSE(decided(1000 * 64 / instructions * 2));
}

}  // namespace
}  // namespace eligo::engine
