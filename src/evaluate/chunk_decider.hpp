#pragma once

#include <span>
#include <string>
#include <vector>

#include "decide/decider.hpp"
#include "decide/undecided_facts.hpp"
#include "evaluate/evaluation.hpp"
#include "evaluate/input_schema.hpp"
#include "evaluate/part_size.hpp"
#include "evaluate/record_instants.hpp"
#include "output/csv_writer.hpp"
#include "output/decision_writer.hpp"
#include "pipeline/output_buffer.hpp"
#include "profiles/batch.hpp"
#include "profiles/chunk_reader.hpp"
#include "profiles/profile_input.hpp"
#include "summary/summary.hpp"
#include "values/scratch_memory.hpp"

namespace eligo::evaluate {

/// Reads, decides and writes one chunk after another. Keeps scratch memory: one a thread.
class ChunkDecider {
 public:
  /// `input` reads by `schema`. All outlive it.
  ChunkDecider(const decide::Decider& decider, const InputSchema& schema, const profiles::ProfileInput& input,
               const EvaluationOptions& options);

  /// Writes a record for each of the chunk's; fewer where no more is wanted.
  void decide(const profiles::Chunk& chunk, pipeline::OutputBuffer& out);
  /// Keys of the chunk decided last that no fact has, those left out that an earlier chunk had.
  [[nodiscard]] const std::vector<std::string>& ignored_keys() const { return ignored_keys_; }
  [[nodiscard]] const summary::Summary& summary() const { return summary_; }
  [[nodiscard]] const decide::UndecidedFacts& undecided() const { return undecided_; }

 private:
  /// Whether more is wanted.
  [[nodiscard]] bool decide_part(const profiles::Chunk& chunk, std::span<const profiles::RawRecord> records,
                                 pipeline::OutputBuffer& out);
  void write_row(const profiles::Chunk& chunk, std::size_t row, std::string& out);

  const decide::Decider* decider_;
  const profiles::ProfileInput* input_;
  const EvaluationOptions* options_;
  profiles::ChunkReader reader_;
  profiles::Batch batch_;
  RecordInstants instants_;
  values::ScratchMemory memory_;
  std::span<const values::View> views_;  // of the batch
  std::vector<decide::DecisionData> decisions_;
  output::DecisionWriter json_;
  output::CsvWriter csv_;
  summary::Summary summary_;
  std::vector<std::string> ignored_keys_;
  PartSize part_;
  decide::UndecidedFacts undecided_;
  std::vector<std::size_t> unreadable_;  // see summary::watch_absent
};

}  // namespace eligo::evaluate
