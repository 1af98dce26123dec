#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "values/hash.hpp"

namespace eligo::values {

/// All bytes of a text of at most 16, in two words; two such texts of one size with the same words are the
/// same. Hashed and compared without a loop or a call.
class ShortText {
 public:
  static constexpr std::size_t longest = 16;

  ShortText() = default;
  explicit ShortText(std::string_view text) {
    const char* const bytes = text.data();
    const std::size_t size = text.size();
    if (size >= 4) [[likely]] {  // four parts, which may overlap: texts of most sizes take one way
      const std::size_t step = size / 8 * 4;
      first_ = load<std::uint32_t>(bytes) << 32U | load<std::uint32_t>(bytes + step);
      last_ = load<std::uint32_t>(bytes + size - 4) << 32U | load<std::uint32_t>(bytes + size - 4 - step);
    } else if (size > 0) {
      first_ = load<std::uint8_t>(bytes);
      last_ = load<std::uint8_t>(bytes + size / 2) << 8U | load<std::uint8_t>(bytes + size - 1);
    }
  }
  friend bool operator==(const ShortText&, const ShortText&) = default;

  /// Of a text of `size` bytes. See mix_hash about who may know it.
  [[nodiscard]] std::uint64_t hash(std::size_t size) const {
    constexpr std::uint64_t last_factor = 0xC2B2'AE3D'27D4'EB4F;  // odd, and no multiple of the other
    return end_hash(first_ * hash_factor + last_ * last_factor + size);
  }

 private:
  template <typename Part>
  [[nodiscard]] static std::uint64_t load(const char* bytes) {
    Part part;
    std::memcpy(&part, bytes, sizeof part);
    return part;
  }

  std::uint64_t first_ = 0, last_ = 0;
};

}  // namespace eligo::values
