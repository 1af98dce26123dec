#include "fuzz/mutation.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>

namespace eligo::fuzz {

namespace {

constexpr std::size_t longest = 100'000;
constexpr std::size_t longest_stretch = 60;

// clang-format off
constexpr std::string_view awkward[] = {
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "1e309", "-1e309",
    "9007199254740993", "1e-400", "-0", "-0.0", "0x7fffffffffffffff", "00", "1.", ".5", "NaN", "nan", "Infinity", "1u",
    "\"", "'", "'''", "\"\"\"", "\\", "\\u0000", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\u0061", "\\x41", "\\377",
    "\xEF\xBB\xBF", "\xFF", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x80\xA8", "信用", "é",
    "{", "}", "[", "]", "(", ")", ",", ":", ";", "?", ".", "..", "//", "#", "/*", "\n", "\r\n", "\r", "\t", " ",
    "null", "true", "false", "[]", "{}", "\"\"", "\"\":", "\"id\":", "&&", "||", "!", "-", "+", "*", "/", "%", "==",
    "!=", "<", "<=", " in ", "has(", ".all(x, ", ".exists(x, ", ".filter(x, ", ".map(x, ", ".map(i, x, ", ".size()",
    "size(", "int(", "double(", "string(", "timestamp(", "duration(", "rollout(", ".matches('(a+)+$')",
    ".matches('[')", ".split(',')", ".replace('', 'aa')", ".getHours('Europe/Berlin')", "params.", "lists.", "now",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "2024-02-29T00:00:00+14:00", "10000h", "-1ns",
    "{\"all\": [", "{\"any\": [", "{\"none\": [", "{credit.score}", "=1+1", "@"};
// clang-format on

bool is_word(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
         byte == '_' || byte == '.';
}

std::set<std::string> words_of(const std::vector<std::string>& corpus) {
  std::set<std::string> words;
  for (const std::string& text : corpus) {
    for (auto at = text.begin(); at != text.end();) {
      const auto begin = std::find_if(at, text.end(), is_word);
      at = std::find_if_not(begin, text.end(), is_word);
      if (begin != at && at - begin <= 30) words.emplace(begin, at);
    }
  }
  return words;
}

std::pair<std::size_t, std::size_t> stretch(const std::string& text, property::Random& random) {
  const std::size_t begin = random.below(text.size() + 1);
  const std::size_t rest = std::min(text.size() - begin, longest_stretch);
  return {begin, random.below(rest + 1)};
}

}  // namespace

Mutator::Mutator(std::vector<std::string> corpus) : corpus_(std::move(corpus)) {
  const auto words = words_of(corpus_);
  words_.assign(words.begin(), words.end());
  words_.insert(words_.end(), std::begin(awkward), std::end(awkward));
}

const std::string& Mutator::word(property::Random& random) const { return random.pick(words_); }

void Mutator::change(std::string& text, property::Random& random) const {
  const auto [begin, size] = stretch(text, random);
  switch (random.below(10)) {
    case 0:
      if (begin < text.size()) text[begin] = static_cast<char>(random.below(256));
      return;
    case 1: text.erase(begin, size); return;
    case 2: text.insert(begin, text.substr(begin, size)); return;
    case 3: text.insert(random.below(text.size() + 1), text.substr(begin, size)); return;
    case 4:
    case 5: text.insert(begin, word(random)); return;
    case 6:
    case 7: {  // one word for another
      const auto first = static_cast<std::size_t>(
          std::find_if(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), is_word) -
          text.begin());
      const auto end = static_cast<std::size_t>(
          std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(first), text.end(), is_word) -
          text.begin());
      text.replace(first, end - first, word(random));
      return;
    }
    case 8: {
      const std::string& other = random.pick(corpus_);
      const auto [from, length] = stretch(other, random);
      text.replace(begin, size, other.substr(from, length));
      return;
    }
    default: {
      if (random.chance(80)) return;
      const std::string repeated = word(random);
      std::string many;
      for (std::size_t count = random.below(400); count > 0; --count) many += repeated;
      text.insert(begin, many);
      return;
    }
  }
}

std::string Mutator::mutated(property::Random& random) const {
  std::string text = random.pick(corpus_);
  if (random.chance(5)) text.resize(random.below(text.size() + 1));
  for (std::size_t changes = random.chance(50) ? 1 : 1 + random.below(6); changes > 0; --changes)
    change(text, random);
  if (text.size() > longest) text.resize(longest);
  return text;
}

}  // namespace eligo::fuzz
