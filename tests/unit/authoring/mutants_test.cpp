// The mutants of small rule sets: tests/golden/mutants/NAME.json beside the list that is expected of it, one
// a line: operator, id and, in words, the mistake. ELIGO_UPDATE_GOLDEN=1 writes the lists.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "authoring/mutation/mutant_finder.hpp"
#include "scaffold/case_files.hpp"
#include "scaffold/checked_text.hpp"

namespace eligo {
namespace {

class Mutants : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Mutants, AreThoseExpected) {
  const check::CheckedRuleSet rules = test::check_text(test::file_text(GetParam())).accepted();
  std::string said;
  for (const authoring::Mutant& mutant : authoring::find_mutants(rules)) {
    said += std::string(to_string(mutant.kind)) + " | " + mutant.id + " | " + mutant.mistake + " | " +
            mutant.pointer + "\n";
  }
  std::filesystem::path told = GetParam();
  test::expect_golden(said, told.replace_extension(".txt"));
}

INSTANTIATE_TEST_SUITE_P(Golden, Mutants,
                         testing::ValuesIn(test::files_in(test::in_tests("golden/mutants"), ".json")),
                         [](const auto& given) { return test::test_name(given.param); });

}  // namespace
}  // namespace eligo
