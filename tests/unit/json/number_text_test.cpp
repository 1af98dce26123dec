#include "json/number_text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace eligo::json {
namespace {

TEST(NumberText, TellsFormsOfNumbers) {
  for (const char* text : {"0", "-0", "7", "-12", "123456789012345678901234567890"}) {
    EXPECT_EQ(number_form(text), NumberForm::integer) << text;
  }
  for (const char* text : {"0.5", "-0.0", "1e3", "1E+3", "12.25e-2", "1e309"}) {
    EXPECT_EQ(number_form(text), NumberForm::decimal) << text;
  }
  for (const char* text :
       {"", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x10", "1 ", "NaN", "1.2.3", "--1"}) {
    EXPECT_EQ(number_form(text), NumberForm::invalid) << text;
  }
}

TEST(NumberText, CountsDecimals) {
  const std::vector<std::pair<std::string, std::optional<std::int32_t>>> cases{
      {"0", 0},
      {"15000", 0},
      {"-3.5", 1},
      {"0.50", 2},
      {"15000.0", 1},
      {"1e3", 0},
      {"1.5e3", 0},
      {"1.5e0", 1},
      {"1.50e1", 1},
      {"1.5e-3", 4},
      {"2E-2", 2},
      {"1e-99", 99},
      {"", {}},
      {"x", {}},
      {"0.5 ", {}},
      {"1.0e+2", 0},
      {"1e-9999999", 1'000'000},
  };
  for (const auto& [text, decimals] : cases) EXPECT_EQ(decimals_of(text), decimals) << text;
}

}  // namespace
}  // namespace eligo::json
