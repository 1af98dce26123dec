#pragma once

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "evaluate/evaluation.hpp"
#include "record_outputs.hpp"

namespace eligo::tool {

/// Where records go, and in which form.
struct OutputOptions {
  RecordOutputs::Names names;
  std::optional<evaluate::DecisionFormat> to;
  std::string split_by;
  bool no_decisions = false;
};

/// `--out`, `--to`, `--split-by`, `--errors`, `--resume` and `--no-decisions`.
void add_outputs(CLI::App& command, OutputOptions& outputs);

/// Completes what the options say of files, and says it to the evaluation; false, with a message, where it
/// cannot be. `same_instant`: the command decides at the same instant whenever it runs.
[[nodiscard]] bool read_outputs(OutputOptions& outputs, bool same_instant,
                                evaluate::EvaluationOptions& options);

}  // namespace eligo::tool
