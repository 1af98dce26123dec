#pragma once

#include <cstddef>
#include <memory>
#include <utility>

#include "profiles/batch.hpp"
#include "profiles/json_reader.hpp"
#include "profiles/schema.hpp"
#include "values/idle_pool.hpp"

namespace eligo::api {

/// Readers of JSON profiles that wait for the next text. Safe to share between threads.
class ReaderPool {
 public:
  struct Reader {
    profiles::JsonReader json;
    profiles::Batch batch;  ///< whatever it was used for before
  };

  /// The schema outlives the pool.
  explicit ReaderPool(const profiles::Schema& schema) : schema_(&schema) {}

  /// Calls `use` with a reader of its own, for a text of this size, and returns what that returns.
  template <typename Use>
  auto lend(std::size_t text_size, Use use) const {
    std::unique_ptr<Reader> reader = idle_.take();
    if (!reader)
      reader = std::make_unique<Reader>(Reader{profiles::JsonReader(*schema_), profiles::Batch(*schema_)});
    auto result = use(*reader);
    if (text_size <= largest_text_) idle_.put(std::move(reader));
    return result;
  }

 private:
  static constexpr std::size_t largest_text_ = 64UL * 1024;  // a reader keeps the memory that a text took

  const profiles::Schema* schema_;
  mutable values::IdlePool<Reader> idle_;
};

}  // namespace eligo::api
