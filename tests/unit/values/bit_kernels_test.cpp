#include "values/bit_kernels.hpp"

#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "values/bitmap.hpp"

namespace eligo::values {
namespace {

/// Every level gives what looking at row after row gives.
class BitKernels : public testing::TestWithParam<Kernels> {
 protected:
  void SetUp() override {
    if (!supports(GetParam())) GTEST_SKIP() << "this processor has not got them";
  }
  std::vector<std::uint64_t> random_words(std::size_t count) {
    std::vector<std::uint64_t> words(count);
    for (std::uint64_t& word : words) word = random_();
    return words;
  }

  std::mt19937_64 random_{1};
};

TEST_P(BitKernels, SpreadRowsOfAnyNumber) {
  constexpr std::uint8_t untouched = 9;
  for (const std::size_t rows : {0UL, 1UL, 7UL, 8UL, 63UL, 64UL, 65UL, 130UL, 200UL}) {
    const auto ones = random_words(4), twos = random_words(4);
    std::vector<std::uint8_t> bytes(257, untouched);
    spread_bits(ones.data(), twos.data(), rows, bytes.data(), GetParam());
    for (std::size_t row = 0; row < rows; ++row) {
      const int wanted = bit_at(twos.data(), row) ? 2 : bit_at(ones.data(), row) ? 1 : 0;
      ASSERT_EQ(bytes[row], wanted) << row << " of " << rows;
    }
    ASSERT_EQ(bytes[rows], untouched) << rows;
  }
}

TEST_P(BitKernels, GatherEachBit) {
  constexpr std::size_t words = 3;
  std::vector<std::uint8_t> bytes(words * 64);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random_());
  for (unsigned bit = 0; bit < 8; ++bit) {
    std::vector<std::uint64_t> rows(words);
    gather_bits(bytes.data(), bit, words, rows.data(), GetParam());
    for (std::size_t row = 0; row < bytes.size(); ++row)
      ASSERT_EQ(bit_at(rows.data(), row), (bytes[row] >> bit & 1U) != 0) << row << ", bit " << bit;
  }
}

TEST_P(BitKernels, KeepWhatIsKnown) {
  for (std::size_t words = 0; words < 20; ++words) {
    for (const std::uint64_t turned : {std::uint64_t{0}, all_rows}) {
      const auto known = random_words(words), before = random_words(words);
      auto truth = before;
      keep_known(known.data(), turned, words, truth.data(), GetParam());
      for (std::size_t word = 0; word < words; ++word)
        ASSERT_EQ(truth[word], (before[word] ^ turned) & known[word]) << word << " of " << words;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Each, BitKernels, testing::Values(Kernels::plain, Kernels::avx2, Kernels::avx512));

}  // namespace
}  // namespace eligo::values
