#pragma once

#include <string_view>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "json/writer.hpp"

namespace eligo::output {

/// Writes an error of a reason as an object: the part of the condition, where that stands, and what went
/// wrong.
void write_part_error(json::Writer& json, const check::CheckedRuleSet& rules,
                      const decide::MissingInput& error);
/// Writes a value that was refused as an object; `expected` is its expected_text.
void write_refused(json::Writer& json, const check::CheckedRuleSet& rules,
                   const decide::MissingInput& refused, std::string_view expected);

}  // namespace eligo::output
