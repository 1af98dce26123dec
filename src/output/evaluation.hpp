#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/verdict.hpp>

#include "decide/decider.hpp"
#include "output/input_findings.hpp"
#include "output/progress.hpp"
#include "output/summary.hpp"
#include "profiles/json_reader.hpp"
#include "profiles/profile_input.hpp"
#include "values/time.hpp"

namespace eligo::output {

enum class DecisionFormat : std::uint8_t { none, ndjson, csv };

/// What is decided, and how it is written.
struct EvaluationOptions {
  std::vector<std::string> paths;  ///< profiles; `-` is the standard input
  profiles::InputOptions input;
  values::Nanoseconds now = 0;
  Detail detail = Detail::full;
  DecisionFormat format = DecisionFormat::ndjson;
  std::string locale = "en";
  std::string rule_set;           ///< JSON text that goes into every NDJSON decision; may be empty
  bool raw_csv = false;           ///< see CsvWriter
  std::vector<std::uint32_t> by;  ///< facts by which the summary counts, too
  bool summary = true;            ///< else the result's has no reasons and no waterfall
  std::size_t threads = 1;
  /// Told after every chunk that was written; may be empty.
  std::function<void(const Standing&)> progress;
};

/// Takes bytes of the output, in order. False: it can take no more, and the evaluation stops.
using ByteSink = std::function<bool(std::string_view)>;

struct EvaluationResult {
  Summary summary;
  std::string failure;     ///< why not all of the input could be read; empty where it was
  bool cut_short = false;  ///< the sink took no more
  InputFindings input;     ///< what is to be said of the profiles as a whole
};

/// Decides every profile of the inputs and writes one record for each, in input order. What is written is
/// the same for any number of threads and any size of chunk. Throws std::bad_alloc only.
[[nodiscard]] EvaluationResult evaluate(const decide::Decider& decider, const EvaluationOptions& options,
                                        const ByteSink& sink);

}  // namespace eligo::output
