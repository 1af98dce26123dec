#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "decide/decision_data.hpp"
#include "values/hash.hpp"

namespace eligo::decide {

/// What a decision with Detail::codes follows from, in words: two rows with the same have the same decision.
using KindKey = std::vector<std::uint32_t>;

/// The decisions of a batch with Detail::codes, each kept once however many rows have it: nearly all rows of
/// a run are of a few dozen kinds. Kinds stay from batch to batch, of one rule set. One thread at a time.
class DecisionKinds {
 public:
  /// By row of the batch decided last, the number of its kind.
  [[nodiscard]] std::span<const std::uint32_t> of_rows() const { return of_rows_; }
  [[nodiscard]] const DecisionData& decision(std::size_t kind) const { return decisions_[kind]; }
  /// How many there are; numbers mean the same until `clear`.
  [[nodiscard]] std::size_t size() const { return decisions_.size(); }
  /// About how many bytes the decision of a kind takes; all of them with what they are told apart by.
  [[nodiscard]] std::size_t bytes(std::size_t kind) const { return keys_[kind].bytes; }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  void clear();

  // For whoever decides: a batch begins, and each row in turn is given its kind.
  void begin_rows() { of_rows_.clear(); }
  /// The next row is of the kind with this key, whose decision `make` fills in where it is new. Gives the
  /// kind's number.
  template <typename Make>
  std::uint32_t add_row(const KindKey& key, const Make& make) {
    const std::uint64_t hash = values::hash_words(key);
    std::uint32_t kind = find(key, hash);
    if (kind == none_) {
      DecisionData decision;
      make(decision);
      kind = insert(key, hash, std::move(decision));
    }
    add_row(kind);
    return kind;
  }
  /// The next row is of a kind that another was of.
  void add_row(std::uint32_t kind) { of_rows_.push_back(kind); }

 private:
  static constexpr std::uint32_t none_ = 0xFFFF'FFFF;
  /// Of a kind, the words [begin, begin + size) of all.
  struct Key {
    std::uint64_t hash;
    std::size_t begin, size;
    std::size_t bytes;  ///< of the decision
  };

  [[nodiscard]] std::uint32_t find(const KindKey& key, std::uint64_t hash) const;
  [[nodiscard]] std::uint32_t insert(const KindKey& key, std::uint64_t hash, DecisionData decision);

  std::vector<std::uint32_t> of_rows_;
  std::vector<DecisionData> decisions_;  // by kind
  std::vector<Key> keys_;                // by kind
  std::vector<std::uint32_t> words_;     // of all keys
  std::size_t bytes_ = 0;
  // With open addressing, at most half full; its size is a power of two.
  std::vector<std::uint32_t> table_ = std::vector<std::uint32_t>(64, none_);
};

}  // namespace eligo::decide
