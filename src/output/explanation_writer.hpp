#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "check/checked_rule_set.hpp"
#include "explain/explanation.hpp"
#include "values/expected_form.hpp"
#include "values/time.hpp"

namespace eligo::output {

/// What stands around an explanation.
struct ExplanationContext {
  std::string_view subject;  ///< JSON text; empty for none
  values::Nanoseconds now = 0;
  std::string_view sha256;  ///< of the rule set
  std::string_view limits;  ///< those that are not the default, as `name=value,…`
  std::string_view locale = "en";
  bool color = false;  ///< text only: ANSI colours
  /// What stands in the profile for a fact that was refused; empty where values are not to be shown.
  std::function<std::string(const decide::MissingInput&)> value_of = {};
  values::WrittenForms forms = nullptr;  ///< how the profile is written
};

/// For people: the decision, then every rule with its condition tree; the rules that gave the reasons first.
[[nodiscard]] std::string explanation_text(const check::CheckedRuleSet& rules,
                                           const explain::Explanation& explanation,
                                           const ExplanationContext& context);

/// Of that the rules that were explained and the definitions alone, in the order of the document.
[[nodiscard]] std::string conditions_text(const check::CheckedRuleSet& rules,
                                          const explain::Explanation& explanation,
                                          const ExplanationContext& context);

/// The same as one JSON object, rules in the order of the document, ending in a newline. A part has
/// `text`, `value` or `unknown` (the cause), `note`, `at` (JSON pointer) and `span` (bytes of the
/// expression), `parts`; where those stand among the `definitions`, `definition` is the place there.
[[nodiscard]] std::string explanation_json(const check::CheckedRuleSet& rules,
                                           const explain::Explanation& explanation,
                                           const ExplanationContext& context);

/// The same as an HTML page; see Page.
[[nodiscard]] std::string explanation_page(const check::CheckedRuleSet& rules,
                                           const explain::Explanation& explanation,
                                           const ExplanationContext& context);

}  // namespace eligo::output
