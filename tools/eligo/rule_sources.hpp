#pragma once

#include <optional>
#include <string>

#include <eligo/rule_set.hpp>

#include "command.hpp"

namespace eligo::tool {

/// A rule set, and where it comes from.
struct LoadedRules {
  RuleSet rules;
  std::string name;         ///< its path, or `main:rules/x.json`
  bool is_on_disk = false;  ///< in the working tree: it and its lists are files that the run reads
};

/// The rule set that an argument names: a file, or `REVISION:path` of the git repository of the working
/// folder. Nothing, with a message, where there is none.
[[nodiscard]] std::optional<LoadedRules> load_file_or_revision(const std::string& argument,
                                                               RuleOptions options);

/// The rule set file at `path` as it stands in a revision of the repository that it lies in. Nothing, with a
/// message, where there is none.
[[nodiscard]] std::optional<LoadedRules> load_at_revision(const std::string& revision,
                                                          const std::string& path, RuleOptions options);

}  // namespace eligo::tool
