// A rule set: read, checked, compiled, and used for a profile that lacks everything and one that lacks
// nothing.

#include <eligo/rule_set.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

#include "api/content.hpp"
#include "check/checked_rule_set.hpp"
#include "fuzz/decided_chunk.hpp"
#include "fuzz/invariant.hpp"
#include "json/writer.hpp"
#include "values/type.hpp"

namespace eligo::fuzz {
namespace {

std::string some_value(const values::Type& type) {
  switch (type.kind) {
    case values::Kind::boolean: return "true";
    case values::Kind::integer:
    case values::Kind::floating: return "1";
    case values::Kind::string: return json::quoted(type.enumeration ? type.enumeration->front() : "a");
    case values::Kind::timestamp: return "\"2026-02-28T23:59:59.999999999Z\"";
    case values::Kind::duration: return "\"1h\"";
    case values::Kind::list: {
      const std::string element = some_value(*type.element);
      return "[" + element + ",null," + element + "]";
    }
    case values::Kind::record: {
      std::string out;
      for (const auto& field : *type.fields)
        out += (out.empty() ? "{" : ",") + json::quoted(field.name) + ":" + some_value(field.type);
      return out + "}";
    }
    default: return "null";
  }
}

void require_decision(const RuleSet& rules, const Profile& profile) {
  const Decision decision = rules.evaluate(profile, *Instant::parse("2026-11-23T10:00:00Z"));
  require_json(decision.json("zh-CN", "somebody"), "a decision");
  require_in_bounds(decision);
}

}  // namespace
}  // namespace eligo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;
  const std::string text(reinterpret_cast<const char*>(data), size);
  // the shipped rule sets name list files beside them
  auto rules = RuleSet::try_parse(text, "a rule set", ELIGO_SOURCE_DIR "/rules/consumer_credit");
  if (!rules) rules = RuleSet::try_parse(text, "a rule set", ELIGO_SOURCE_DIR "/rules/heating_benefit");
  fuzz::require_answer(rules.has_value(), rules ? rules->warnings() : rules.diagnostics());
  if (!rules) return 0;
  fuzz::require(rules->hash().size() == 64, "a rule set has a hash");
  fuzz::require_utf8(rules->listing(), "a listing");
  Profile profile = rules->profile();
  fuzz::require_decision(*rules, profile);
  for (const auto& fact : api::Content::of(*rules).checked->facts)
    profile.set_json(rules->fact(fact.name), fuzz::some_value(fact.type));
  fuzz::require_decision(*rules, profile);
  return 0;
}
