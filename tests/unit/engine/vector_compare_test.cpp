#include "engine/vector_compare.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace eligo::engine {
namespace {

constexpr std::array comparisons{Comparison::equal,      Comparison::not_equal, Comparison::less,
                                 Comparison::less_equal, Comparison::greater,   Comparison::greater_equal};

template <typename Number>
bool holds(Comparison comparison, Number value, Number constant) {
  switch (comparison) {
    case Comparison::equal: return value == constant;
    case Comparison::not_equal: return value != constant;
    case Comparison::less: return value < constant;
    case Comparison::less_equal: return value <= constant;
    case Comparison::greater: return value > constant;
    case Comparison::greater_equal: return value >= constant;
  }
  return false;
}

/// Every kernel of a level gives what C++ gives, for values that are near to each other and at the ends.
template <typename Number, typename KernelOf>
void expect_like_plain(Kernels level, const std::vector<Number>& pool, KernelOf kernel_of) {
  std::mt19937 random(3);
  std::vector<Number> values;
  for (std::size_t i = 0; i < 64 * 7 + 1; ++i) values.push_back(pool[random() % pool.size()]);
  for (const Comparison comparison : comparisons) {
    const auto kernel = kernel_of(comparison, level);
    ASSERT_NE(kernel, nullptr);
    for (const Number constant : pool) {
      for (const std::size_t words : {0UL, 1UL, 7UL}) {
        // From an address that is no multiple of a vector.
        std::vector<std::uint64_t> truth(words + 1, 42);
        kernel(values.data() + 1, constant, words, truth.data());
        EXPECT_EQ(truth[words], 42U);
        for (std::size_t row = 0; row < words * 64; ++row) {
          ASSERT_EQ((truth[row / 64] >> (row % 64) & 1U) != 0, holds(comparison, values[row + 1], constant))
              << static_cast<int>(comparison) << " " << values[row + 1] << " " << constant;
        }
      }
    }
  }
}

class VectorCompare : public testing::TestWithParam<Kernels> {
  void SetUp() override {
    if (!supports(GetParam())) GTEST_SKIP() << "this processor has not got them";
  }
};

TEST_P(VectorCompare, IntegersLikeCpp) {
  using Limits = std::numeric_limits<std::int64_t>;
  expect_like_plain<std::int64_t>(
      GetParam(),
      {Limits::min(), Limits::min() + 1, -1, 0, 1, 599, 600, 601, Limits::max() - 1, Limits::max()},
      integer_kernel);
}

TEST_P(VectorCompare, DoublesLikeCpp) {
  using Limits = std::numeric_limits<double>;
  expect_like_plain<double>(GetParam(),
                            {-Limits::infinity(), Limits::lowest(), -1, -0.0, 0.0, Limits::denorm_min(), 0.5,
                             0.50000001, 1, Limits::max(), Limits::infinity(), Limits::quiet_NaN()},
                            double_kernel);
}

INSTANTIATE_TEST_SUITE_P(Each, VectorCompare, testing::Values(Kernels::avx2, Kernels::avx512));

TEST(VectorKernels, AreWhatTheProcessorHas) {
  EXPECT_TRUE(supports(kernels()));
  EXPECT_EQ(integer_kernel(Comparison::less, Kernels::plain), nullptr);
}

}  // namespace
}  // namespace eligo::engine
