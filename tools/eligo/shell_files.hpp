#pragma once

#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

namespace eligo::tool {

/// What helps at the command line, made from the commands and options themselves: the completion of a shell
/// (`bash`, `zsh`, `fish`), or the manual page (`man`). Empty for any other name.
[[nodiscard]] std::string shell_file(const CLI::App& application, std::string_view name);

}  // namespace eligo::tool
