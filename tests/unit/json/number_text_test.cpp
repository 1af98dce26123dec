#include "json/number_text.hpp"

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

}  // namespace
}  // namespace eligo::json
