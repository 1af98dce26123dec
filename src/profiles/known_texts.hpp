#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "profiles/byte_block.hpp"
#include "values/hash.hpp"
#include "values/view.hpp"

namespace eligo::profiles {

/// Texts of the dictionary that a fact has had lately, so that they need not be looked up again. Those that
/// meet in the same place drive each other out.
class KnownTexts {
 public:
  static constexpr std::size_t longest = 31;  // bytes

  /// The value of a text of at most `longest` bytes; null where it is not known. 32 bytes must be readable at
  /// `text`.
  [[nodiscard]] const values::StringValue* find(const char* text, std::size_t size) const {
    const Entry& entry = entries_[place(text, size)];
    if (entry.value.size != size) return nullptr;
    const std::uint32_t same = ByteBlock(text).equal(ByteBlock(entry.text.data())) |
                               ByteBlock(text + 16).equal(ByteBlock(entry.text.data() + 16)) << 16U;
    const std::uint32_t part = (std::uint32_t{1} << size) - 1;
    return (~same & part) == 0 ? &entry.value : nullptr;
  }
  /// Where the bytes of `value` stay as long as this does.
  void insert(const char* text, const values::StringValue& value) {
    Entry& entry = entries_[place(text, value.size)];
    std::memcpy(entry.text.data(), text, value.size);
    entry.value = value;
  }

 private:
  struct Entry {
    std::array<char, 32> text{};
    values::StringValue value{"", none, 0};
  };
  static constexpr std::uint32_t none = longest + 1;
  static constexpr std::size_t count_bits = 5;

  [[nodiscard]] static std::size_t place(const char* text, std::size_t size) {
    std::uint64_t low = 0, high = 0;
    std::memcpy(&low, text, sizeof low);
    std::memcpy(&high, text + 8, sizeof high);
    if constexpr (std::endian::native == std::endian::big) {
      low = __builtin_bswap64(low);
      high = __builtin_bswap64(high);
    }
    low &= first_bytes(size);
    high &= first_bytes(size < 8 ? 0 : size - 8);
    const std::uint64_t hash = ((low ^ std::rotl(high, 29)) + size) * values::hash_factor;
    return static_cast<std::size_t>(hash >> (64 - count_bits));
  }
  [[nodiscard]] static std::uint64_t first_bytes(std::size_t count) {
    return count >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * count)) - 1;
  }

  std::array<Entry, std::size_t{1} << count_bits> entries_{};
};

}  // namespace eligo::profiles
