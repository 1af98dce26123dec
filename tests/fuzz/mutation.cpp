#include "fuzz/mutation.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace eligo::fuzz {

namespace {

constexpr std::size_t longest = 65'536;
constexpr std::size_t longest_stretch = 60;

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

std::vector<std::string> read_dictionary(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    const std::size_t quote = line.find('"');
    if (line.size() < quote + 2 || line.back() != '"')
      throw std::invalid_argument("no word: " + std::string(line));
    std::string& word = words.emplace_back();
    const std::string_view inside = line.substr(quote + 1, line.size() - quote - 2);
    for (std::size_t at = 0; at < inside.size(); ++at) {
      if (inside[at] == '\\' && inside.substr(at, 2) == "\\x") {
        word += static_cast<char>(std::stoi(std::string(inside.substr(at + 2, 2)), nullptr, 16));
        at += 3;
      } else {
        if (inside[at] == '\\') ++at;
        word += inside.at(at);
      }
    }
  }
  return words;
}

Mutator::Mutator(std::vector<std::string> corpus, const std::vector<std::string>& dictionary)
    : corpus_(std::move(corpus)) {
  const auto words = words_of(corpus_);
  words_.assign(words.begin(), words.end());
  words_.insert(words_.end(), dictionary.begin(), dictionary.end());
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
