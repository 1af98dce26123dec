#include "values/vector_compare.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace eligo::values {
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

TEST_P(VectorCompare, RangesLikeCpp) {
  using Limits = std::numeric_limits<double>;
  const std::vector<std::int64_t> integers(11, 5);
  const std::vector<double> doubles(11, 0.5);
  EXPECT_TRUE(all_between(integers, 5, 5, GetParam()));
  EXPECT_TRUE(all_between(doubles, 0.5, 0.5, GetParam()));
  EXPECT_TRUE(all_between(std::span(integers).first(0), 6, 4, GetParam()));
  for (std::size_t place = 0; place < integers.size(); ++place) {
    for (const std::int64_t outside :
         {std::int64_t{4}, std::int64_t{6}, std::numeric_limits<std::int64_t>::min()}) {
      auto one = integers;
      one[place] = outside;
      EXPECT_FALSE(all_between(one, 5, 5, GetParam())) << place;
    }
    for (const double outside : {0.25, 0.75, Limits::infinity(), Limits::quiet_NaN()}) {
      auto one = doubles;
      one[place] = outside;
      EXPECT_FALSE(all_between(one, 0.5, 0.5, GetParam())) << place;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Each, VectorCompare, testing::Values(Kernels::avx2, Kernels::avx512));

class CodeKernels : public testing::TestWithParam<Kernels> {
  void SetUp() override {
    if (!supports(GetParam())) GTEST_SKIP() << "this processor has not got them";
  }
};

TEST_P(CodeKernels, TellCodesOfAnySize) {
  const std::vector<std::uint32_t> pool{0, 1, 5, 31, 32, 33, 64, 0x8000'0000, 0xFFFF'FFFF};
  std::vector<std::uint32_t> codes;
  for (std::size_t i = 0; i < 64 * 3 + 1; ++i) codes.push_back(pool[i * 7 % pool.size()]);
  for (const std::uint32_t wanted : {0U, 1U, 5U, 31U, 0x8000'0022U, 0xFFFF'FFFFU}) {
    std::vector<std::uint64_t> equal(3), within(3);
    equal_code_kernel(GetParam())(codes.data() + 1, wanted, 3, equal.data());
    code_set_kernel(GetParam())(codes.data() + 1, wanted, 3, within.data());
    for (std::size_t row = 0; row < 64 * 3; ++row) {
      const std::uint32_t code = codes[row + 1];
      EXPECT_EQ((equal[row / 64] >> (row % 64) & 1U) != 0, code == wanted) << code << " " << wanted;
      EXPECT_EQ((within[row / 64] >> (row % 64) & 1U) != 0, code < 32 && (wanted >> code & 1U) != 0)
          << code << " " << wanted;
    }
  }
}

TEST_P(CodeKernels, TellWhetherOneIsTooLarge) {
  for (const std::size_t size : {0UL, 1UL, 8UL, 32UL, 71UL}) {
    std::vector<std::uint32_t> codes(size, 6);
    EXPECT_TRUE(all_below(codes, 7, GetParam())) << size;
    EXPECT_EQ(all_below(codes, 0, GetParam()), size == 0);
    for (std::uint32_t& code : codes) {
      for (const std::uint32_t large : {7U, 0x8000'0000U, 0xFFFF'FFFFU}) {
        code = large;
        EXPECT_FALSE(all_below(codes, 7, GetParam())) << size;
      }
      code = 6;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Each, CodeKernels, testing::Values(Kernels::plain, Kernels::avx2, Kernels::avx512));

TEST(VectorKernels, AreWhatTheProcessorHas) {
  EXPECT_TRUE(supports(kernels()));
  EXPECT_EQ(integer_kernel(Comparison::less, Kernels::plain), nullptr);
}

}  // namespace
}  // namespace eligo::values
