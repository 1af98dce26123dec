#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "values/short_text.hpp"
#include "values/view.hpp"

namespace eligo::values {

/// The strings that a rule set speaks of, numbered from 1 in order of insertion: literals, enum
/// values, list members. Filled while a rule set is loaded, constant afterwards; then safe to read
/// from many threads. Strings of profiles are looked up in it and never added.
class Dictionary {
 public:
  Dictionary() = default;
  Dictionary(Dictionary&&) noexcept = default;
  Dictionary& operator=(Dictionary&&) noexcept = default;
  Dictionary(const Dictionary&) = delete;  // a copy's texts would point into the original
  Dictionary& operator=(const Dictionary&) = delete;
  ~Dictionary() = default;

  /// The number of the string, new or old.
  std::uint32_t insert(std::string_view text);
  /// The number, or StringValue::absent_code. Most texts are short: they are looked up where it is called.
  [[nodiscard]] std::uint32_t find(std::string_view text) const {
    static_assert(StringValue::absent_code == 0);  // as an empty place of the table says
    if (text.size() > ShortText::longest) [[unlikely]]
      return static_cast<std::uint32_t>(table_[place_of(text)]);
    return static_cast<std::uint32_t>(table_[place_of(ShortText(text), text.size())]);
  }
  /// Of a number that was given.
  [[nodiscard]] const StringValue& value(std::uint32_t code) const { return entries_[code - 1].value; }
  [[nodiscard]] std::string_view text(std::uint32_t code) const { return value(code).text(); }
  /// The highest number given so far.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }

 private:
  struct Entry {
    StringValue value;
    ShortText words;  // of a longer text: nothing
  };
  static constexpr std::uint64_t upper_half_ = ~std::uint64_t{0} << 32U;

  /// Where in the table the entry of this hash is of which `is_same` takes the number, or the empty one.
  template <typename Same>
  [[nodiscard]] std::size_t find_place(std::uint64_t hash, Same is_same) const {
    std::size_t place = hash & last_;
    for (; table_[place] != 0; place = (place + 1) & last_) {
      if (((table_[place] ^ hash) & upper_half_) != 0) continue;
      if (is_same(entries_[static_cast<std::uint32_t>(table_[place]) - 1])) break;
    }
    return place;
  }
  [[nodiscard]] std::size_t place_of(const ShortText& text, std::size_t size) const {
    return find_place(text.hash(size),
                      [&](const Entry& entry) { return entry.value.size == size && entry.words == text; });
  }
  /// The same of any text.
  [[nodiscard]] std::size_t place_of(std::string_view text) const;
  void grow();

  // A table with open addressing: the upper half of a text's hash with its number; 0 where none is. At most
  // half of it is taken.
  std::vector<std::uint64_t> table_{0};
  std::size_t last_ = 0;           // place in the table
  std::deque<std::string> texts_;  // whose addresses are stable
  std::vector<Entry> entries_;     // by number
};

}  // namespace eligo::values
