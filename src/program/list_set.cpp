#include "program/list_set.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace eligo::program {

ListSet::ListSet(const std::vector<values::Value>& members, values::Dictionary& dictionary)
    : size_(members.size()) {
  for (const values::Value& member : members) add(member, dictionary);
  codes_.push_back(0);
  std::ranges::sort(integers_);
  std::ranges::sort(doubles_);
  std::ranges::sort(times_);
}

void ListSet::add(const values::Value& member, values::Dictionary& dictionary) {
  if (const auto* text = std::get_if<std::string>(&member.content)) {
    const std::uint32_t code = dictionary.insert(*text);
    if (code / 64 >= codes_.size()) codes_.resize(code / 64 + 1);
    codes_[code / 64] |= std::uint64_t{1} << (code % 64);
  } else if (const auto* integer = std::get_if<std::int64_t>(&member.content)) {
    integers_.push_back(*integer);
  } else if (const auto* number = std::get_if<double>(&member.content)) {
    if (!std::isnan(*number)) doubles_.push_back(*number);  // NaN equals nothing
  } else if (const auto* instant = std::get_if<values::Timestamp>(&member.content)) {
    times_.push_back(instant->nanoseconds);
  } else if (const auto* interval = std::get_if<values::Interval>(&member.content)) {
    times_.push_back(interval->nanoseconds);
  } else if (const auto* truth = std::get_if<bool>(&member.content)) {
    (*truth ? has_true_ : has_false_) = true;
  }
}

std::vector<std::uint32_t> ListSet::codes() const {
  std::vector<std::uint32_t> found;
  for (std::size_t word = 0; word < codes_.size(); ++word) {
    for (std::uint64_t left = codes_[word]; left != 0; left &= left - 1)
      found.push_back(static_cast<std::uint32_t>(word * 64) +
                      static_cast<std::uint32_t>(std::countr_zero(left)));
  }
  return found;
}

bool ListSet::contains(std::int64_t value) const { return std::ranges::binary_search(integers_, value); }
bool ListSet::contains(double value) const {
  return !std::isnan(value) && std::ranges::binary_search(doubles_, value);
}
bool ListSet::contains(values::Nanoseconds value) const { return std::ranges::binary_search(times_, value); }

}  // namespace eligo::program
