#pragma once

#include <string>
#include <vector>

#include <eligo/rule_set.hpp>

#include "json/writer.hpp"

namespace eligo::reliability {

inline const std::string sample_facts =
    R"({"flag": {"type": "bool"}, "n": {"type": "int"}, "d": {"type": "double"},
  "s": {"type": "string"}, "l": {"type": "list<int>"}, "texts": {"type": "list<string>"},
  "r": {"type": "list", "of": {"v": {"type": "int"}}}})";

/// A rule set over the sample facts with one rule, whose condition is given as JSON text. `more` goes in as
/// further keys of the rule set, each with a comma behind.
inline std::string rule_set_text(const std::string& condition, const std::string& more = {}) {
  return R"({"format": 1, "id": "sample", "version": "1", "facts": )" + sample_facts + ", " + more +
         R"("rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "R", "when": )" + condition +
         "}]}";
}

inline Result<RuleSet> load_expression(const std::string& expression, const std::string& more = {}) {
  return RuleSet::try_parse(rule_set_text(json::quoted(expression), more));
}

inline Instant some_instant() { return *Instant::parse("2026-11-23T10:00:00Z"); }

/// The codes of the errors among the diagnostics, in order.
inline std::vector<std::string> error_codes(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> codes;
  for (const Diagnostic& each : diagnostics)
    if (each.severity == Severity::error) codes.push_back(each.code);
  return codes;
}

}  // namespace eligo::reliability
