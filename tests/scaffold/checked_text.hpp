#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <eligo/limits.hpp>

#include "check/checked_rule_set.hpp"
#include "document/rule_set_document.hpp"
#include "values/zone_database.hpp"

namespace eligo::test {

/// How far the text of a rule set came, and what was said of it.
struct CheckedText {
  std::optional<document::RuleSetDocument> document;
  std::optional<check::CheckedRuleSet> rules;
  std::vector<Diagnostic> diagnostics;

  /// The checked rule set; std::runtime_error with the diagnostics where the text was refused.
  [[nodiscard]] check::CheckedRuleSet accepted() &&;
};

/// Reads and checks a text, whose list files lie in `folder`.
[[nodiscard]] CheckedText check_text(const std::string& text,
                                     const std::optional<std::filesystem::path>& folder = {});
[[nodiscard]] CheckedText check_file(
    const std::filesystem::path& path, const Limits& limits = {},
    std::shared_ptr<const values::ZoneDatabase> zones = std::make_shared<const values::ZoneDatabase>());

/// A rule set of these members (`"facts": {…}` and whatever else) with a rule for each condition.
[[nodiscard]] std::string rule_set_text(const std::string& members,
                                        const std::vector<std::string>& conditions);

}  // namespace eligo::test
