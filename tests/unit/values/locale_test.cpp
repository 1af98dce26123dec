#include "values/locale.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace eligo::values {
namespace {

struct Case {
  std::string_view wanted;
  std::vector<std::string_view> tags;
  std::string_view chosen;
};

TEST(Locale, IsLookedUpAsRfc4647SaysThenByScript) {
  const std::vector<Case> cases{
      {"en", {"de", "en"}, "en"},
      {"EN_us", {"en-GB", "en-US"}, "en-US"},
      {"en-US", {"en-GB", "en"}, "en"},
      {"fr-FR", {"fr-CA", "fr"}, "fr"},
      {"fr-FR", {"en", "fr-CA"}, "fr-CA"},
      {"zh-Hant-TW", {"zh-Hans", "zh-Hant"}, "zh-Hant"},
      {"zh-Hant-TW", {"zh-Hans", "zh-TW"}, "zh-TW"},
      {"zh-Hant-TW", {"en", "zh-Hans"}, "zh-Hans"},
      {"zh-TW", {"zh-Hans", "zh-Hant"}, "zh-Hant"},
      {"zh-HK", {"zh-CN", "zh-Hant-TW"}, "zh-Hant-TW"},
      {"zh-MO", {"zh-CN", "zh-HK"}, "zh-HK"},
      {"zh-SG", {"zh-TW", "zh-CN"}, "zh-CN"},
      {"zh", {"zh-TW", "zh-CN"}, "zh-CN"},
      {"zh-Hant-CN-x-private", {"zh-Hans", "zh-Hant"}, "zh-Hant"},
      {"sr-Cyrl-RS", {"sr-Latn", "sr-Cyrl"}, "sr-Cyrl"},
      {"sr-RS", {"sr-Latn", "sr-Cyrl"}, "sr-Cyrl"},
      {"sr-Latn-RS", {"sr", "sr-Latn"}, "sr-Latn"},
      {"de-CH-1996", {"de", "de-CH"}, "de-CH"},
      {"ja", {"de", "en-GB"}, "en-GB"},
      {"ja", {"de", "en-GB", "en"}, "en"},
      {"ja", {"de", "fr"}, "de"},
      {"", {"de", "en"}, "en"},
      {"eng", {"de", "en"}, "en"},
  };
  for (const Case& c : cases) {
    const auto chosen = choose_locale(
        c.tags.size(), [&](std::size_t i) { return c.tags[i]; }, c.wanted);
    ASSERT_TRUE(chosen) << c.wanted;
    EXPECT_EQ(c.tags[*chosen], c.chosen) << c.wanted;
  }
  EXPECT_FALSE(choose_locale(
      0, [](std::size_t) { return std::string_view(); }, "en"));
}

TEST(Locale, IsTruncatedFromTheRightWithSingleLetters) {
  EXPECT_EQ(truncated("zh-Hant-CN-x-private1-private2"), "zh-Hant-CN-x-private1");
  EXPECT_EQ(truncated("zh-Hant-CN-x-private1"), "zh-Hant-CN");
  EXPECT_EQ(truncated("zh"), "");
}

}  // namespace
}  // namespace eligo::values
