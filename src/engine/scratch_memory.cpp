#include "engine/scratch_memory.hpp"

#include <algorithm>

namespace eligo::engine {

void ScratchMemory::reset() noexcept {
  block_ = 0;
  used_ = 0;
}

void* ScratchMemory::do_allocate(std::size_t bytes, std::size_t alignment) {
  while (block_ < blocks_.size()) {
    Block& block = blocks_[block_];
    void* start = block.bytes.get() + used_;
    std::size_t space = block.size - used_;
    if (std::align(alignment, bytes, start, space) != nullptr) {
      used_ = block.size - space + bytes;
      return start;
    }
    ++block_;
    used_ = 0;
  }
  const std::size_t size = std::max(next_size_, bytes + alignment);
  next_size_ = size * 2;
  blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
  return do_allocate(bytes, alignment);
}

}  // namespace eligo::engine
