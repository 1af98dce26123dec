#include "output/expected_text.hpp"

#include <cstdint>

namespace eligo::output {

namespace {

std::string text_of(values::Cause cause, const values::Type& type, const check::Range& range,
                    std::uint32_t fact, const values::WrittenForms& forms) {
  return values::expected_form(cause, type, range.lowest, range.highest,
                               forms == nullptr ? values::WrittenForm() : (*forms)[fact]);
}

}  // namespace

std::string expected_text(const check::CheckedRuleSet& rules, const decide::MissingInput& refused,
                          const values::WrittenForms& forms) {
  const check::Fact& fact = rules.facts[refused.index];
  const bool whole = refused.field == decide::MissingInput::no_field;
  return text_of(refused.cause, whole ? fact.type : fact.fields[refused.field].type,
                 whole ? fact.range : fact.fields[refused.field].range, refused.index, forms);
}

std::string expected_text(const check::CheckedRuleSet& rules, const summary::FactTallies::Tally& tally,
                          values::Cause cause, const values::WrittenForms& forms) {
  using Of = summary::FactTallies::Tally::Of;
  const check::Fact& fact = rules.facts[tally.fact];
  const values::Type& whole = tally.of == Of::field ? fact.fields[tally.field].type : fact.type;
  return text_of(cause, tally.of == Of::elements ? *whole.element : whole,
                 tally.of == Of::field ? fact.fields[tally.field].range : fact.range, tally.fact, forms);
}

}  // namespace eligo::output
