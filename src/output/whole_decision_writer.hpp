#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <eligo/verdict.hpp>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "json/writer.hpp"
#include "values/expected_form.hpp"

namespace eligo::output {

/// Writes decisions as JSON objects that all have the same keys, for readers that infer a schema from the
/// first ones: what is empty is null, `[]`, or false. The facts of a reason alone stand by their names.
class WholeDecisionWriter {
 public:
  /// The rule set and the locale outlive it. `stamped`: each has the key `rule_set`; `forms`: how the
  /// profiles are written.
  WholeDecisionWriter(const check::CheckedRuleSet& rules, std::string_view locale, Detail detail,
                      bool stamped, values::WrittenForms forms = nullptr)
      : rules_(&rules), locale_(locale), detail_(detail), stamped_(stamped), forms_(std::move(forms)) {}

  /// Appends a decision without a newline. `keys`, members made by RecordKeysWriter, stand first; `rule_set`
  /// is JSON text.
  void write(std::string& out, const decide::DecisionData& decision, std::string_view keys,
             std::string_view rule_set) const;
  /// What stands in place of a decision for a record that cannot be read.
  void write_error(std::string& out, std::string_view keys, std::string_view error) const;

 private:
  [[nodiscard]] bool has(Detail least) const { return detail_ >= least; }
  void write_members(json::Writer& json, const decide::DecisionData* decision,
                     std::string_view rule_set) const;
  void write_reasons(json::Writer& json, const decide::Reasons* reasons) const;
  void write_reason(json::Writer& json, const decide::ReasonData& reason) const;
  void write_evidence(json::Writer& json, const decide::ReasonData& reason) const;
  void write_codes(json::Writer& json, const decide::DecisionData* decision) const;
  void write_alternatives(json::Writer& json, const decide::DecisionData* decision) const;
  void write_refused(json::Writer& json, const decide::DecisionData* decision) const;
  void write_times(json::Writer& json, const decide::DecisionData* decision) const;

  const check::CheckedRuleSet* rules_;
  std::string_view locale_;
  Detail detail_;
  bool stamped_;
  values::WrittenForms forms_;
};

}  // namespace eligo::output
