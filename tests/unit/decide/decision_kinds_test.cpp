#include "decide/decision_kinds.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace eligo::decide {
namespace {

/// Gives a row the kind with the key, whose decision names the key's first word as its segment.
void add(DecisionKinds& kinds, const KindKey& key) {
  kinds.add_row(key, [&](DecisionData& decision) { decision.segment = key.front(); });
}

TEST(DecisionKinds, RowsWithTheSameKeyShareADecision) {
  DecisionKinds kinds;
  for (const std::uint32_t word : {5U, 6U, 5U, 5U}) add(kinds, {word, 1});
  EXPECT_EQ(kinds.size(), 2U);
  EXPECT_EQ(std::vector(kinds.of_rows().begin(), kinds.of_rows().end()),
            (std::vector<std::uint32_t>{0, 1, 0, 0}));
}

TEST(DecisionKinds, KeysOfOtherLengthsOrOrdersAreOthers) {
  DecisionKinds kinds;
  for (const KindKey& key : std::vector<KindKey>{{0}, {0, 0}, {0, 1}, {1, 0}, {0, 0, 0}}) add(kinds, key);
  EXPECT_EQ(kinds.size(), 5U);
}

TEST(DecisionKinds, NumbersStayWhileThereAreMoreAndMore) {
  constexpr std::uint32_t many = 5'000;
  DecisionKinds kinds;
  for (int batch = 0; batch < 2; ++batch) {
    kinds.begin_rows();
    for (std::uint32_t word = 0; word < many; ++word) add(kinds, {word, word ^ 7U});
    ASSERT_EQ(kinds.of_rows().size(), many);
    for (std::uint32_t row = 0; row < many; ++row) {
      ASSERT_EQ(kinds.of_rows()[row], row);
      ASSERT_EQ(kinds.decision(row).segment, row);
    }
  }
  EXPECT_EQ(kinds.size(), many);
}

TEST(DecisionKinds, ClearForgetsThem) {
  DecisionKinds kinds;
  add(kinds, {1});
  add(kinds, {2});
  kinds.clear();
  EXPECT_EQ(kinds.size(), 0U);
  add(kinds, {2});
  EXPECT_EQ(kinds.of_rows().front(), 0U);
  EXPECT_EQ(kinds.decision(0).segment, 2U);
}

}  // namespace
}  // namespace eligo::decide
