#pragma once

#include <string>
#include <string_view>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "output/decision_writer.hpp"

namespace eligo::output {

/// Writes decisions as CSV (RFC 4180, lines end in LF). Codes are joined by `;`, messages by ` | `.
///
/// A cell that a spreadsheet would take for a formula (it begins with `= + - @`, tab or CR) gets an
/// apostrophe in front and is quoted; `raw` writes the exact text instead.
class CsvWriter {
 public:
  CsvWriter(const check::CheckedRuleSet& rules, std::string_view locale, bool raw)
      : rules_(&rules), locale_(locale), raw_(raw) {}

  void write_header(std::string& out) const;
  /// `subject` is JSON text; empty for none.
  void write_decision(std::string& out, const decide::DecisionData& decision, std::string_view subject) const;
  void write_error(std::string& out, std::string_view subject, const RecordPlace& place,
                   std::string_view error) const;

 private:
  void cell(std::string& out, std::string_view text) const;

  const check::CheckedRuleSet* rules_;
  std::string locale_;
  bool raw_;
};

}  // namespace eligo::output
