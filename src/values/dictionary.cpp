#include "values/dictionary.hpp"

#include <cstring>

#include "values/hash.hpp"

namespace eligo::values {

namespace {

constexpr std::size_t first_places = 16;

std::uint64_t load_word(const char* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

// Only texts of a rule set are in the table, so that nobody else can make it collide.
std::uint64_t hash_of(std::string_view text) {
  if (text.size() <= ShortText::longest) return ShortText(text).hash(text.size());
  std::uint64_t hash = text.size() * hash_factor;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at + 8 < end; at += 8) hash = mix_hash(hash, load_word(at));
  hash = mix_hash(hash, load_word(end - 8));
  return end_hash(hash);
}

}  // namespace

std::size_t Dictionary::place_of(std::string_view text) const {
  return find_place(hash_of(text), [&](const Entry& entry) { return entry.value.text() == text; });
}

void Dictionary::grow() {
  table_.assign(last_ == 0 ? first_places : table_.size() * 2, 0);
  last_ = table_.size() - 1;
  for (std::uint32_t code = 1; code <= size(); ++code)
    table_[place_of(text(code))] = (hash_of(text(code)) & upper_half_) | code;
}

std::uint32_t Dictionary::insert(std::string_view text) {
  if (const std::uint32_t code = find(text); code != StringValue::absent_code) return code;
  const std::string& kept = texts_.emplace_back(text);
  const bool is_short = kept.size() <= ShortText::longest;
  entries_.push_back({{kept.data(), static_cast<std::uint32_t>(kept.size()), size() + 1},
                      is_short ? ShortText(kept) : ShortText()});
  if (entries_.size() * 2 > table_.size()) {
    grow();
  } else {
    table_[place_of(text)] = (hash_of(text) & upper_half_) | size();
  }
  return size();
}

}  // namespace eligo::values
