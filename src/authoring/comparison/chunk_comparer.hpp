#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "authoring/comparison/comparison.hpp"
#include "decide/undecided_facts.hpp"
#include "evaluate/part_size.hpp"
#include "evaluate/record_instants.hpp"
#include "profiles/batch.hpp"
#include "profiles/chunk_reader.hpp"
#include "values/scratch_memory.hpp"

namespace eligo::authoring {

/// Reads one chunk after another, once, and decides it by both rule sets. Keeps scratch memory: one a thread.
class ChunkComparer {
 public:
  ChunkComparer(const RuleSetPair& pair, const ComparisonOptions& options, const InputNames& inputs,
                const evaluate::InputSchema& schema, const profiles::ReadOptions& reading);

  /// What a chunk gives beside counts.
  struct Findings {
    Samples samples{0};
    std::optional<BadRecord> bad;      ///< the first
    std::optional<BadRecord> cut_off;  ///< one that the input ends in
    std::vector<std::string> lists;    ///< a line for each profile that one of ComparisonOptions::lists has
    std::vector<std::string> ignored_keys;  ///< that no fact has, those left out that an earlier chunk had
  };
  void compare(const profiles::Chunk& chunk, Findings& findings);

  [[nodiscard]] const SwapSet& swap_set() const { return swap_set_; }
  [[nodiscard]] const Both<summary::FactTallies>& tallies() const { return tallies_; }
  [[nodiscard]] const Both<decide::UndecidedFacts>& undecided() const { return undecided_; }

 private:
  void compare_part(const profiles::Chunk& chunk, std::span<const profiles::RawRecord> records,
                    Findings& findings);
  /// What its decisions came to in bytes, about.
  [[nodiscard]] std::size_t decide(Side side, std::span<const values::View> columns, std::size_t input);
  void compare_row(const profiles::Chunk& chunk, const profiles::RawRecord& record, std::size_t row,
                   std::span<const values::View> columns, Findings& findings);
  void take_down(const Change& change, const ProfileName& profile, std::size_t row, Findings& findings) const;

  const RuleSetPair* pair_;
  const ComparisonOptions* options_;
  const InputNames* inputs_;
  profiles::ChunkReader reader_;
  profiles::Batch batch_;
  evaluate::RecordInstants instants_;
  values::ScratchMemory memory_;
  std::vector<values::View> views_;  // of one rule set's facts
  Both<std::vector<decide::DecisionData>> decisions_;
  SwapSet swap_set_;
  Both<summary::FactTallies> tallies_;
  Both<decide::UndecidedFacts> undecided_;
  std::vector<std::size_t> unreadable_;  // see summary::watch_absent
  evaluate::PartSize part_;
};

}  // namespace eligo::authoring
