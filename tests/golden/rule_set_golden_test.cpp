// What people are told of broken rule sets. The samples are those of tests/schema/invalid, which the schema
// refuses too, and those of tests/golden/rule_sets, which hold mistakes that a schema cannot see. Beside each
// of the latter, and in tests/golden/schema_samples for the former, stands what people are told. A file
// NAME.limits beside a sample lowers limits (lines `name value`), so that what is too large can be small; a
// file NAME.zones names the folder beside it that is its time zone database. With ELIGO_UPDATE_GOLDEN=1 in
// the environment the texts are written anew.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <eligo/rule_set.hpp>

#include "diagnostics/code.hpp"
#include "scaffold/case_files.hpp"
#include "scaffold/checked_text.hpp"

namespace eligo {
namespace {

namespace fs = std::filesystem;
using test::expect_golden;
using test::files_in;
using test::in_tests;

struct Sample {
  fs::path document, told;
};

std::vector<Sample> samples() {
  std::vector<Sample> found;
  for (const auto& [from, to] : {std::pair("golden/rule_sets", "golden/rule_sets"),
                                 std::pair("schema/invalid", "golden/schema_samples")}) {
    for (const fs::path& path : files_in(in_tests(from), ".json"))
      found.push_back({path, in_tests(to) / (path.stem().string() + ".txt")});
  }
  return found;
}

// The folder of the samples is left out, so that the texts are the same wherever the project lies.
std::string without_folder(std::string text, const fs::path& folder) {
  const std::string prefix = folder.string() + "/";
  for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at))
    text.erase(at, prefix.size());
  return text;
}

Limits limits_of(fs::path document) {
  Limits limits;
  std::ifstream in(document.replace_extension(".limits"));
  std::string name;
  std::size_t value = 0;
  while (in >> name >> value) {
    EXPECT_TRUE(limits.set(name, value)) << "no limit is called " << name;
  }
  return limits;
}

std::shared_ptr<const values::ZoneDatabase> zones_of(fs::path document) {
  std::ifstream in(document.replace_extension(".zones"));
  std::string folder;
  if (!(in >> folder)) return std::make_shared<const values::ZoneDatabase>();
  return std::make_shared<const values::ZoneDatabase>(document.parent_path() / folder);
}

class RuleSetGolden : public testing::TestWithParam<Sample> {};

TEST_P(RuleSetGolden, SaysWhatItSaid) {
  const auto& [document, told] = GetParam();
  const std::vector<Diagnostic> diagnostics =
      test::check_file(document, limits_of(document), zones_of(document)).diagnostics;
  ASSERT_FALSE(diagnostics.empty()) << document << " has no mistake";
  expect_golden(without_folder(render(diagnostics), document.parent_path()), told);
}

INSTANTIATE_TEST_SUITE_P(Every, RuleSetGolden, testing::ValuesIn(samples()),
                         [](const auto& info) { return test::test_name(info.param.document); });

// A sample holds one mistake: all that is said of it is said of one place. What is said, its golden text
// tells.
TEST(RuleSetGolden, SamplesOfTheSchemaAreRefusedForTheirOneMistake) {
  for (const fs::path& path : files_in(in_tests("schema/invalid"), ".json")) {
    const auto loaded = RuleSet::try_load(path);
    ASSERT_FALSE(loaded) << path;
    std::set<std::string> places;
    for (const Diagnostic& diagnostic : loaded.diagnostics()) {
      if (diagnostic.severity == Severity::error) places.insert(diagnostic.pointer);
    }
    ASSERT_FALSE(places.empty()) << path;
    for (const std::string& place : places) EXPECT_TRUE(place.starts_with(*places.begin())) << path;
  }
}

TEST(RuleSetGolden, EveryCodeHasACase) {
  std::set<std::string> lacking;
  for (const auto& described : diagnostics::all_codes()) {
    // No rule set can bring that one about.
    if (described.code == diagnostics::Code::internal_inconsistency) continue;
    lacking.insert("0" + std::to_string(static_cast<int>(described.code)) + "]");
  }
  const auto look_in = [&](const std::string& text) {
    std::erase_if(lacking, [&](const std::string& code) {
      return text.find("error[E" + code) != std::string::npos ||
             text.find("warning[W" + code) != std::string::npos;
    });
  };
  for (const char* const folder : {"rule_sets", "schema_samples", "expression", "profiles"}) {
    for (const fs::path& path : files_in(in_tests("golden") / folder, ".txt")) look_in(test::file_text(path));
  }
  for (const fs::directory_entry& one :
       fs::directory_iterator(in_tests("cli/cases"))) {  // fixtures have theirs
    if (fs::exists(one.path() / "stdout")) look_in(test::file_text(one.path() / "stdout"));
  }
  EXPECT_TRUE(lacking.empty()) << testing::PrintToString(lacking);
}

}  // namespace
}  // namespace eligo
