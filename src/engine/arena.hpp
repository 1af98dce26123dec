#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <utility>

namespace eligo::engine {

/// Memory of one run, handed out by moving on and given back all at once. Not zeroed.
class Arena {
 public:
  explicit Arena(std::pmr::memory_resource& memory) : memory_(&memory) {}
  Arena(Arena&& other) noexcept
      : memory_(other.memory_),
        next_(std::exchange(other.next_, nullptr)),
        end_(std::exchange(other.end_, nullptr)),
        blocks_(std::exchange(other.blocks_, nullptr)) {}
  Arena& operator=(Arena&& other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(next_, other.next_);
    std::swap(end_, other.end_);
    std::swap(blocks_, other.blocks_);
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
  [[nodiscard]] T* take(std::size_t count) {
    static_assert(alignof(T) <= alignment_);
    // NOLINTNEXTLINE(bugprone-sizeof-expression): columns of pointers are meant to be
    const std::size_t bytes = (count * sizeof(T) + alignment_ - 1) & ~(alignment_ - 1);
    if (static_cast<std::size_t>(end_ - next_) < bytes) [[unlikely]]
      add_block(bytes);
    std::byte* const place = next_;
    next_ += bytes;
    return reinterpret_cast<T*>(place);
  }

  /// A copy of the text.
  [[nodiscard]] const char* keep(std::string_view text);

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
};

}  // namespace eligo::engine
