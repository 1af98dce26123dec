#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "decide/decision_data.hpp"
#include "output/decision_key.hpp"
#include "output/prepared_text.hpp"

namespace eligo::output {

/// Prepared texts of decisions, kept by all that they depend on but variables (see DecisionKey). Nearly all
/// decisions of a run are of a few dozen kinds. Bounded: texts that are asked for often stay.
template <typename Variable>
class DecisionTexts {
 public:
  /// The text of a decision, valid until the next call. Where it is not kept, `prepare` makes it.
  template <typename Prepare>
  const PreparedText<Variable>& text_of(const decide::DecisionData& decision, const Prepare& prepare) {
    if (entries_.empty() && !std::exchange(begun_, true)) return fresh(prepare);  // it may be the only one
    if (is_plain(decision)) {  // as most are: it needs no key
      if (plain_.bytes() == 0) prepare(plain_);
      return plain_;
    }
    if (entries_.empty()) entries_.resize(most_entries_);
    key_.describe(decision);
    const std::uint64_t hash = key_.hash();
    Entry& first = entries_[hash % most_entries_];
    if (is_of(first, hash)) return use(first);
    Entry& second = entries_[(hash >> 32U) % most_entries_];
    if (is_of(second, hash)) return use(second);
    fresh(prepare);
    return keep(second.uses < first.uses ? second : first, hash);
  }

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t uses = 0;  // lately
    std::vector<std::uint32_t> key;
    PreparedText<Variable> text;
  };
  static constexpr std::size_t most_entries_ = 2'048;
  static constexpr std::size_t most_bytes_ = std::size_t{8} << 20U,
                               most_bytes_of_one_ = std::size_t{16} << 10U;
  static constexpr std::uint32_t most_uses_ = 64;

  /// Visible, and no more is said of it.
  [[nodiscard]] static bool is_plain(const decide::DecisionData& decision) {
    const bool visible = decision.verdict == Verdict::visible && decision.best == Verdict::visible &&
                         decision.worst == Verdict::visible;
    const bool lists = !decision.reasons.empty() || !decision.waived.empty() ||
                       !decision.alternatives.empty() || !decision.refused.empty() || !decision.needs.empty();
    const bool times = decision.retry_at || decision.valid_until || decision.times_bounded;
    return visible && !lists && !times && !decision.segment && !decision.review;
  }
  [[nodiscard]] bool is_of(const Entry& entry, std::uint64_t hash) const {
    return entry.hash == hash && std::ranges::equal(entry.key, key_.words());
  }
  const PreparedText<Variable>& use(Entry& entry) {
    entry.uses = std::min(entry.uses + 1, most_uses_);
    return entry.text;
  }
  template <typename Prepare>
  const PreparedText<Variable>& fresh(const Prepare& prepare) {
    fresh_.clear();
    prepare(fresh_);
    return fresh_;
  }
  /// Puts the fresh text in the entry's place, unless that is of more use or the text is too long.
  const PreparedText<Variable>& keep(Entry& entry, std::uint64_t hash) {
    if (entry.uses > 0) {
      --entry.uses;
      return fresh_;
    }
    const std::size_t key_bytes = key_.words().size() * sizeof(std::uint32_t);
    const std::size_t bytes = fresh_.bytes() + key_bytes;
    const std::size_t freed = entry.text.bytes() + entry.key.size() * sizeof(std::uint32_t);
    if (bytes > most_bytes_of_one_ || bytes_ - freed + bytes > most_bytes_) return fresh_;
    bytes_ = bytes_ - freed + bytes;
    entry.hash = hash;
    entry.key.assign(key_.words().begin(), key_.words().end());
    entry.text = fresh_;  // a copy has no more memory than it needs
    return entry.text;
  }

  DecisionKey key_;
  PreparedText<Variable> fresh_, plain_;
  std::vector<Entry> entries_;
  std::size_t bytes_ = 0;
  bool begun_ = false;
};

}  // namespace eligo::output
