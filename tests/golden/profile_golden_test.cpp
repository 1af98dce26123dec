// What people are told of profiles that cannot be read. The samples, in tests/golden/profiles, are read under
// the rule set of tests/golden/profile_rules.json. With ELIGO_UPDATE_GOLDEN=1 in the environment the texts
// beside them are written anew.

#include <gtest/gtest.h>

#include <filesystem>

#include <eligo/rule_set.hpp>

#include "scaffold/case_files.hpp"

namespace eligo {
namespace {

class ProfileGolden : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(ProfileGolden, SaysWhatItSaid) {
  const std::filesystem::path& sample = GetParam();
  const RuleSet rules = RuleSet::load(test::in_tests("golden/profile_rules.json"));
  const auto profile = rules.try_parse_profile(test::file_text(sample));
  ASSERT_FALSE(profile) << sample << " can be read";
  test::expect_golden(render(profile.diagnostics()), std::filesystem::path(sample).replace_extension(".txt"));
}

INSTANTIATE_TEST_SUITE_P(Every, ProfileGolden,
                         testing::ValuesIn(test::files_in(test::in_tests("golden/profiles"), ".json")),
                         [](const auto& info) { return test::test_name(info.param); });

}  // namespace
}  // namespace eligo
