#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "values/bitmap.hpp"
#include "values/dictionary.hpp"
#include "values/value.hpp"
#include "values/view.hpp"

namespace eligo::program {

/// The members of a list that is known when the rule set is loaded, for questions of membership.
/// Strings are told by their number in the dictionary, in constant time; the others by binary search.
class ListSet {
 public:
  /// Strings are added to `dictionary`. Members are scalars of one kind.
  ListSet(const std::vector<values::Value>& members, values::Dictionary& dictionary);

  [[nodiscard]] bool contains(bool value) const { return value ? has_true_ : has_false_; }
  [[nodiscard]] bool contains(std::int64_t value) const;
  [[nodiscard]] bool contains(double value) const;
  [[nodiscard]] bool contains(values::Nanoseconds value) const;
  [[nodiscard]] bool contains(const values::StringValue& value, const values::Dictionary& dictionary) const {
    const std::uint32_t code =
        value.code == values::StringValue::unknown_code ? dictionary.find(value.text()) : value.code;
    return contains_code(code);
  }
  /// Of a string that was looked up; false for any other.
  [[nodiscard]] bool contains_code(std::uint32_t code) const {
    return values::bit_in(codes_[std::min<std::size_t>(code / 64, codes_.size() - 1)], code);
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  /// The members that are strings, as dictionary codes, ascending.
  [[nodiscard]] std::vector<std::uint32_t> codes() const;
  /// Those that are ints, ascending.
  [[nodiscard]] std::span<const std::int64_t> integers() const { return integers_; }

 private:
  void add(const values::Value& member, values::Dictionary& dictionary);

  std::vector<std::uint64_t> codes_;  // bit i: dictionary code i is a member; the last word is empty
  std::vector<std::int64_t> integers_;
  std::vector<double> doubles_;
  std::vector<values::Nanoseconds> times_;
  bool has_true_ = false;
  bool has_false_ = false;
  std::size_t size_ = 0;
};

}  // namespace eligo::program
