#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <eligo/verdict.hpp>

#include "decide/decider.hpp"
#include "evaluate/input_record.hpp"
#include "evaluate/record_choice.hpp"
#include "evaluate/record_stream.hpp"
#include "output/csv_columns.hpp"
#include "output/record_keys.hpp"
#include "pipeline/ordered_jobs.hpp"
#include "profiles/profile_input.hpp"
#include "summary/summary.hpp"
#include "values/time.hpp"

namespace eligo::evaluate {

enum class DecisionFormat : std::uint8_t { none, ndjson, csv };

/// How far an evaluation has come.
struct Standing {
  std::uint64_t profiles = 0;  ///< decided and written
  std::uint64_t bytes = 0;     ///< read of the inputs, packed as they are
};

/// How many records each stream has, the first that all of them together are of the input. Nothing where it
/// has not even a header.
using WrittenRecords = std::array<std::optional<std::uint64_t>, record_streams>;

/// What is decided, and how it is written.
struct EvaluationOptions {
  std::vector<std::string> paths;  ///< profiles; `-` is the standard input
  profiles::InputOptions input;
  values::Nanoseconds now = 0;
  std::optional<std::string> now_field = {};  ///< gives each record's own instant in place of `now`
  Detail detail = Detail::full;
  DecisionFormat format = DecisionFormat::ndjson;
  std::string locale = "en";
  std::string rule_set;  ///< JSON text that goes into every NDJSON decision; may be empty
  std::vector<std::pair<std::string, std::string>> stamp;  ///< the same for CSV: see output::rule_set_stamp
  bool raw_csv = false;                                    ///< see output::CsvWriter
  bool place = false;                                      ///< decisions say their record's file and line
  std::vector<std::string> keep;    ///< columns of the input, or paths in JSON, that decisions carry
  bool stable_keys = false;         ///< NDJSON: all records have all keys, see output::WholeDecisionWriter
  std::vector<std::string> fields;  ///< CSV: the columns, see output::choose_columns; none: all
  /// What the summary counts by: facts, columns of the input (paths in JSON), `segment`; each list joined.
  std::vector<std::vector<std::string>> by;
  bool show_values = false;  ///< keep examples of values that were refused, as they are written
  bool summary = true;       ///< else the result's has no reasons and no waterfall
  RecordChoice choice = {};  ///< which records are decided
  /// What an earlier run has written is decided and counted, but not written again, nor is a header.
  WrittenRecords written = {};
  bool by_verdict = false;  ///< decisions go to streams of their own, see below
  /// The form of records that cannot be read, where they go to a stream of their own.
  std::optional<DecisionFormat> errors = {};
  std::size_t threads = 1;
  /// Told after every chunk that was written; may be empty.
  std::function<void(const Standing&)> progress;
};

struct EvaluationResult {
  summary::Summary summary;
  std::string failure;     ///< why not all of the input could be read; empty where it was
  bool cut_short = false;  ///< the sink took no more
  InputRemarks input;      ///< nothing where cut short
  bool differs = false;    ///< what an earlier run has written is not of these records; nothing else counts
  /// Columns of the input that were asked for, and that no record has.
  std::vector<std::string> absent_columns = {};
};

/// What each decision carries of its record and of the rule set.
[[nodiscard]] output::CarriedColumns carried_columns(const check::CheckedRuleSet& rules,
                                                     const EvaluationOptions& options);

/// Why nothing can be counted by a name; empty where it can.
[[nodiscard]] std::string why_not_by(const check::CheckedRuleSet& rules, const std::string& name,
                                     const profiles::ColumnMapping* mapping);

/// The columns of decisions as CSV. Nothing, and `error`, where `fields` names one that there is not.
[[nodiscard]] std::optional<std::vector<output::CsvColumn>> decision_columns(
    const check::CheckedRuleSet& rules, const EvaluationOptions& options, std::string& error);

/// Decides every profile of the inputs and writes one record for each, in input order. With `by_verdict` or
/// `errors` what is written consists of frames, see StreamFrame. What is written is
/// the same for any number of threads and any size of chunk. Throws std::bad_alloc, and std::system_error
/// where a thread cannot be had.
[[nodiscard]] EvaluationResult evaluate(const decide::Decider& decider, const EvaluationOptions& options,
                                        const pipeline::ByteSink& sink);

}  // namespace eligo::evaluate
