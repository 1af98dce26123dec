#include "property/disagreement.hpp"

#include "oracle/decision.hpp"
#include "oracle/profile_reader.hpp"

namespace eligo::property {

std::string disagreement(const check::CheckedRuleSet& rules, const std::string& profile,
                         values::Nanoseconds now, const EngineDecision& engine, Coverage* coverage) {
  const oracle::ReadProfile read = oracle::read_profile(rules, profile);
  oracle::Decision expected = oracle::decide(rules, read.facts, now);
  if (coverage != nullptr) {
    coverage->count(rules, expected);
    for (const decide::MissingInput& input : read.refused)
      coverage->count(input.field == decide::MissingInput::no_field ? "refused fact" : "refused field");
  }
  std::string out;
  make_comparable(rules, expected);
  if (!(expected == engine.decision))
    out += "  oracle: " + describe(rules, expected) + "  engine: " + describe(rules, engine.decision);
  if (read.refused != engine.refused)
    out += "  refused: oracle" + describe(rules, read.refused) + ", engine" +
           describe(rules, engine.refused) + "\n";
  return out;
}

}  // namespace eligo::property
