#include "engine/scratch_memory.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace eligo::engine {
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

}  // namespace
}  // namespace eligo::engine
