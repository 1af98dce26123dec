#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace eligo::profiles {

/// Keys and columns that name no fact, each once, in the order of the input; so many of them as are needed
/// to tell what a missing fact may be called instead.
class IgnoredNames {
 public:
  static constexpr std::size_t most_names = 1'000;
  static constexpr std::size_t longest_name = 200;  // bytes

  /// Takes the name in, unless it is long or there are many already. `object` is the name of the object that
  /// the key stands in, with a dot at its end, or empty.
  void add(std::string_view object, std::string_view key);
  void add(const std::vector<std::string>& names);
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  void clear();

 private:
  std::vector<std::string> names_;
  std::unordered_set<std::string> known_;
};

}  // namespace eligo::profiles
