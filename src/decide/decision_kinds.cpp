#include "decide/decision_kinds.hpp"

#include <algorithm>
#include <bit>

#include "values/hash.hpp"

namespace eligo::decide {

void DecisionKinds::clear() {
  of_rows_.clear();
  decisions_.clear();
  keys_.clear();
  words_.clear();
  std::ranges::fill(table_, none_);
}

std::uint64_t DecisionKinds::hash_of(const KindKey& key) {
  std::uint64_t hash = key.size();
  for (const std::uint32_t word : key) hash = (std::rotl(hash, 27) ^ word) * values::hash_factor;
  return values::end_hash(hash);
}

std::uint32_t DecisionKinds::find(const KindKey& key, std::uint64_t hash) const {
  const std::size_t last = table_.size() - 1;
  for (std::size_t place = hash & last; table_[place] != none_; place = (place + 1) & last) {
    const Key& known = keys_[table_[place]];
    if (known.hash != hash || known.size != key.size()) continue;
    const std::uint32_t* const words = &words_[known.begin];
    std::uint32_t different = 0;  // most keys have a word or two: a loop is faster than a call
    for (std::size_t i = 0; i < known.size; ++i) different |= words[i] ^ key[i];
    if (different == 0) return table_[place];
  }
  return none_;
}

std::uint32_t DecisionKinds::insert(const KindKey& key, std::uint64_t hash) {
  const auto kind = static_cast<std::uint32_t>(keys_.size());
  keys_.push_back({hash, words_.size(), key.size()});
  words_.insert(words_.end(), key.begin(), key.end());
  if (keys_.size() * 2 > table_.size()) {
    table_.assign(table_.size() * 2, none_);
    for (std::uint32_t known = 0; known < kind; ++known) put(keys_[known].hash, known);
  }
  put(hash, kind);
  return kind;
}

void DecisionKinds::put(std::uint64_t hash, std::uint32_t kind) {
  const std::size_t last = table_.size() - 1;
  std::size_t place = hash & last;
  while (table_[place] != none_) place = (place + 1) & last;
  table_[place] = kind;
}

}  // namespace eligo::decide
