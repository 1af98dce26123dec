// Both readers of JSON, that of rule sets and that of profiles, agree about what JSON is. The cases are in
// json_values.tsv.

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "reliability/sample_rules.hpp"

namespace eligo::reliability {
namespace {

std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
    } else if (i + 3 < text.size() && text[i + 1] == 'x') {
      out += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16));
      i += 3;
    } else {
      out += '\\';
      i += i + 1 < text.size() && text[i + 1] == '\\' ? 1 : 0;
    }
  }
  return out;
}

TEST(Json, MeansTheSameEverywhere) {
  const auto rules = RuleSet::parse(rule_set_text("\"flag\""));
  std::ifstream file(ELIGO_SOURCE_DIR "/tests/reliability/json_values.tsv", std::ios::binary);
  std::size_t count = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#")) continue;
    ASSERT_GT(line.size(), 2U);
    const bool expected = line[0] == 'y';
    const std::string value = unescaped(line.substr(2));
    EXPECT_EQ(rules.try_parse_profile("{\"k\":" + value + "}").has_value(), expected) << line;
    EXPECT_EQ(rules.try_parse_profile("{\"flag\":true,\"g\":{\"k\":" + value + "}}").has_value(), expected)
        << line;
    const auto loaded = RuleSet::try_parse(rule_set_text("\"flag\"", "\"meta\": {\"k\": " + value + "}, "));
    EXPECT_EQ(loaded.has_value(), expected) << line << "\n" << render(loaded.diagnostics());
    EXPECT_EQ(loaded.has_value(), error_codes(loaded.diagnostics()).empty()) << line;
    ++count;
  }
  EXPECT_GE(count, 70U);
}

TEST(Json, MayBeginWithAByteOrderMark) {
  const std::string mark = "\xEF\xBB\xBF";
  const auto rules = RuleSet::try_parse(mark + rule_set_text("\"flag\""));
  ASSERT_TRUE(rules) << render(rules.diagnostics());
  EXPECT_FALSE(RuleSet::try_parse(mark + mark + rule_set_text("\"flag\"")));
}

}  // namespace
}  // namespace eligo::reliability
