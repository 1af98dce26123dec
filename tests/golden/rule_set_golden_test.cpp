// What people are told of broken rule sets. The samples are those of tests/schema/invalid, which the schema
// refuses too, and those of tests/golden/rule_sets, which hold mistakes that a schema cannot see. Beside each
// of the latter, and in tests/golden/schema_samples for the former, stands what people are told. A file
// NAME.limits beside a sample lowers limits (lines `name value`), so that what is too large can be small; a
// file NAME.zones names the folder beside it that is its time zone database. With ELIGO_UPDATE_GOLDEN=1 in
// the environment the texts are written anew.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <eligo/rule_set.hpp>

#include "check/rule_set_checker.hpp"
#include "diagnostics/code.hpp"
#include "document/reader.hpp"

namespace eligo {
namespace {

namespace fs = std::filesystem;

const fs::path tests = fs::path(ELIGO_SOURCE_DIR) / "tests";

struct Sample {
  fs::path document, told;
};

std::vector<Sample> samples() {
  std::vector<Sample> found;
  for (const auto& [from, to] : {std::pair("golden/rule_sets", "golden/rule_sets"),
                                 std::pair("schema/invalid", "golden/schema_samples")}) {
    for (const auto& entry : fs::directory_iterator(tests / from)) {
      const fs::path& path = entry.path();
      if (path.extension() == ".json") found.push_back({path, tests / to / (path.stem().string() + ".txt")});
    }
  }
  std::ranges::sort(found, {}, &Sample::document);
  return found;
}

std::string content(const fs::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
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

std::vector<Diagnostic> diagnose(const fs::path& path) {
  std::vector<Diagnostic> diagnostics;
  const auto document = document::read_file(path, diagnostics, limits_of(path));
  if (document) static_cast<void>(check::check(*document, diagnostics, zones_of(path)));
  return diagnostics;
}

class RuleSetGolden : public testing::TestWithParam<Sample> {};

TEST_P(RuleSetGolden, SaysWhatItSaid) {
  const auto& [document, told] = GetParam();
  const std::vector<Diagnostic> diagnostics = diagnose(document);
  ASSERT_FALSE(diagnostics.empty()) << document << " has no mistake";
  const std::string said = without_folder(render(diagnostics), document.parent_path());
  if (std::getenv("ELIGO_UPDATE_GOLDEN") != nullptr) {
    fs::create_directories(told.parent_path());
    std::ofstream(told) << said;
  }
  EXPECT_EQ(said, content(told));
}

INSTANTIATE_TEST_SUITE_P(Every, RuleSetGolden, testing::ValuesIn(samples()),
                         [](const testing::TestParamInfo<Sample>& info) {
                           std::string name = info.param.document.stem().string();
                           std::ranges::replace_if(
                               name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
                           return name;
                         });

// A sample holds one mistake: all that is said of it is said of one place. What is said, its golden text
// tells.
TEST(RuleSetGolden, SamplesOfTheSchemaAreRefusedForTheirOneMistake) {
  for (const auto& entry : fs::directory_iterator(tests / "schema/invalid")) {
    const auto loaded = RuleSet::try_load(entry.path());
    ASSERT_FALSE(loaded) << entry.path();
    std::set<std::string> places;
    for (const Diagnostic& diagnostic : loaded.diagnostics()) {
      if (diagnostic.severity == Severity::error) places.insert(diagnostic.pointer);
    }
    ASSERT_FALSE(places.empty()) << entry.path();
    for (const std::string& place : places) EXPECT_TRUE(place.starts_with(*places.begin())) << entry.path();
  }
}

TEST(RuleSetGolden, EveryCodeHasACase) {
  std::set<std::string> lacking;
  for (const auto& described : diagnostics::all_codes()) {
    // No rule set can bring that one about.
    if (described.code == diagnostics::Code::internal_inconsistency) continue;
    lacking.insert("0" + std::to_string(static_cast<int>(described.code)) + "]");
  }
  for (const char* const folder : {"rule_sets", "schema_samples", "expression", "profiles"}) {
    for (const auto& entry : fs::directory_iterator(tests / "golden" / folder)) {
      if (entry.path().extension() != ".txt") continue;
      const std::string text = content(entry.path());
      std::erase_if(lacking, [&](const std::string& code) {
        return text.find("error[E" + code) != std::string::npos ||
               text.find("warning[W" + code) != std::string::npos;
      });
    }
  }
  EXPECT_TRUE(lacking.empty()) << testing::PrintToString(lacking);
}

}  // namespace
}  // namespace eligo
