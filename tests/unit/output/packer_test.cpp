#include "output/packer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace eligo::output {
namespace {

std::string packed(Packing packing, std::string_view text, std::size_t piece) {
  std::string out;
  const auto packer = Packer::make(packing);
  const auto sink = [&](std::string_view bytes) {
    out += bytes;
    return true;
  };
  for (; !text.empty(); text.remove_prefix(std::min(piece, text.size())))
    EXPECT_TRUE(packer->write(text.substr(0, piece), sink));
  EXPECT_TRUE(packer->finish(sink));
  return out;
}

TEST(Packer, GivesTheSameBytesWhereverTheTextIsCut) {
  std::string text;
  for (int number = 0; number < 100'000; ++number) text += "{\"id\":" + std::to_string(number * 7919) + "}\n";
  for (const Packing packing : {Packing::gzip, Packing::zstandard}) {
    const std::string whole = packed(packing, text, text.size());
    EXPECT_LT(whole.size(), text.size() / 2);
    for (const std::size_t piece : {std::size_t{997}, std::size_t{1} << 18U, std::size_t{300'001}})
      EXPECT_TRUE(packed(packing, text, piece) == whole) << piece;
  }
  EXPECT_EQ(Packer::make(Packing::none), nullptr);
}

TEST(Packer, StopsWhereNoMoreIsWanted) {
  const auto packer = Packer::make(Packing::gzip);
  EXPECT_FALSE(packer->finish([](std::string_view) { return false; }));
}

}  // namespace
}  // namespace eligo::output
