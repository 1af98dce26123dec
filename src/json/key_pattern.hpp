#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace eligo::json {

/// A key as it nearly always stands in a JSON text, in quotes and without escapes, to be compared with the
/// text a word at a time.
class KeyPattern {
 public:
  explicit KeyPattern(std::string_view name) {
    if (name.size() + 2 > size || name.find_first_of("\"\\") != std::string_view::npos) return;
    std::array<char, size> text{};
    std::array<char, size> mask{};
    text[0] = text[name.size() + 1] = '"';
    name.copy(text.data() + 1, name.size());
    std::memset(mask.data(), 0xFF, name.size() + 2);
    words_ = std::bit_cast<Words>(text);
    masks_ = std::bit_cast<Words>(mask);
    usable_ = true;
  }

  /// How many bytes have to be readable where a pattern is compared.
  static constexpr std::size_t size = 32;

  [[nodiscard]] bool matches(const char* text) const {
    Words words;
    std::memcpy(words.data(), text, size);
    std::uint64_t different = 0;
    for (std::size_t word = 0; word < words.size(); ++word)
      different |= (words[word] & masks_[word]) ^ words_[word];
    return usable_ && different == 0;
  }

 private:
  using Words = std::array<std::uint64_t, size / sizeof(std::uint64_t)>;
  Words words_{};
  Words masks_{};
  bool usable_ = false;  // longer names, and those that need escapes, are not
};

}  // namespace eligo::json
