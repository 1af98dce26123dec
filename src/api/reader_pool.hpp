#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

#include "profiles/batch.hpp"
#include "profiles/json_reader.hpp"
#include "profiles/schema.hpp"

namespace eligo::api {

/// Readers of JSON profiles that wait for the next text: making one costs many times what reading a profile
/// does. Safe to share between threads; nobody waits for another.
class ReaderPool {
 public:
  struct Reader {
    profiles::JsonReader json;
    profiles::Batch batch;  ///< whatever it was used for before
  };

  /// The schema outlives the pool.
  explicit ReaderPool(const profiles::Schema& schema) : schema_(&schema) {}
  ReaderPool(const ReaderPool&) = delete;
  ReaderPool& operator=(const ReaderPool&) = delete;
  ~ReaderPool() {
    for (Place& place : places_) const std::unique_ptr<Reader> last(place.idle.exchange(nullptr));
  }

  /// Calls `use` with a reader of its own, for a text of this size, and returns what that returns.
  template <typename Use>
  auto lend(std::size_t text_size, Use use) const {
    std::unique_ptr<Reader> reader = borrow();
    auto result = use(*reader);
    if (text_size <= largest_text_) give_back(std::move(reader));
    return result;
  }

 private:
  static constexpr std::size_t most_idle_ = 32;
  static constexpr std::size_t largest_text_ = 64UL * 1024;  // a reader keeps the memory that a text took

  // A cache line each, so that threads with different ones do not slow each other down.
  struct alignas(64) Place {
    std::atomic<Reader*> idle = nullptr;
  };

  // The place that a thread looks at first: usually it finds there what it left.
  static std::size_t first_place() {
    return std::hash<std::thread::id>()(std::this_thread::get_id()) % most_idle_;
  }

  std::unique_ptr<Reader> borrow() const {
    const std::size_t first = first_place();
    for (std::size_t step = 0; step < most_idle_; ++step) {
      std::atomic<Reader*>& idle = places_[(first + step) % most_idle_].idle;
      if (idle.load(std::memory_order_relaxed) == nullptr) continue;
      if (Reader* const reader = idle.exchange(nullptr, std::memory_order_acquire))
        return std::unique_ptr<Reader>(reader);
    }
    return std::make_unique<Reader>(Reader{profiles::JsonReader(*schema_), profiles::Batch(*schema_)});
  }

  void give_back(std::unique_ptr<Reader> reader) const {
    const std::size_t first = first_place();
    for (std::size_t step = 0; step < most_idle_; ++step) {
      std::atomic<Reader*>& idle = places_[(first + step) % most_idle_].idle;
      Reader* empty = nullptr;
      if (idle.compare_exchange_strong(empty, reader.get(), std::memory_order_release,
                                       std::memory_order_relaxed)) {
        static_cast<void>(reader.release());
        return;
      }
    }
  }

  const profiles::Schema* schema_;
  mutable std::array<Place, most_idle_> places_;
};

}  // namespace eligo::api
