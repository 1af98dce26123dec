#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <eligo/verdict.hpp>

#include "decide/decider.hpp"
#include "evaluate/input_record.hpp"
#include "pipeline/ring.hpp"
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

/// What is decided, and how it is written.
struct EvaluationOptions {
  std::vector<std::string> paths;  ///< profiles; `-` is the standard input
  profiles::InputOptions input;
  values::Nanoseconds now = 0;
  std::optional<std::string> now_field = {};  ///< gives each record's own instant in place of `now`
  Detail detail = Detail::full;
  DecisionFormat format = DecisionFormat::ndjson;
  std::string locale = "en";
  std::string rule_set;           ///< JSON text that goes into every NDJSON decision; may be empty
  bool raw_csv = false;           ///< see output::CsvWriter
  std::vector<std::uint32_t> by;  ///< facts by which the summary counts, too
  bool show_values = false;       ///< keep examples of values that were refused, as they are written
  bool summary = true;            ///< else the result's has no reasons and no waterfall
  std::size_t threads = 1;
  /// Told after every chunk that was written; may be empty.
  std::function<void(const Standing&)> progress;
};

struct EvaluationResult {
  summary::Summary summary;
  std::string failure;     ///< why not all of the input could be read; empty where it was
  bool cut_short = false;  ///< the sink took no more
  InputRemarks input;      ///< nothing where cut short
};

/// Decides every profile of the inputs and writes one record for each, in input order. What is written is
/// the same for any number of threads and any size of chunk. Throws std::bad_alloc, and std::system_error
/// where a thread cannot be had.
[[nodiscard]] EvaluationResult evaluate(const decide::Decider& decider, const EvaluationOptions& options,
                                        const pipeline::ByteSink& sink);

}  // namespace eligo::evaluate
