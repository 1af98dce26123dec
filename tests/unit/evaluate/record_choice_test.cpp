#include "evaluate/record_choice.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace eligo::evaluate {
namespace {

std::vector<std::uint64_t> chosen(const RecordChoice& choice, std::size_t chunk_size) {
  RecordChooser chooser(choice);
  std::vector<std::uint64_t> lines;
  for (std::uint64_t line = 1; line <= 10'000 && chooser.wants_more();) {
    profiles::Chunk chunk;
    for (std::size_t record = 0; record < chunk_size && line <= 10'000; ++record)
      chunk.records.push_back({.line = line++});
    chooser.choose(chunk);
    for (const profiles::RawRecord& record : chunk.records) lines.push_back(record.line);
  }
  return lines;
}

TEST(RecordChoice, IsTheSameForTheSameSeed) {
  constexpr std::uint64_t percent = 1'000'000;
  const RecordChoice tenth{.sample = RecordChoice::Sample{10 * percent, 1}};
  const auto lines = chosen(tenth, 1000);
  EXPECT_NEAR(static_cast<double>(lines.size()), 1000, 100);
  EXPECT_EQ(chosen(tenth, 7), lines);
  EXPECT_NE(chosen({.sample = RecordChoice::Sample{10 * percent, 2}}, 1000), lines);
  const RecordChoice first{.sample = tenth.sample, .limit = 5};
  EXPECT_EQ(chosen(first, 3), std::vector<std::uint64_t>(lines.begin(), lines.begin() + 5));
  EXPECT_EQ(chosen({.sample = RecordChoice::Sample{100 * percent, 1}}, 1000).size(), 10'000U);
  EXPECT_TRUE(chosen({.limit = 0}, 10).empty());
}

}  // namespace
}  // namespace eligo::evaluate
