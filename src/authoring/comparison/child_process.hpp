#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace eligo::authoring {

/// What a program that was run to its end has said.
struct ProgramOutput {
  std::string failure;     ///< why it could not be run, for people; empty where it was
  int status = 0;          ///< its exit status; 128 + n where the signal n ended it
  std::string out, error;  ///< what it wrote
  bool too_much = false;   ///< it wrote more than the limit, and was ended
};

/// Runs a program, found on PATH, without a shell. `input`, at most a few kilobytes, is its standard input;
/// `environment` is all of its environment (`NAME=value`). At most `limit` bytes of its output are kept.
[[nodiscard]] ProgramOutput run_program(const std::vector<std::string>& arguments,
                                        const std::vector<std::string>& environment, const std::string& input,
                                        std::size_t limit);

}  // namespace eligo::authoring
