// Programs are printed and compared with listings kept beside this file: for every listings/NAME.json the
// program is listings/NAME.txt. ELIGO_UPDATE_GOLDEN=1 rewrites them.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "unit/engine/sample.hpp"

namespace eligo::engine {
namespace {

const std::filesystem::path folder = std::filesystem::path(ELIGO_SOURCE_DIR) / "tests/unit/engine/listings";

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem());
  }
  std::ranges::sort(names);
  return names;
}

class Listing : public testing::TestWithParam<std::string> {};

TEST_P(Listing, IsAsExpected) {
  const Sample sample(read(folder / (GetParam() + ".json")));
  const auto expected = folder / (GetParam() + ".txt");
  const std::string listing = sample.program.listing();
  if (std::getenv("ELIGO_UPDATE_GOLDEN") != nullptr) std::ofstream(expected) << listing;
  EXPECT_EQ(listing, read(expected));
}
INSTANTIATE_TEST_SUITE_P(Kept, Listing, testing::ValuesIn(names()));

TEST(Sharing, EqualPartsAreOneOperation) {
  const Sample sample(Sample::with_rules(
      R"("facts": {"a": {"type": "int"}, "l": {"type": "list<int>"}})",
      {"a > 3 && l.exists(x, x > a)", "l.exists(y, a < y) && 3 < a", "!!(a > 3 && l.exists(z, z > a))"}));
  EXPECT_EQ(sample.program.rule_condition(0), sample.program.rule_condition(1));
  EXPECT_EQ(sample.program.rule_condition(0), sample.program.rule_condition(2));
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
    const Sample sample(Sample::with_rules(R"("facts": {"a": {"type": "int"}})", {c.condition}));
    const auto& operation = sample.program.operations()[sample.program.rule_condition(0)];
    ASSERT_EQ(operation.opcode, program::Opcode::constant) << c.condition << "\n" << sample.program.listing();
    EXPECT_EQ(values::literal_text(sample.program.constant(operation.constant_index()).value), c.constant)
        << c.condition;
  }
}

}  // namespace
}  // namespace eligo::engine
