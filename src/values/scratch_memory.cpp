#include "values/scratch_memory.hpp"

#include <algorithm>
#include <utility>

namespace eligo::values {

namespace {

constexpr std::size_t most_block = std::size_t{64} << 20U;  // but for what is larger itself

}  // namespace

ScratchMemory::ScratchMemory(ScratchMemory&& other) noexcept
    : blocks_(std::move(other.blocks_)),
      block_(std::exchange(other.block_, 0)),
      used_(std::exchange(other.used_, 0)),
      next_size_(other.next_size_) {
  other.blocks_.clear();
}

ScratchMemory& ScratchMemory::operator=(ScratchMemory&& other) noexcept {
  blocks_ = std::move(other.blocks_);
  other.blocks_.clear();
  block_ = std::exchange(other.block_, 0);
  used_ = std::exchange(other.used_, 0);
  next_size_ = other.next_size_;
  return *this;
}

void ScratchMemory::reset() noexcept {
  block_ = 0;
  used_ = 0;
}

void* ScratchMemory::do_allocate(std::size_t bytes, std::size_t alignment) {
  for (;;) {
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
    blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
    next_size_ = std::min(next_size_ * 2, most_block);
  }
}

void ByteArena::add_stretch(std::size_t least) {
  const std::size_t size = std::max(least, stretch_);
  next_ = static_cast<char*>(memory_.allocate(size, 1));
  end_ = next_ + size;
}

}  // namespace eligo::values
