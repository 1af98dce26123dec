#include "property/record_mutation.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace eligo::property {

namespace {

using Kind = RecordTree::Kind;

void collect(RecordTree& tree, std::vector<RecordTree*>& found) {
  found.push_back(&tree);
  for (auto& [key, value] : tree.members) collect(value, found);
  for (RecordTree& element : tree.elements) collect(element, found);
}

template <typename T>
void shuffle(std::vector<T>& parts, Random& random) {
  for (std::size_t left = parts.size(); left > 1; --left)
    std::swap(parts[left - 1], parts[random.below(left)]);
}

bool is_number(const std::string& scalar) {
  return !scalar.empty() && (scalar.front() == '-' || (scalar.front() >= '0' && scalar.front() <= '9'));
}

/// The key with one of its letters written as an escape: the same key to whoever knows JSON.
std::string respelt(const std::string& key, Random& random) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (key.size() < 3) return key;
  const std::size_t at = 1 + random.below(key.size() - 2);
  const auto letter = static_cast<unsigned char>(key[at]);
  if (letter >= 0x80 || letter == '\\' || key[at - 1] == '\\') return key;
  std::string escape = "\\u00";
  escape += digits[letter >> 4U];
  escape += digits[letter & 0xFU];
  return key.substr(0, at) + escape + key.substr(at + 1);
}

}  // namespace

void RecordMutator::freshen(RecordTree& tree, Random& random) const {
  if (tree.kind == Kind::scalar && is_number(tree.scalar)) {
    bool first = true;
    for (char& c : tree.scalar) {
      if (c < '0' || c > '9') break;  // digits behind the point stay
      if (random.chance(50)) c = static_cast<char>((first ? '1' : '0') + static_cast<char>(random.below(9)));
      first = false;
    }
  }
  for (auto& [key, value] : tree.members) freshen(value, random);
  for (RecordTree& element : tree.elements) freshen(element, random);
}

RecordTree RecordMutator::value(Random& random) const {
  if (random.chance(20)) return RecordTree::raw(std::string(1 + random.below(24), '7'));
  if (random.chance(15)) return RecordTree::raw('"' + std::string(random.below(80), 'x') + '"');
  return RecordTree::raw(random.pick(values_));
}

void RecordMutator::change(RecordTree& record, Random& random) const {
  std::vector<RecordTree*> all;
  collect(record, all);
  RecordTree& tree = *all[random.below(all.size())];
  if (random.chance(25)) {
    if (&tree != &record || random.chance(5))
      tree = random.chance(40) ? RecordTree::raw("null") : value(random);
    return;
  }
  if (tree.kind == Kind::object) return change_object(tree, random);
  if (tree.kind == Kind::list) return change_list(tree, random);
  if (random.chance(70)) return change_object(record, random);
  tree = value(random);
}

void RecordMutator::change_object(RecordTree& object, Random& random) const {
  auto& members = object.members;
  if (members.empty()) {
    members.push_back({"\"x\"", value(random)});
    return;
  }
  const std::size_t at = random.below(members.size());
  switch (random.below(9)) {
    case 0:
    case 1: return shuffle(members, random);
    case 2: members.erase(members.begin() + static_cast<std::ptrdiff_t>(at)); return;
    case 3: {  // twice, side by side or apart, perhaps written differently
      auto copy = members[at];
      if (random.chance(30)) copy.key = respelt(copy.key, random);
      members.insert(members.begin() + static_cast<std::ptrdiff_t>(random.below(members.size() + 1)),
                     std::move(copy));
      return;
    }
    case 4: {  // an object in two parts, one of them perhaps empty
      auto& [key, whole] = members[at];
      if (whole.kind != Kind::object) return;
      RecordTree rest;
      rest.kind = Kind::object;
      for (std::size_t count = random.below(whole.members.size() + 1); count > 0; --count) {
        rest.members.push_back(std::move(whole.members.back()));
        whole.members.pop_back();
      }
      members.push_back({std::string(key), std::move(rest)});
      return;
    }
    case 5: {
      std::string key = "\"" + std::string(1, static_cast<char>('a' + random.below(26)));
      if (random.chance(10)) key += std::string(40, 'k');
      members.push_back({key + '"', value(random)});
      return;
    }
    case 6: members[at].key = respelt(members[at].key, random); return;
    case 7: std::swap(members[at].value, members[random.below(members.size())].value); return;
    default: members[at].value = random.chance(50) ? RecordTree::raw("null") : value(random); return;
  }
}

void RecordMutator::change_list(RecordTree& list, Random& random) const {
  auto& elements = list.elements;
  if (elements.empty() || random.chance(20)) {
    for (std::size_t count = random.below(3); count > 0; --count) elements.push_back(value(random));
    return;
  }
  const std::size_t at = random.below(elements.size());
  switch (random.below(4)) {
    case 0: elements.clear(); return;
    case 1: elements.erase(elements.begin() + static_cast<std::ptrdiff_t>(at)); return;
    case 2: elements[at] = random.chance(40) ? RecordTree::raw("null") : value(random); return;
    default: {
      const RecordTree element = elements[at];
      elements.insert(elements.end(), 1 + random.below(random.chance(10) ? 40 : 4), element);
      return;
    }
  }
}

void RecordMutator::change(std::string& text, Random& random) const {
  const std::size_t at = random.below(text.size() + 1);
  switch (random.below(10)) {
    case 0:
      if (at < text.size()) text[at] = static_cast<char>(random.below(256));
      return;
    case 1:
      if (at < text.size()) text.erase(at, 1);
      return;
    case 2: text.insert(at, 1, random.pick(std::vector<char>{' ', '\t', ',', '"', '}', '0', '\\'})); return;
    case 3: {  // where white space may stand
      const std::size_t token = text.find_first_of(",:{}[]", at);
      if (token != std::string::npos) text.insert(token + random.below(2), random.chance(50) ? " " : "\r\n ");
      return;
    }
    case 4: text.resize(at); return;
    case 5: text += random.pick(std::vector<std::string>{" ", "\r", "}", ",", "{}", " 1", "\xFF"}); return;
    case 6:
      text.insert(at, random.pick(std::vector<std::string>{"\xFF", "\xC3", "\xC3\xA9", "\xED\xA0\x80",
                                                           "\xF0\x9F\x98\x80", "\xE4\xB8"}));
      return;
    case 7:
      text.insert(at, random.pick(std::vector<std::string>{"\\n", "\\u0041", "\\ud800", "\\x"}));
      return;
    case 8: text.insert(random.below(2) * text.size(), " "); return;
    default: {
      const std::size_t size = random.below(std::min<std::size_t>(text.size() - at, 20) + 1);
      text.insert(at, text.substr(at, size));
      return;
    }
  }
}

}  // namespace eligo::property
