#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "output/output_target.hpp"
#include "profiles/profile_input.hpp"

namespace eligo::tool {

/// How profiles are read: their form, and how columns become facts.
struct ReadingOptions {
  std::optional<std::string> columns;  ///< the file of a mapping
  std::vector<std::string> map;        ///< `COLUMN=FACT`, each
  std::vector<std::string> nulls;
  std::optional<std::string> timestamp_format, timezone;
};

/// `--format`, `--recover-quotes`, `--columns`, `--map`, `--null`, `--timestamp-format` and `--timezone`.
void add_reading(CLI::App& command, ReadingOptions& reading, profiles::InputOptions& input);

/// Puts the mapping that the options come to into `input`. False, with a message, where it is not valid.
[[nodiscard]] bool read_mapping(const ReadingOptions& reading, profiles::InputOptions& input);

/// Adds the file that the mapping is read from to those that nothing is written over.
void add_in_use(const ReadingOptions& reading, std::vector<output::FileInUse>& in_use);

}  // namespace eligo::tool
