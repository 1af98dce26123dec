#include "check/rule_set_checker.hpp"

#include <unordered_set>

#include "check/completeness.hpp"
#include "check/passes.hpp"
#include "check/time_zone.hpp"

namespace eligo::check {

namespace {

std::vector<std::string> locales_of(const document::RuleSetDocument& document) {
  std::vector<std::string> locales;
  std::unordered_set<std::string> seen;
  const auto add = [&](const std::optional<document::WrittenText>& text) {
    if (!text) return;
    for (const document::WrittenText::Entry& entry : text->entries) {
      if (seen.insert(entry.locale).second) locales.push_back(entry.locale);
    }
  };
  add(document.title);
  add(document.description);
  for (const document::WrittenRule& rule : document.rules) {
    add(rule.message);
    add(rule.remedy);
  }
  for (const document::WrittenAlternative& alternative : document.alternatives) {
    add(alternative.title);
    add(alternative.message);
  }
  return locales;
}

void check_head(Linking& linking) {
  const document::RuleSetDocument& document = linking.document;
  linking.rules.id = document.id.text;
  linking.rules.version = document.version.text;
  linking.rules.title = texts_of(document.title);
  linking.rules.subject = document.subject;
  linking.rules.locales = locales_of(document);
  if (document.max_reasons) linking.rules.max_reasons = static_cast<std::uint64_t>(*document.max_reasons);
}

}  // namespace

std::optional<CheckedRuleSet> check(const document::RuleSetDocument& document,
                                    std::vector<Diagnostic>& diagnostics,
                                    std::shared_ptr<const values::ZoneDatabase> zones) {
  MistakeList mistakes(diagnostics);
  Linking linking{document, mistakes, {}, {}, {}, {}};
  linking.scope.zones = zones.get();
  linking.rules.zones = std::move(zones);
  check_head(linking);
  check_facts(linking);
  check_params(linking);
  check_lists(linking);
  check_definitions(linking);
  collect_codes(linking);
  check_segments(linking);
  check_rules(linking);
  check_alternatives(linking);
  check_phrases(linking);
  check_list_uses(linking);
  // Where parts could not be linked, nobody knows what they use.
  if (!mistakes.has_errors()) check_zones(linking);
  if (!mistakes.has_errors()) check_usage(linking);
  if (!mistakes.has_errors()) check_divisors(linking);
  if (!mistakes.has_errors()) check_moving_parts(linking);
  if (!mistakes.has_errors()) check_completeness(linking);
  mistakes.finish(document.source->file);
  if (mistakes.has_errors()) return std::nullopt;
  return std::move(linking.rules);
}

}  // namespace eligo::check
