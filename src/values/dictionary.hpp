#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

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
  /// The number, or StringValue::absent_code.
  [[nodiscard]] std::uint32_t find(std::string_view text) const;
  /// Of a number that was given.
  [[nodiscard]] const StringValue& value(std::uint32_t code) const { return values_[code - 1]; }
  [[nodiscard]] std::string_view text(std::uint32_t code) const { return value(code).text(); }
  /// The highest number given so far.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(values_.size()); }

 private:
  [[nodiscard]] std::size_t place_of(std::string_view text) const;
  void grow();

  // A table with open addressing: the upper half of a text's hash with its number; 0 where none is. At most
  // half of it is taken.
  std::vector<std::uint64_t> table_;
  std::deque<std::string> texts_;  // whose addresses are stable
  std::vector<StringValue> values_;
};

}  // namespace eligo::values
