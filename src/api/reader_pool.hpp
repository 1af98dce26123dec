#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "profiles/batch.hpp"
#include "profiles/json_reader.hpp"
#include "profiles/schema.hpp"

namespace eligo::api {

/// Readers of JSON profiles that wait for the next text: making one costs many times what reading a profile
/// does. Safe to share between threads.
class ReaderPool {
 public:
  struct Reader {
    profiles::JsonReader json;
    profiles::Batch batch;  ///< whatever it was used for before
  };

  /// The schema outlives the pool.
  explicit ReaderPool(const profiles::Schema& schema) : schema_(&schema) {}

  /// Lends a reader to `use`, for a text of this size, and returns what that returns.
  template <typename Use>
  auto lend(std::size_t text_size, Use use) const {
    std::unique_ptr<Reader> reader = take();
    auto result = use(*reader);
    if (text_size <= largest_text_) give_back(std::move(reader));
    return result;
  }

 private:
  static constexpr std::size_t most_idle_ = 64;
  static constexpr std::size_t largest_text_ = 64UL * 1024;  // a reader keeps the memory that a text took

  std::unique_ptr<Reader> take() const {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto reader = std::move(idle_.back());
        idle_.pop_back();
        return reader;
      }
    }
    return std::make_unique<Reader>(Reader{profiles::JsonReader(*schema_), profiles::Batch(*schema_)});
  }

  void give_back(std::unique_ptr<Reader> reader) const {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < most_idle_) idle_.push_back(std::move(reader));
  }

  const profiles::Schema* schema_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Reader>> idle_;
};

}  // namespace eligo::api
