#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"

namespace eligo::output {

/// Appends a decision as one JSON object, without a newline. Parts that are empty are left out, `bounds`
/// where both are the verdict. `subject` is JSON text, echoed as `id`; empty for none. `rule_set`, JSON
/// text made by `rule_set_json`, is added where it is not empty.
void write_decision(std::string& out, const check::CheckedRuleSet& rules,
                    const decide::DecisionData& decision, std::string_view locale, std::string_view subject,
                    std::string_view rule_set = {});

/// Which rule set decided: `{"id":…,"version":…,"sha256":…}`.
[[nodiscard]] std::string rule_set_json(const check::CheckedRuleSet& rules, std::string_view sha256);

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
