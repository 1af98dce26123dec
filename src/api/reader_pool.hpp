#pragma once

#include <cstddef>
#include <memory>
#include <utility>

#include "profiles/json_reader.hpp"
#include "profiles/profile_row.hpp"
#include "values/idle_pool.hpp"

namespace eligo::api {

/// Readers of JSON profiles that wait for the next text. Safe to share between threads.
class ReaderPool {
 public:
  struct Reader {
    explicit Reader(const profiles::RowForm& form) : json(*form.schema), row(form) {}

    profiles::JsonReader json;
    profiles::ProfileRow row;  ///< whatever it was used for before
  };

  /// A reader keeps the memory that a text took: that of a longer one it does not.
  static constexpr std::size_t largest_text = 64UL * 1024;

  /// The form outlives the pool.
  explicit ReaderPool(const profiles::RowForm& form) : form_(&form) {}

  /// Calls `use` with a reader of its own, for a text of this size, and returns what that returns.
  template <typename Use>
  auto lend(std::size_t text_size, Use use) const {
    std::unique_ptr<Reader> reader = idle_.take();
    if (!reader) reader = std::make_unique<Reader>(*form_);
    auto result = use(*reader);
    if (text_size <= largest_text) idle_.put(std::move(reader));
    return result;
  }

 private:
  const profiles::RowForm* form_;
  mutable values::IdlePool<Reader> idle_;
};

}  // namespace eligo::api
