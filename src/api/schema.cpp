#include <eligo/schema.hpp>

#include "api/content.hpp"
#include "authoring/schema/decision_schema.hpp"
#include "authoring/schema/profile_schema.hpp"

namespace eligo {

std::string profile_schema(const RuleSet& rules, const std::string& locale, bool strict) {
  return authoring::profile_schema(*api::Content::of(rules).checked, rules.hash(), locale, strict);
}

std::string decision_schema(const RuleSet& rules, const std::string& locale) {
  return authoring::decision_schema(*api::Content::of(rules).checked, rules.hash(), locale);
}

}  // namespace eligo
