#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "decide/message.hpp"

namespace eligo::output {

/// Writes decisions as JSON objects. Keeps what it has once made of rules and alternatives: one a thread,
/// for as long as there are decisions of this rule set to write.
class DecisionWriter {
 public:
  /// Both outlive the writer.
  DecisionWriter(const check::CheckedRuleSet& rules, std::string_view locale)
      : rules_(&rules), locale_(locale) {}

  /// Appends a decision as one JSON object, without a newline. Parts that are empty are left out, `bounds`
  /// where both are the verdict. `subject` is JSON text, echoed as `id`; empty for none. `rule_set`, JSON
  /// text made by `rule_set_json`, is added where it is not empty.
  void write(std::string& out, const decide::DecisionData& decision, std::string_view subject,
             std::string_view rule_set = {});

 private:
  /// What is the same in all reasons that have a rule's texts.
  struct RuleTexts {
    std::string begin;  ///< `{"code":…,"effect":`
    std::string rules;  ///< `,"category":…,"rules":[`
    std::string id;     ///< as a JSON string
    std::string alone;  ///< all of them, with the rule's own effect and no other rule
    std::optional<std::string> message, remedy;  ///< as members; nothing where they show placeholders
    const check::Template* message_template = nullptr;
    const check::Template* remedy_template = nullptr;
    std::vector<decide::Placeholder> placeholders;
  };
  const RuleTexts& texts_of(const decide::ReasonData& reason);
  void write_head(std::string& out, const decide::ReasonData& reason, const RuleTexts& texts) const;
  const std::string& alternative(std::uint32_t index);
  void write_reasons(std::string& out, std::string_view key, std::span<const decide::ReasonData> reasons);
  void write_reason(std::string& out, const decide::ReasonData& reason);
  void write_evidence(std::string& out, const decide::ReasonData& reason) const;
  void write_alternatives(std::string& out, const std::vector<std::uint32_t>& alternatives);
  void write_gaps(std::string& out, const decide::DecisionData& decision);
  const std::string& expected(const decide::MissingInput& refused);

  const check::CheckedRuleSet* rules_;
  std::string_view locale_;
  std::unordered_map<std::uint32_t, RuleTexts> rule_texts_;
  std::unordered_map<std::uint32_t, std::string> alternatives_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, values::Cause>, std::string> expected_;
};

/// Which rule set decided: `{"id":…,"version":…,"sha256":…}`, with the `zones` and `limits` that it has.
/// `limits` are those that are not the default, as `name=value,…`.
[[nodiscard]] std::string rule_set_json(const check::CheckedRuleSet& rules, std::string_view sha256,
                                        std::string_view limits);

/// Where a record stands in the input.
struct RecordPlace {
  std::string_view file;   ///< empty where there is only one input
  std::uint64_t line = 0;  ///< from 1
  bool element = false;    ///< `line` is the number of an element of a JSON array
};

/// Appends what stands in place of a decision for a record that cannot be read:
/// `{"id":…,"file":…,"line":…,"error":…}`.
void write_error(std::string& out, std::string_view subject, const RecordPlace& place,
                 std::string_view error);

}  // namespace eligo::output
