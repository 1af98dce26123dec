#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "decide/message.hpp"
#include "output/decision_texts.hpp"
#include "values/expected_form.hpp"

namespace eligo::output {

/// Writes decisions as JSON objects. Keeps the texts that it has once made, into which only variables are
/// filled: one a thread, for as long as there are decisions of this rule set to write.
class DecisionWriter {
 public:
  /// The rule set and the locale outlive the writer. `forms`: how the profiles are written.
  DecisionWriter(const check::CheckedRuleSet& rules, std::string_view locale,
                 values::WrittenForms forms = nullptr);

  /// Appends a decision as one JSON object, without a newline. Parts that are empty are left out, `bounds`
  /// where both are the verdict. `keys`, members made by RecordKeysWriter, stand first. `rule_set`, JSON
  /// text made by `rule_set_json`, is added where it is not empty.
  void write(std::string& out, const decide::DecisionData& decision, std::string_view keys,
             std::string_view rule_set = {});
  /// Appends the members of a decision, from `"verdict"` on, without braces.
  void write_members(std::string& out, const decide::DecisionData& decision);

 private:
  /// What differs between decisions of the same text: `index` is that of a fact or placeholder of a reason.
  struct Variable {
    enum class Kind : std::uint8_t {
      fact,
      placeholder,
      message,  ///< the whole member, as it is left out where nothing is shown
      remedy,
      retry_at,
      valid_until,
    };
    Kind kind = Kind::fact;
    bool waived = false;
    std::uint32_t reason = 0;
    std::uint32_t index = 0;
  };
  using Text = PreparedText<Variable>;
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
  const std::string& alternative(std::uint32_t index);
  const std::string& expected(const decide::MissingInput& refused);

  void prepare(Text& text, const decide::DecisionData& decision);
  void prepare_reasons(Text& text, std::string_view key, std::span<const decide::ReasonData> reasons,
                       bool waived);
  void prepare_shown(std::string& out, const decide::Reasons& reasons) const;
  /// `variable` is one of the reason's.
  void prepare_reason(Text& text, const decide::ReasonData& reason, Variable variable);
  void prepare_head(std::string& out, const decide::ReasonData& reason, const RuleTexts& texts) const;
  void prepare_member(Text& text, std::string_view key, const check::Template& shown, const RuleTexts& texts,
                      Variable variable);
  void prepare_evidence(Text& text, const decide::ReasonData& reason, Variable variable) const;
  void prepare_alternatives(std::string& out, const std::vector<std::uint32_t>& alternatives);
  void prepare_gaps(std::string& out, const decide::DecisionData& decision);

  void write_variable(std::string& out, const decide::DecisionData& decision, const Variable& variable);
  void write_placeholder(std::string& out, const decide::ReasonData& reason, std::uint32_t index) const;

  const check::CheckedRuleSet* rules_;
  std::string_view locale_;
  values::WrittenForms forms_;
  std::unordered_map<std::uint32_t, RuleTexts> rule_texts_;
  std::unordered_map<std::uint32_t, std::string> alternatives_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, values::Cause>, std::string> expected_;
  std::string unknown_;  // what a placeholder without a value shows, as part of a JSON string
  DecisionTexts<Variable> texts_;
};

/// Which rule set decided: `{"id":…,"version":…,"sha256":…}`, with the `zones` and `limits` that it has.
/// `limits` are those that are not the default, as `name=value,…`.
[[nodiscard]] std::string rule_set_json(const check::CheckedRuleSet& rules, std::string_view sha256,
                                        std::string_view limits);

/// The same as names of columns and their texts: `rule_set.id`, `rule_set.version`, …
[[nodiscard]] std::vector<std::pair<std::string, std::string>> rule_set_stamp(
    const check::CheckedRuleSet& rules, std::string_view sha256, std::string_view limits);

}  // namespace eligo::output
