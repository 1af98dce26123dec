// What the loader says of broken rule sets. The samples are those of tests/schema/invalid, which the schema
// refuses too, and those of tests/golden/rule_sets, which hold mistakes that a schema cannot see. Beside each
// of the latter, and in tests/golden/schema_samples for the former, stands what people are told. With
// ELIGO_UPDATE_GOLDEN=1 in the environment that is written anew.

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

#include "diagnostics/code.hpp"

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

class RuleSetGolden : public testing::TestWithParam<Sample> {};

TEST_P(RuleSetGolden, SaysWhatItSaid) {
  const auto& [document, told] = GetParam();
  const auto loaded = RuleSet::try_load(document);
  ASSERT_TRUE(!loaded || !loaded->warnings().empty()) << document << " has no mistake";
  const auto& diagnostics = loaded ? loaded->warnings() : loaded.diagnostics();
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

TEST(RuleSetGolden, SamplesOfTheSchemaAreRefused) {
  for (const auto& entry : fs::directory_iterator(tests / "schema/invalid")) {
    EXPECT_FALSE(RuleSet::try_load(entry.path())) << entry.path();
  }
}

// Mistakes in profiles are no mistakes of a rule set; what is too large is not kept here.
TEST(RuleSetGolden, EveryCodeHasACase) {
  std::set<std::string> lacking;
  for (const auto& described : diagnostics::all_codes()) {
    const auto number = static_cast<int>(described.code);
    const bool size = described.code == diagnostics::Code::file_too_large ||
                      described.code == diagnostics::Code::json_too_large ||
                      described.code == diagnostics::Code::too_many_items;
    if (size || number >= 600) continue;
    lacking.insert("0" + std::to_string(number) + "]");
  }
  for (const char* const folder : {"rule_sets", "schema_samples", "expression"}) {
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
