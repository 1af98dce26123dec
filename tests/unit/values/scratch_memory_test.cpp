#include "values/scratch_memory.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace eligo::values {
namespace {

TEST(ScratchMemory, HandsOutAlignedMemoryAndTheSameAgainAfterReset) {
  ScratchMemory memory(128);
  void* first = memory.allocate(1, 1);
  for (const std::size_t size : {3UL, 64UL, 200UL, 5000UL}) {
    void* block = memory.allocate(size, 64);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block) % 64, 0U);
    static_cast<unsigned char*>(block)[size - 1] = 1;
  }
  memory.reset();
  EXPECT_EQ(memory.allocate(1, 1), first);
}

TEST(ScratchMemory, IsEmptyOnceMoved) {
  ScratchMemory memory(128);
  auto* const first = static_cast<unsigned char*>(memory.allocate(100, 1));
  *first = 7;
  ScratchMemory other(std::move(memory));
  EXPECT_EQ(*first, 7);
  for (ScratchMemory* each : {&memory, &other}) {
    auto* const bytes = static_cast<unsigned char*>(each->allocate(100, 1));
    EXPECT_NE(bytes, first);
    bytes[99] = 1;
  }
  other = std::move(memory);
  static_cast<unsigned char*>(memory.allocate(1000, 1))[999] = 1;
  EXPECT_NE(other.allocate(1, 1), nullptr);
}

TEST(ByteArena, KeepsTextsAtTheirPlace) {
  ByteArena arena;
  std::vector<std::string_view> kept;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 300; ++i) texts.push_back(std::string(i * 7, static_cast<char>('a' + i % 26)));
  texts.push_back(std::string(200'000, 'x'));
  for (int round = 0; round < 2; ++round) {
    kept.clear();
    for (const std::string& text : texts) kept.push_back(arena.keep(text));
    for (std::size_t i = 0; i < texts.size(); ++i) ASSERT_EQ(kept[i], texts[i]);
    arena.clear();
  }
}

}  // namespace
}  // namespace eligo::values
