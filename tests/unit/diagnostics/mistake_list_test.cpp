#include "diagnostics/mistake_list.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace eligo::diagnostics {
namespace {

using diagnostics::Code;

struct Count {
  std::size_t errors = 0, warnings = 0;
};

Count kept(const std::vector<Diagnostic>& diagnostics) {
  Count count;
  for (const Diagnostic& item : diagnostics) {
    if (item.code.ends_with("0214")) continue;
    ++(item.severity == Severity::error ? count.errors : count.warnings);
  }
  return count;
}

TEST(MistakeList, WarningsDisplaceNoError) {
  std::vector<Diagnostic> diagnostics;
  MistakeList mistakes(diagnostics);
  for (int i = 0; i < 5'000; ++i) mistakes.warning(Code::duplicate_value, {}, "w");
  EXPECT_FALSE(mistakes.has_errors());
  EXPECT_FALSE(mistakes.enough_errors());
  mistakes.error(Code::unknown_name, {}, "e");
  EXPECT_TRUE(mistakes.has_errors());
  mistakes.finish("f");
  EXPECT_EQ(kept(diagnostics).warnings, MistakeList::limit);
  EXPECT_EQ(kept(diagnostics).errors, 1U);
  EXPECT_EQ(diagnostics.back().message, "there are more than 1000 warnings; the others are not shown");
  EXPECT_EQ(diagnostics.back().code, "W0214");
}

TEST(MistakeList, KeepsTheFirstErrorsAndCountsAll) {
  std::vector<Diagnostic> diagnostics;
  MistakeList mistakes(diagnostics);
  for (int i = 0; i < 1'500; ++i) {
    EXPECT_EQ(mistakes.enough_errors(), i >= 1'000);
    mistakes.error(Code::unknown_name, {}, std::to_string(i));
  }
  mistakes.warning(Code::duplicate_value, {}, "w");
  EXPECT_EQ(mistakes.errors(), 1'500U);
  mistakes.finish("f");
  EXPECT_EQ(kept(diagnostics).errors, MistakeList::limit);
  EXPECT_EQ(kept(diagnostics).warnings, 1U);
  EXPECT_EQ(diagnostics[999].message, "999");
  EXPECT_EQ(diagnostics.back().message, "there are 1000 errors or more; the others are not shown");
  EXPECT_EQ(diagnostics.back().severity, Severity::error);
}

TEST(MistakeList, SaysNothingOfALimitThatIsOnlyReachedByWarnings) {
  std::vector<Diagnostic> diagnostics;
  MistakeList mistakes(diagnostics);
  for (int i = 0; i < 1'000; ++i) mistakes.warning(Code::duplicate_value, {}, "w");
  mistakes.finish("f");
  EXPECT_EQ(diagnostics.size(), 1'000U);
}

TEST(MistakeList, TakesInWhatWasNotedElsewhere) {
  std::vector<Diagnostic> diagnostics;
  MistakeList mistakes(diagnostics);
  const MistakeList::Context context(mistakes, "rule `r`");
  const auto noted = [](Severity severity, std::string its_subject) {
    return diagnostics::diagnose(Code::unknown_name, {}, "m", {}, std::move(its_subject), severity);
  };
  mistakes.add({noted(Severity::warning, ""), noted(Severity::error, "its own")});
  EXPECT_EQ(mistakes.errors(), 1U);
  ASSERT_EQ(diagnostics.size(), 2U);
  EXPECT_EQ(diagnostics[0].context, "rule `r`");
  EXPECT_EQ(diagnostics[1].context, "its own");
}

}  // namespace
}  // namespace eligo::diagnostics
