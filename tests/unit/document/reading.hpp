#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/reader.hpp"
#include "scaffold/temporary_folder.hpp"

namespace eligo::document {

/// What came of reading a text.
struct Reading {
  std::optional<RuleSetDocument> document;
  std::vector<Diagnostic> diagnostics;

  [[nodiscard]] std::vector<std::string> codes() const {
    std::vector<std::string> found;
    for (const Diagnostic& diagnostic : diagnostics) found.push_back(diagnostic.code);
    return found;
  }
};

inline Reading read(std::string text, const std::optional<std::filesystem::path>& folder = {},
                    const Limits& limits = {}) {
  Reading reading;
  reading.document = read_text(std::move(text), "test.json", folder, reading.diagnostics, limits);
  return reading;
}

/// A rule set that is fine, with more top-level keys put in: `"params": {…}`.
inline std::string rule_set(std::string_view more = {}) {
  std::string text = R"({"format": 1, "id": "test", "version": "1",)";
  if (!more.empty()) text.append(more).append(",");
  return text + R"( "facts": {"a": {"type": "int"}},
    "rules": [{"id": "r", "category": "c", "effect": "hide", "when": "a < 1", "reason": "R"}]})";
}

}  // namespace eligo::document
