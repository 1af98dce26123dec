#include "decide/decision_kinds.hpp"

#include <algorithm>

namespace eligo::decide {

namespace {

std::size_t bytes_of(const Reasons& reasons) {
  std::size_t bytes = reasons.size() * sizeof(ReasonData);
  for (const ReasonData& reason : reasons) bytes += reason.rules.size() * sizeof(std::uint32_t);
  return bytes;
}

std::size_t bytes_of(const DecisionData& decision) {
  return sizeof(DecisionData) + bytes_of(decision.reasons) + bytes_of(decision.waived) +
         decision.alternatives.size() * sizeof(std::uint32_t) +
         decision.refused.size() * sizeof(MissingInput);
}

void put(std::vector<std::uint32_t>& table, std::uint32_t none, std::uint64_t hash, std::uint32_t kind) {
  const std::size_t last = table.size() - 1;
  std::size_t place = hash & last;
  while (table[place] != none) place = (place + 1) & last;
  table[place] = kind;
}

}  // namespace

void DecisionKinds::clear() {
  of_rows_.clear();
  decisions_.clear();
  keys_.clear();
  words_.clear();
  bytes_ = 0;
  std::ranges::fill(table_, none_);
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

std::uint32_t DecisionKinds::insert(const KindKey& key, std::uint64_t hash, DecisionData decision) {
  const auto kind = static_cast<std::uint32_t>(keys_.size());
  const std::size_t begin = words_.size(), bytes = bytes_of(decision);
  // Whatever throws for want of memory leaves the kinds as they were.
  if ((keys_.size() + 1) * 2 > table_.size()) {
    std::vector<std::uint32_t> larger(table_.size() * 2, none_);
    for (std::uint32_t known = 0; known < kind; ++known) put(larger, none_, keys_[known].hash, known);
    table_.swap(larger);
  }
  words_.insert(words_.end(), key.begin(), key.end());
  keys_.push_back({hash, begin, key.size(), bytes});
  try {
    decisions_.push_back(std::move(decision));
  } catch (...) {
    keys_.pop_back();
    throw;
  }
  put(table_, none_, hash, kind);
  bytes_ += bytes + sizeof(Key) + key.size() * sizeof(std::uint32_t);
  return kind;
}

}  // namespace eligo::decide
