#include "engine/arena.hpp"

#include <algorithm>
#include <cstring>
#include <memory>

namespace eligo::engine {

namespace {

// A run that needs more than was reserved (strings, comprehensions) goes on in blocks of this size.
constexpr std::size_t least_block = 8192;

}  // namespace

void Arena::add_block(std::size_t bytes) {
  const bool first = blocks_ == nullptr;
  const std::size_t size = sizeof(Block) + (first ? bytes : std::max(bytes, least_block));
  if (bounds_.bytes != 0 && size > bounds_.bytes - added_) throw BeyondBudget();
  added_ += size;
  void* const place = memory_->allocate(size, alignment_);
  blocks_ = std::construct_at(static_cast<Block*>(place), Block{blocks_, size});
  next_ = static_cast<std::byte*>(place) + sizeof(Block);
  end_ = static_cast<std::byte*>(place) + size;
}

void Arena::release() noexcept {
  while (blocks_ != nullptr) {
    Block* const block = blocks_;
    blocks_ = block->previous;
    memory_->deallocate(block, block->size, alignment_);
  }
}

const char* Arena::keep(std::string_view text) {
  char* const place = allocate_text(text.size());
  if (!text.empty()) std::memcpy(place, text.data(), text.size());
  return place;
}

}  // namespace eligo::engine
