#include "values/dictionary.hpp"

#include <cstring>

#include "values/hash.hpp"

namespace eligo::values {

namespace {

constexpr std::uint64_t upper_half = ~std::uint64_t{0} << 32U;

template <typename Word>
std::uint64_t load(const char* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// All bytes of a text of at most 16; two such texts of one size with the same words are the same.
struct ShortText {
  static constexpr std::size_t longest = 16;

  explicit ShortText(std::string_view text) {
    const char* const bytes = text.data();
    const std::size_t size = text.size();
    if (size >= 8) {  // the words may overlap
      first = load<std::uint64_t>(bytes);
      last = load<std::uint64_t>(bytes + size - 8);
    } else if (size >= 4) {
      first = load<std::uint32_t>(bytes);
      last = load<std::uint32_t>(bytes + size - 4);
    } else if (size > 0) {
      first = load<std::uint8_t>(bytes);
      last = load<std::uint8_t>(bytes + size / 2) << 8U | load<std::uint8_t>(bytes + size - 1);
    }
  }
  friend bool operator==(const ShortText&, const ShortText&) = default;

  std::uint64_t first = 0, last = 0;
};

// Only texts of a rule set are in the table, so that nobody else can make it collide.

std::uint64_t hash_of(const ShortText& text, std::size_t size) {
  return end_hash(mix_hash(mix_hash(size * hash_factor, text.first), text.last));
}

std::uint64_t hash_of(std::string_view text) {
  if (text.size() <= ShortText::longest) return hash_of(ShortText(text), text.size());
  std::uint64_t hash = text.size() * hash_factor;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at + 8 < end; at += 8) hash = mix_hash(hash, load<std::uint64_t>(at));
  hash = mix_hash(hash, load<std::uint64_t>(end - 8));
  return end_hash(hash);
}

/// Where in the table the entry of this hash is of which `is_same` takes the number, or the empty one.
template <typename Same>
std::size_t find_place(const std::vector<std::uint64_t>& table, std::uint64_t hash, Same is_same) {
  const std::size_t last = table.size() - 1;
  std::size_t place = hash & last;
  for (; table[place] != 0; place = (place + 1) & last) {
    if (((table[place] ^ hash) & upper_half) != 0) continue;
    if (is_same(static_cast<std::uint32_t>(table[place]))) break;
  }
  return place;
}

}  // namespace

/// Where the text is, or would be, in a table that is not empty.
[[gnu::noinline]] std::size_t Dictionary::place_of(std::string_view text) const {
  return find_place(table_, hash_of(text), [&](std::uint32_t code) { return value(code).text() == text; });
}

void Dictionary::grow() {
  table_.assign(table_.empty() ? 16 : table_.size() * 2, 0);
  for (std::uint32_t code = 1; code <= size(); ++code)
    table_[place_of(text(code))] = (hash_of(text(code)) & upper_half) | code;
}

std::uint32_t Dictionary::insert(std::string_view text) {
  if (const std::uint32_t code = find(text); code != StringValue::absent_code) return code;
  const std::string& kept = texts_.emplace_back(text);
  values_.push_back({kept.data(), static_cast<std::uint32_t>(kept.size()), size() + 1});
  if (values_.size() * 2 > table_.size()) {
    grow();
  } else {
    table_[place_of(text)] = (hash_of(text) & upper_half) | size();
  }
  return size();
}

std::uint32_t Dictionary::find(std::string_view text) const {
  static_assert(StringValue::absent_code == 0);  // as an empty place of the table says
  if (table_.empty()) return StringValue::absent_code;
  if (text.size() > ShortText::longest) [[unlikely]]
    return static_cast<std::uint32_t>(table_[place_of(text)]);
  // Most texts are short: they are hashed and compared without a call.
  const ShortText wanted(text);
  const std::size_t place = find_place(table_, hash_of(wanted, text.size()), [&](std::uint32_t code) {
    const StringValue& present = value(code);
    return present.size == text.size() && ShortText(present.text()) == wanted;
  });
  return static_cast<std::uint32_t>(table_[place]);
}

}  // namespace eligo::values
