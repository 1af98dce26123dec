#pragma once

#include <string>
#include <string_view>

#include "authoring/comparison/comparison.hpp"

namespace eligo::authoring {

/// Which rule set stands on a side, as people and programs find it again.
struct RuleSetName {
  std::string path;  ///< as it was given: `main:rules/x.json`
  std::string hash;  ///< SHA-256 of the content
};

/// What a report tells of. Refers to all of it.
struct Report {
  const RuleSetPair* pair;
  const ComparisonResult* result;
  const Both<RuleSetName>* names;
  values::Nanoseconds now;
  std::size_t samples;      ///< shown of each cell
  std::string_view locale;  ///< of the titles on the page
};

/// As text for people.
[[nodiscard]] std::string comparison_text(const Report& report);

/// As a page that needs no other file.
[[nodiscard]] std::string comparison_page(const Report& report);

/// As one JSON object, without a newline. Every code is there, also with counts of 0; of rules and cells
/// those with any profile; `input` says of each rule set what it could use, see output::write_quality. It
/// knows verdicts, codes, rules, segments and ids, and values only of the facts of `by`.
[[nodiscard]] std::string comparison_json(const Report& report);

}  // namespace eligo::authoring
