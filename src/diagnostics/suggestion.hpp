#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/name_index.hpp"

namespace eligo::diagnostics {

/// The candidate that a mistyped word most likely means; see NameIndex. For a few candidates: of many, a
/// NameIndex is made once.
[[nodiscard]] std::string closest(std::string_view word, std::span<const std::string> candidates);

/// "did you mean `x`?", or empty where no candidate is close.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

/// The same in words; empty for no name.
[[nodiscard]] std::string did_you_mean(std::string_view name);

/// Makes the suggestions of one load. Each set of names is prepared once, and all suggestions together take
/// at most so many steps; mistakes that come after get none. Never time, so that the same text always gets
/// the same ones.
class Suggester {
 public:
  static constexpr std::size_t most_steps = 100'000'000;

  explicit Suggester(std::size_t steps = most_steps) : left_(steps) {}

  using Names = std::function<std::vector<std::string>()>;
  /// The name of a set that a word most likely means. `set` is an address that no other set of names has
  /// while this object lives; as long as neither it nor `size` changes, the names are not asked for again.
  [[nodiscard]] NameIndex::Answer closest(std::string_view word, std::shared_ptr<const void> set,
                                          std::size_t size, const Names& names);
  /// Takes steps that the caller is about to do from what is left; false where not so many are.
  [[nodiscard]] bool spend(std::size_t steps);
  [[nodiscard]] std::size_t left() const { return left_; }

 private:
  std::size_t left_;
  std::map<std::shared_ptr<const void>, std::pair<std::size_t, NameIndex>> indexes_;
};

/// For a set that outlives the suggester.
template <typename Set>
[[nodiscard]] std::shared_ptr<const void> identity(const Set& set) {
  return {std::shared_ptr<const void>(), &set};
}

}  // namespace eligo::diagnostics
