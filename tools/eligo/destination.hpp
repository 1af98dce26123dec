#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/rule_set.hpp>

#include "command.hpp"
#include "output/output_file.hpp"

namespace eligo::tool {

/// What a run reads, each with the reason why nothing may be written over it: the rule set and its list
/// files, the files of profiles (`-` is the standard input).
[[nodiscard]] std::vector<output::FileInUse> files_read(const RuleSet& rules, const std::string& rules_path,
                                                        const std::vector<std::string>& profiles);

/// Opens what an option names as the place for a command's result; `-` is the standard output. Nothing, with
/// a message, where it cannot be written or is one of the files read. Names what killed runs left beside it.
[[nodiscard]] std::optional<output::OutputFile> open_destination(const std::string& name,
                                                                 std::vector<output::FileInUse> read);

/// Makes the file appear, and forgets to remove it on signals.
[[nodiscard]] bool finish(output::OutputFile& file);

/// Says that `what` cannot be written, but where nobody reads the pipe any more: whoever closed it knows.
[[nodiscard]] Status write_failed(std::string_view what, const output::OutputFile& file);

/// Writes a text as the whole of the file that an option names, over none of those read.
[[nodiscard]] Status write_file(std::string_view what, const std::string& name, std::string_view text,
                                std::vector<output::FileInUse> read);

/// Writes a text that is all of a command's output to a descriptor.
[[nodiscard]] Status write_text(std::string_view what, std::string_view text, output::OutputFile file);

}  // namespace eligo::tool
