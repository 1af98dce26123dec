// A file of its own, so that no call of one is inlined into the other, where GCC takes the pair for a
// mismatch.

#include "failing_allocation.hpp"

#include <cstdlib>
#include <new>

namespace eligo::reliability {

std::atomic<std::size_t> allocations_left = no_failure;
std::atomic<bool> memory_stays_out = false;

namespace {

bool fails() {
  std::size_t left = allocations_left;
  while (left != no_failure) {
    if (left == 0) {
      if (!memory_stays_out) allocations_left = no_failure;
      return true;
    }
    if (allocations_left.compare_exchange_weak(left, left - 1)) break;
  }
  return false;
}

/// As the library's operator new does: a handler that returns had memory to give; ours do not return.
[[noreturn]] void out_of_memory() {
  if (const std::new_handler handler = std::get_new_handler()) handler();
  throw std::bad_alloc();
}

void* allocate(std::size_t size, std::size_t alignment) {
  if (fails()) out_of_memory();
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  void* const memory = alignment <= alignof(std::max_align_t) ? std::malloc(size == 0 ? 1 : size)
                                                              : std::aligned_alloc(alignment, rounded);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace
}  // namespace eligo::reliability

using eligo::reliability::allocate;

void* operator new(std::size_t size) { return allocate(size, 1); }
void* operator new[](std::size_t size) { return allocate(size, 1); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
