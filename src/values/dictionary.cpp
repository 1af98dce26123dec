#include "values/dictionary.hpp"

#include <algorithm>
#include <cstring>

#include "values/view.hpp"

namespace eligo::values {

namespace {

constexpr std::uint64_t upper_half = ~std::uint64_t{0} << 32U;

template <typename Word>
std::uint64_t load(const char* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// Only texts of a rule set are in the table, so that nobody else can make it collide.
std::uint64_t hash_of(std::string_view text) {
  constexpr std::uint64_t factor = 0x9E37'79B9'7F4A'7C15;  // 2^64 divided by the golden ratio
  std::uint64_t hash = text.size() * factor;
  const auto mix = [&](std::uint64_t word) {
    hash = (hash ^ word) * factor;
    hash ^= hash >> 29U;
  };
  const char* const end = text.data() + text.size();
  if (text.size() >= 8) {  // the last words may overlap
    for (const char* at = text.data(); at + 8 < end; at += 8) mix(load<std::uint64_t>(at));
    mix(load<std::uint64_t>(end - 8));
  } else if (text.size() >= 4) {
    mix(load<std::uint32_t>(text.data()) << 32U | load<std::uint32_t>(end - 4));
  } else {
    std::uint64_t word = 0;
    for (const char letter : text) word = word << 8U | static_cast<unsigned char>(letter);
    mix(word);
  }
  return hash ^ hash >> 32U;
}

/// Most texts are short: their words, which may overlap, are compared without a call.
bool is_same(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  const char *const a = left.data(), *const b = right.data();
  const std::size_t size = left.size();
  if (size > 16) return left == right;
  if (size >= 8) {
    return load<std::uint64_t>(a) == load<std::uint64_t>(b) &&
           load<std::uint64_t>(a + size - 8) == load<std::uint64_t>(b + size - 8);
  }
  if (size >= 4) {
    return load<std::uint32_t>(a) == load<std::uint32_t>(b) &&
           load<std::uint32_t>(a + size - 4) == load<std::uint32_t>(b + size - 4);
  }
  return std::equal(a, a + size, b);
}

}  // namespace

/// Where the text is, or would be, in a table that is not empty.
std::size_t Dictionary::place_of(std::string_view text) const {
  const std::uint64_t hash = hash_of(text);
  const std::size_t last = table_.size() - 1;
  std::size_t place = hash & last;
  for (; table_[place] != 0; place = (place + 1) & last) {
    if (((table_[place] ^ hash) & upper_half) != 0) continue;
    if (is_same(views_[static_cast<std::uint32_t>(table_[place]) - 1], text)) break;
  }
  return place;
}

void Dictionary::grow() {
  table_.assign(table_.empty() ? 16 : table_.size() * 2, 0);
  for (std::uint32_t code = 1; code <= size(); ++code)
    table_[place_of(views_[code - 1])] = (hash_of(views_[code - 1]) & upper_half) | code;
}

std::uint32_t Dictionary::insert(std::string_view text) {
  if (const std::uint32_t code = find(text); code != StringValue::absent_code) return code;
  views_.emplace_back(texts_.emplace_back(text));
  if (views_.size() * 2 > table_.size()) {
    grow();
  } else {
    table_[place_of(text)] = (hash_of(text) & upper_half) | size();
  }
  return size();
}

std::uint32_t Dictionary::find(std::string_view text) const {
  static_assert(StringValue::absent_code == 0);  // as an empty place of the table says
  return table_.empty() ? StringValue::absent_code : static_cast<std::uint32_t>(table_[place_of(text)]);
}

}  // namespace eligo::values
