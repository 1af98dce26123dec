#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <memory_resource>
#include <string_view>
#include <utility>
#include <vector>

namespace eligo::values {

/// Memory for one run after another: handed out by moving on, taken back all at once by `reset`, and
/// kept for the next run, so that a thread that decides batch after batch soon asks the heap for nothing
/// and touches no fresh page. One thread at a time.
class ScratchMemory final : public std::pmr::memory_resource {
 public:
  explicit ScratchMemory(std::size_t first_block = 256UL * 1024) : next_size_(first_block) {}
  ScratchMemory(const ScratchMemory&) = delete;
  ScratchMemory& operator=(const ScratchMemory&) = delete;
  ScratchMemory(ScratchMemory&& other) noexcept;  ///< what was handed out stays where it is; `other` is empty
  ScratchMemory& operator=(ScratchMemory&& other) noexcept;
  ~ScratchMemory() override = default;

  /// Takes everything back. What was handed out is gone.
  void reset() noexcept;

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };

  void* do_allocate(std::size_t bytes, std::size_t alignment) override;
  void do_deallocate(void*, std::size_t, std::size_t) override {}
  [[nodiscard]] bool do_is_equal(const memory_resource& other) const noexcept override {
    return this == &other;
  }

  std::vector<Block> blocks_;
  std::size_t block_ = 0;  // the block in use; blocks_.size() before the first allocation
  std::size_t used_ = 0;
  std::size_t next_size_;
};

/// Bytes of strings, kept at stable addresses until cleared. Clearing keeps the memory.
class ByteArena {
 public:
  ByteArena() = default;
  ByteArena(const ByteArena&) = delete;
  ByteArena& operator=(const ByteArena&) = delete;
  ByteArena(ByteArena&& other) noexcept
      : memory_(std::move(other.memory_)),
        next_(std::exchange(other.next_, nullptr)),
        end_(std::exchange(other.end_, nullptr)) {}
  ByteArena& operator=(ByteArena&& other) noexcept {
    memory_ = std::move(other.memory_);
    next_ = std::exchange(other.next_, nullptr);
    end_ = std::exchange(other.end_, nullptr);
    return *this;
  }
  ~ByteArena() = default;

  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    std::memcpy(room(text.size()), text.data(), text.size());
    return keep_written(text.size());
  }
  /// The same of a text behind which `longest_short` bytes are readable, whatever they are.
  std::string_view keep_short(std::string_view text) {
    if (text.empty() || text.size() > longest_short) return keep(text);
    std::memcpy(room(longest_short), text.data(), longest_short);
    return keep_written(text.size());
  }
  static constexpr std::size_t longest_short = 32;
  /// Where so many bytes may be written, for `keep_written`.
  [[nodiscard]] char* room(std::size_t size) {
    if (size > static_cast<std::size_t>(end_ - next_)) [[unlikely]]
      add_stretch(size);
    return next_;
  }
  /// Keeps the first bytes of those that `room` gave last.
  std::string_view keep_written(std::size_t size) { return {std::exchange(next_, next_ + size), size}; }
  void clear() noexcept {
    memory_.reset();
    next_ = end_ = nullptr;
  }
  /// Nothing was kept since it was made or cleared.
  [[nodiscard]] bool empty() const noexcept { return next_ == nullptr; }

 private:
  static constexpr std::size_t stretch_ = 4UL * 1024, first_block_ = 4UL * 1024;

  void add_stretch(std::size_t least);

  ScratchMemory memory_{first_block_};
  char* next_ = nullptr;  // into a stretch of the memory, that ends at `end_`
  char* end_ = nullptr;
};

}  // namespace eligo::values
