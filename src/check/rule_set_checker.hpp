#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "document/rule_set_document.hpp"
#include "values/zone_database.hpp"

namespace eligo::check {

/// Links and types a document. Mistakes are appended, all that can be found; with any error there is
/// no rule set. Warnings may come with a rule set. Time zones are looked for in `zones`.
[[nodiscard]] std::optional<CheckedRuleSet> check(
    const document::RuleSetDocument& document, std::vector<Diagnostic>& diagnostics,
    std::shared_ptr<const values::ZoneDatabase> zones = std::make_shared<const values::ZoneDatabase>());

}  // namespace eligo::check
