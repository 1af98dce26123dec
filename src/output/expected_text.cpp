#include "output/expected_text.hpp"

#include "values/expected_form.hpp"

namespace eligo::output {

std::string expected_text(const check::CheckedRuleSet& rules, const decide::MissingInput& refused,
                          const values::WrittenForms& forms) {
  const check::Fact& fact = rules.facts[refused.index];
  const bool whole = refused.field == decide::MissingInput::no_field;
  const values::Type& type = whole ? fact.type : fact.fields[refused.field].type;
  const check::Range& range = whole ? fact.range : fact.fields[refused.field].range;
  return values::expected_form(refused.cause, type, range.lowest, range.highest,
                               forms == nullptr ? values::WrittenForm() : (*forms)[refused.index]);
}

}  // namespace eligo::output
