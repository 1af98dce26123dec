// Programs are printed and compared with listings kept beside this file: for every listings/NAME.json the
// program is listings/NAME.txt. ELIGO_UPDATE_GOLDEN=1 rewrites them.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "scaffold/case_files.hpp"
#include "scaffold/loaded_rules.hpp"

namespace eligo::engine {
namespace {

using test::LoadedRules;

const std::filesystem::path folder = test::in_tests("unit/engine/listings");

class Listing : public testing::TestWithParam<std::string> {};

TEST_P(Listing, IsAsExpected) {
  const LoadedRules sample(test::file_text(folder / (GetParam() + ".json")));
  test::expect_golden(sample.program->listing(), folder / (GetParam() + ".txt"));
}
INSTANTIATE_TEST_SUITE_P(Kept, Listing, testing::ValuesIn(test::names_in(folder, ".json")));

TEST(Sharing, EqualPartsAreOneOperation) {
  const LoadedRules sample(
      R"("facts": {"a": {"type": "int"}, "l": {"type": "list<int>"}})",
      {"a > 3 && l.exists(x, x > a)", "l.exists(y, a < y) && 3 < a", "!!(a > 3 && l.exists(z, z > a))"});
  EXPECT_EQ(sample.program->rule_condition(0), sample.program->rule_condition(1));
  EXPECT_EQ(sample.program->rule_condition(0), sample.program->rule_condition(2));
}

TEST(Folding, ConstantsAreComputedOnce) {
  struct Case {
    std::string condition;
    std::string constant;
  };
  for (const Case& c : {
           Case{"1 + 2 * 3 == 7", "true"},
           Case{"'a' + 'b' == 'ab'", "true"},
           Case{"[1, 2] + [3] == [1, 2, 3]", "true"},
           Case{"false && a > 1", "false"},
           Case{"a > 1 || true", "true"},
           Case{"9223372036854775807 + 1 > 0", "unknown"},
           Case{"'abc'.matches('b+')", "true"},
           Case{"timestamp('2026-01-01T00:00:00Z').getMonth('Asia/Tokyo') == 0", "true"},
           Case{"(true ? 1 : a) == 1", "true"},
           Case{"2 in [1, 2]", "true"},
           Case{"math.greatest(1, 5, 3) == 5", "true"},
       }) {
    const LoadedRules sample(R"("facts": {"a": {"type": "int"}})", {c.condition});
    const auto& operation = sample.program->operations()[sample.program->rule_condition(0)];
    ASSERT_EQ(operation.opcode, program::Opcode::constant) << c.condition << "\n"
                                                           << sample.program->listing();
    EXPECT_EQ(values::literal_text(sample.program->constant(operation.constant_index()).value), c.constant)
        << c.condition;
  }
}

}  // namespace
}  // namespace eligo::engine
