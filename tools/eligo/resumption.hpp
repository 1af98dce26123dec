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

/// What an earlier run that did not come to its end has written of a file, as far as its records are whole.
struct Resumption {
  std::uint64_t bytes = 0;
  std::optional<std::uint64_t> records = {};  ///< nothing: not even the header, where there is one
};

/// What decides about the bytes that a command writes: the rule set, its options but those for speed, its
/// inputs by size and time. Nothing, with a message, where an input is no file.
[[nodiscard]] std::optional<std::string> resumption_key(const RuleSet& rules, const CLI::App& command,
                                                        const std::vector<std::string>& inputs);

/// Finds out what is there of `target`, for a run with a key; the key is kept beside. Nothing, with a
/// message, where it was begun with another key, or where the file cannot be gone on with.
[[nodiscard]] std::optional<Resumption> find_resumption(const output::OutputTarget& target,
                                                        const std::string& key,
                                                        evaluate::DecisionFormat format);

/// Takes down, before the first of several files gets its name, that this one is whole: if the run is stopped
/// between two names, one like it finds the file by its name. False, with a message, where it cannot.
[[nodiscard]] bool note_whole(const output::OutputTarget& target, const std::string& key);

/// Takes the key away where the file is whole.
void forget_resumption(const output::OutputTarget& target);

}  // namespace eligo::tool
