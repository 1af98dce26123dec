#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace eligo::program {

/// Lists of which many are alike, each kept once. Immutable but by DistinctListsMaker.
template <typename T>
class DistinctLists {
 public:
  [[nodiscard]] std::span<const T> operator[](std::uint32_t number) const { return lists_[number]; }
  [[nodiscard]] std::size_t size() const { return lists_.size(); }

 private:
  template <typename>
  friend class DistinctListsMaker;

  std::vector<std::vector<T>> lists_;
};

/// Numbers lists, those that are alike by one number.
template <typename T>
class DistinctListsMaker {
 public:
  [[nodiscard]] std::uint32_t number_of(std::vector<T> list) {
    const auto [place, is_new] =
        numbers_.try_emplace(std::move(list), static_cast<std::uint32_t>(lists_.lists_.size()));
    if (is_new) lists_.lists_.push_back(place->first);
    return place->second;
  }
  [[nodiscard]] DistinctLists<T> take() { return std::move(lists_); }

 private:
  DistinctLists<T> lists_;
  std::map<std::vector<T>, std::uint32_t> numbers_;
};

}  // namespace eligo::program
