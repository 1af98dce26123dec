#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace eligo::values {

/// Objects that wait to be used again, where making one costs more than using it. Safe to share between
/// threads; nobody waits for another.
template <typename T>
class IdlePool {
 public:
  IdlePool() = default;
  IdlePool(const IdlePool&) = delete;
  IdlePool& operator=(const IdlePool&) = delete;
  ~IdlePool() {
    for (Place& place : places_) const std::unique_ptr<T> last(place.idle.exchange(nullptr));
  }

  /// One that was put there; null where none is.
  [[nodiscard]] std::unique_ptr<T> take() noexcept {
    const std::size_t first = first_place();
    for (std::size_t step = 0; step < most_idle_; ++step) {
      std::atomic<T*>& idle = places_[(first + step) % most_idle_].idle;
      if (idle.load(std::memory_order_relaxed) == nullptr) continue;
      if (T* const taken = idle.exchange(nullptr, std::memory_order_acquire))
        return std::unique_ptr<T>(taken);
    }
    return nullptr;
  }

  /// Keeps it, unless enough wait.
  void put(std::unique_ptr<T> one) noexcept {
    const std::size_t first = first_place();
    for (std::size_t step = 0; step < most_idle_; ++step) {
      std::atomic<T*>& idle = places_[(first + step) % most_idle_].idle;
      T* empty = nullptr;
      if (idle.compare_exchange_strong(empty, one.get(), std::memory_order_release,
                                       std::memory_order_relaxed)) {
        static_cast<void>(one.release());
        return;
      }
    }
  }

 private:
  static constexpr std::size_t most_idle_ = 32;

  // A cache line each, so that threads with different ones do not slow each other down.
  struct alignas(64) Place {
    std::atomic<T*> idle = nullptr;
  };

  // The place that a thread looks at first: usually it finds there what it left.
  static std::size_t first_place() noexcept {
    thread_local constexpr char of_thread = 0;               // its address is another in each
    constexpr std::uint64_t factor = 0x9E37'79B9'7F4A'7C15;  // 2^64 divided by the golden ratio
    return static_cast<std::size_t>(reinterpret_cast<std::uintptr_t>(&of_thread) * factor >> 32U) %
           most_idle_;
  }

  std::array<Place, most_idle_> places_;
};

}  // namespace eligo::values
