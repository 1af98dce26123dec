#include "output/gap_members.hpp"

namespace eligo::output {

void write_part_error(json::Writer& json, const check::CheckedRuleSet& rules,
                      const decide::MissingInput& error) {
  json.begin_object().key("part").string(decide::part_text(rules, error));
  json.key("at").string(rules.nodes.pointer(error.index));
  json.key("error").string(values::cause_text(error.cause)).end_object();
}

void write_refused(json::Writer& json, const check::CheckedRuleSet& rules,
                   const decide::MissingInput& refused, std::string_view expected) {
  json.begin_object().key("fact").string(decide::fact_name(rules, refused));
  json.key("cause").string(values::cause_text(refused.cause));
  json.key("expected").string(expected).end_object();
}

}  // namespace eligo::output
