#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "evaluate/record_choice.hpp"

namespace eligo::tool {

/// Which part of the profiles is decided.
struct SampleOptions {
  std::optional<std::string> share;
  std::optional<std::uint64_t> seed;
};

/// `--sample` and `--seed`.
void add_sample(CLI::App& command, SampleOptions& sample);

/// False, with a message, where they are not valid.
[[nodiscard]] bool read_sample(const SampleOptions& sample, std::optional<std::uint64_t> limit,
                               evaluate::RecordChoice& choice);

}  // namespace eligo::tool
