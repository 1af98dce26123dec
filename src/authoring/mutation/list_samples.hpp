#pragma once

#include <cstddef>
#include <vector>

namespace eligo::authoring {

/// Lists of more values than this are not left without each.
inline constexpr std::size_t small_list = 10;

/// Which values of a list are left out, one a mutant: each, or of a long list the first, the middle and the
/// last one.
[[nodiscard]] inline std::vector<std::size_t> list_samples(std::size_t size) {
  if (size > small_list) return {0, size / 2, size - 1};
  std::vector<std::size_t> all(size);
  for (std::size_t i = 0; i < size; ++i) all[i] = i;
  return all;
}

}  // namespace eligo::authoring
