#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <eligo/limits.hpp>

#include "document/list_folder.hpp"
#include "document/rule_set_document.hpp"

namespace eligo::document {

/// A text that diagnostics can point into. Null, and a diagnostic, where it is larger than a rule set may be.
[[nodiscard]] std::shared_ptr<const diagnostics::Source> make_source(std::string text,
                                                                     const std::string& name,
                                                                     const Limits& limits,
                                                                     std::vector<Diagnostic>& diagnostics);

/// Reads the document at `path` and its list files, which may not lie outside of its folder (no
/// absolute path, no `..`, no symbolic link that leads out). Mistakes are appended, as many as can be
/// found; with any error there is no document.
[[nodiscard]] std::optional<RuleSetDocument> read_file(const std::filesystem::path& path,
                                                       std::vector<Diagnostic>& diagnostics,
                                                       const Limits& limits = {});

/// The same for text from memory, with its list files from `folder`; without one they are errors.
[[nodiscard]] std::optional<RuleSetDocument> read_text(std::string text, const std::string& name,
                                                       const std::optional<ListFolder>& folder,
                                                       std::vector<Diagnostic>& diagnostics,
                                                       const Limits& limits = {});

}  // namespace eligo::document
