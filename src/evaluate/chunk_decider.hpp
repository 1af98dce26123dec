#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "decide/decider.hpp"
#include "decide/decision_kinds.hpp"
#include "decide/undecided_facts.hpp"
#include "evaluate/evaluation.hpp"
#include "evaluate/input_schema.hpp"
#include "evaluate/part_size.hpp"
#include "evaluate/record_instants.hpp"
#include "evaluate/record_stream.hpp"
#include "output/csv_writer.hpp"
#include "output/decision_writer.hpp"
#include "output/record_keys.hpp"
#include "output/whole_decision_writer.hpp"
#include "pipeline/output_buffer.hpp"
#include "profiles/batch.hpp"
#include "profiles/chunk_reader.hpp"
#include "profiles/profile_input.hpp"
#include "summary/summary.hpp"
#include "values/expected_form.hpp"
#include "values/scratch_memory.hpp"

namespace eligo::evaluate {

/// Writes decisions as the options say.
[[nodiscard]] output::CsvWriter csv_writer(const check::CheckedRuleSet& rules,
                                           const EvaluationOptions& options);
/// Writes records that cannot be read, where they stand apart.
[[nodiscard]] output::CsvWriter error_csv_writer(const check::CheckedRuleSet& rules,
                                                 const EvaluationOptions& options);

/// Reads, decides and writes one chunk after another. Keeps scratch memory: one a thread.
class ChunkDecider {
 public:
  /// `input` reads by `schema`, `kept` are the columns that decisions carry (nothing: the subject's). All
  /// outlive it.
  ChunkDecider(const decide::Decider& decider, const InputSchema& schema, const profiles::ProfileInput& input,
               const EvaluationOptions& options,
               const std::vector<std::vector<summary::CountedField>>& by = {},
               std::vector<std::optional<std::uint32_t>> kept = {});

  /// Writes a record for each of the chunk's but the first `written`; fewer where no more is wanted.
  void decide(const profiles::Chunk& chunk, pipeline::OutputBuffer& out, std::size_t written = 0);
  /// Keys of the chunk decided last that no fact has, those left out that an earlier chunk had.
  [[nodiscard]] const std::vector<std::string>& ignored_keys() const { return ignored_keys_; }
  [[nodiscard]] const summary::Summary& summary() {
    count_kinds();
    return summary_;
  }
  [[nodiscard]] const decide::UndecidedFacts& undecided() const { return undecided_; }
  /// How many records of the chunk decided last were not written, by the stream that they are of.
  [[nodiscard]] const std::array<std::uint64_t, record_streams>& passed_over() const { return passed_over_; }
  /// Of the columns behind the facts', whether any record had a value.
  [[nodiscard]] const std::vector<bool>& seen_columns() const { return seen_columns_; }

 private:
  /// Whether more is wanted.
  [[nodiscard]] bool decide_part(const profiles::Chunk& chunk, std::span<const profiles::RawRecord> records,
                                 DecisionFormat format, pipeline::OutputBuffer& out);
  void look_at_columns();
  /// Gives about how many bytes the decisions take.
  std::size_t decide_rows(const decide::Facts& facts, Detail detail);
  /// The decision of a row of the batch, made by `decide_rows`.
  [[nodiscard]] const decide::DecisionData& decision_of(std::size_t row) const {
    return by_kind_ ? kinds_.decision(kinds_.of_rows()[row]) : decisions_[row];
  }
  void count(std::size_t row);
  void count_kinds();
  void forget_kinds();
  /// Of a usual run: NDJSON in one stream, with nothing counted by fields. The row is no error.
  void write_usual_row(const profiles::Chunk& chunk, std::size_t row, std::string& out);
  void write_row(const profiles::Chunk& chunk, std::size_t row, DecisionFormat format, std::string& out);
  [[nodiscard]] RecordStream stream_of(std::size_t row) const;
  void write_record(const output::RecordKeys& keys, std::size_t row, std::string& out);
  void write_error(const output::RecordKeys& keys, std::string_view error, std::string& out);
  void write_decision(const output::RecordKeys& keys, std::size_t row, std::string& out);
  /// Calls `use` with a decision as the options ask for it.
  template <typename Use>
  void use_written(const decide::DecisionData& decision, const Use& use) const;
  void write_json(const decide::DecisionData& decision, std::string_view keys, std::string& out);
  [[nodiscard]] const std::string& json_of_kind(std::uint32_t kind);
  [[nodiscard]] output::RecordKeys keys_of(const profiles::Chunk& chunk, std::size_t row);

  const decide::Decider* decider_;
  const profiles::ProfileInput* input_;
  const EvaluationOptions* options_;
  profiles::ChunkReader reader_;
  profiles::Batch batch_;
  RecordInstants instants_;
  values::ScratchMemory memory_;
  std::span<const values::View> views_;  // of the batch
  // The decisions of the batch: each row's own, or kinds of them.
  bool by_kind_ = false;
  std::vector<decide::DecisionData> decisions_;
  decide::DecisionKinds kinds_;
  std::vector<std::uint64_t> kind_counts_;  // rows that the summary does not have yet
  std::vector<std::string> kind_texts_;     // JSON behind the keys, made when it is asked for
  std::size_t kind_text_bytes_ = 0;
  std::size_t rows_apart_ = 0;  // parts that are not decided by kind
  bool usual_ = false;          // see write_usual_row
  values::WrittenForms forms_;
  output::RecordKeysWriter keys_;
  output::DecisionWriter json_;
  output::WholeDecisionWriter whole_;
  output::CsvWriter csv_, error_csv_;
  summary::Summary summary_;
  std::vector<std::string> ignored_keys_;
  PartSize part_;
  decide::UndecidedFacts undecided_;
  /// Of a kept column in the batch.
  struct KeptColumn {
    const values::StringValue* values = nullptr;
    const std::uint64_t* known = nullptr;  // null: the subjects
  };
  std::vector<std::optional<std::uint32_t>> kept_;  // columns; nothing: the subject's
  std::vector<KeptColumn> kept_columns_;
  std::vector<output::KeptValue> kept_values_;  // scratch: of a record
  std::vector<bool> seen_columns_;
  std::array<std::uint64_t, record_streams> passed_over_{};
  std::vector<std::size_t> unreadable_;  // see summary::watch_absent
};

}  // namespace eligo::evaluate
