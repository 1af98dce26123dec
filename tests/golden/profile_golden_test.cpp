// What people are told of profiles that cannot be read. The samples, in tests/golden/profiles, are read under
// the rule set of tests/golden/profile_rules.json. With ELIGO_UPDATE_GOLDEN=1 in the environment the texts
// beside them are written anew.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <eligo/rule_set.hpp>

namespace eligo {
namespace {

namespace fs = std::filesystem;

const fs::path golden = fs::path(ELIGO_SOURCE_DIR) / "tests/golden";

std::vector<fs::path> samples() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(golden / "profiles")) {
    if (entry.path().extension() == ".json") found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

std::string content(const fs::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

class ProfileGolden : public testing::TestWithParam<fs::path> {};

TEST_P(ProfileGolden, SaysWhatItSaid) {
  const RuleSet rules = RuleSet::load(golden / "profile_rules.json");
  const auto profile = rules.try_parse_profile(content(GetParam()));
  ASSERT_FALSE(profile) << GetParam() << " can be read";
  const std::string said = render(profile.diagnostics());
  const fs::path told = fs::path(GetParam()).replace_extension(".txt");
  if (std::getenv("ELIGO_UPDATE_GOLDEN") != nullptr) std::ofstream(told) << said;
  EXPECT_EQ(said, content(told));
}

INSTANTIATE_TEST_SUITE_P(Every, ProfileGolden, testing::ValuesIn(samples()),
                         [](const testing::TestParamInfo<fs::path>& info) {
                           return info.param.stem().string();
                         });

}  // namespace
}  // namespace eligo
