#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <utility>

#include "engine/limits.hpp"

namespace eligo::engine {

/// Memory of one run, handed out by moving on and given back all at once. Not zeroed.
class Arena {
 public:
  explicit Arena(std::pmr::memory_resource& memory) : memory_(&memory) {}
  Arena(Arena&& other) noexcept
      : memory_(other.memory_),
        next_(std::exchange(other.next_, nullptr)),
        end_(std::exchange(other.end_, nullptr)),
        blocks_(std::exchange(other.blocks_, nullptr)),
        bounds_(other.bounds_),
        texts_(other.texts_),
        added_(other.added_) {}
  Arena& operator=(Arena&& other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(next_, other.next_);
    std::swap(end_, other.end_);
    std::swap(blocks_, other.blocks_);
    std::swap(bounds_, other.bounds_);
    std::swap(texts_, other.texts_);
    std::swap(added_, other.added_);
    return *this;
  }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() { release(); }

  /// Makes the next `bytes` bytes cost one block at most.
  void reserve(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - next_) < bytes) add_block(bytes);
  }

  /// Room for `count` elements of a trivial type.
  template <typename T>
  [[nodiscard]] T* allocate(std::size_t count) {
    static_assert(alignof(T) <= alignment_);
    // NOLINTNEXTLINE(bugprone-sizeof-expression): columns of pointers are meant to be
    const std::size_t bytes = (count * sizeof(T) + alignment_ - 1) & ~(alignment_ - 1);
    if (static_cast<std::size_t>(end_ - next_) < bytes) [[unlikely]]
      add_block(bytes);
    std::byte* const place = next_;
    next_ += bytes;
    return reinterpret_cast<T*>(place);
  }

  /// Room for a text that a condition makes. Throws BeyondBudget where the texts made since `begin_texts`
  /// come to more than the bound.
  [[nodiscard]] char* allocate_text(std::size_t size) {
    if (size > bounds_.text_bytes - texts_) throw BeyondBudget();
    texts_ += size;
    return allocate<char>(size);
  }
  /// A copy of the text, taken by `allocate_text`.
  [[nodiscard]] const char* keep(std::string_view text);
  void begin_texts() { texts_ = 0; }

  /// What may be taken from now on, beyond what was reserved. BeyondBudget is thrown where it is more.
  struct Bounds {
    std::uint64_t text_bytes = Limits().text_bytes;
    std::uint64_t elements = Limits().copied_elements;  ///< of lists that one operation copies
    std::size_t bytes = 0;                              ///< of everything; 0: no bound
  };
  [[nodiscard]] const Bounds& bounds() const { return bounds_; }
  void bound(const Bounds& bounds) {
    bounds_ = bounds;
    added_ = 0;
  }

 private:
  static constexpr std::size_t alignment_ = 16;
  struct alignas(16) Block {
    Block* previous;
    std::size_t size;
  };

  void add_block(std::size_t bytes);
  void release() noexcept;

  std::pmr::memory_resource* memory_;
  std::byte* next_ = nullptr;
  std::byte* end_ = nullptr;
  Block* blocks_ = nullptr;
  Bounds bounds_;
  std::uint64_t texts_ = 0;  // bytes of texts since begin_texts
  std::size_t added_ = 0;    // bytes of blocks since `bound`
};

}  // namespace eligo::engine
