#include "decide/shown_reasons.hpp"

#include <algorithm>

namespace eligo::decide {

bool is_shown(const check::CheckedRuleSet& rules, const ReasonData& reason, std::size_t before) {
  if (!rules.max_reasons || before < *rules.max_reasons) return true;
  return std::ranges::any_of(reason.rules,
                             [&](std::uint32_t rule) { return rules.rules[rule].always_shown; });
}

}  // namespace eligo::decide
