#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <eligo/rule_set.hpp>

#include <CLI/CLI.hpp>

#include "evaluate/evaluation.hpp"
#include "output/output_target.hpp"

namespace eligo::tool {

/// One of the files that a run writes.
struct ResumedFile {
  output::OutputTarget target;
  evaluate::DecisionFormat format = evaluate::DecisionFormat::ndjson;
};

/// What an earlier run that did not come to its end has written of a file, as far as its records are whole.
struct Resumption {
  std::uint64_t bytes = 0;
  std::optional<std::uint64_t> records = {};  ///< nothing: not even the header, where there is one
};

/// What decides about the bytes that a command writes: the rule set, its options but those for speed, its
/// inputs by size and time. Nothing, with a message, where an input is no file.
[[nodiscard]] std::optional<std::string> resumption_key(const RuleSet& rules, const CLI::App& command,
                                                        const std::vector<std::string>& inputs);

/// Finds out what is there of the files of a run with a key, which is kept beside the first of them. Nothing,
/// with a message, where they were begun with another key, or where they cannot be gone on with.
[[nodiscard]] std::optional<std::vector<Resumption>> find_resumptions(const std::vector<ResumedFile>& files,
                                                                      const std::string& key);

/// Takes down, before the first of several files gets its name, that all are whole: if the run is stopped
/// between two names, one like it finds them by their names. False, with a message, where it cannot.
[[nodiscard]] bool note_whole(const std::vector<ResumedFile>& files, const std::string& key);

/// Takes the key away where all files have their names.
void forget_resumption(const std::vector<ResumedFile>& files);

}  // namespace eligo::tool
