#include "profiles/refusal.hpp"

#include "text/display.hpp"
#include "values/expected_form.hpp"

namespace eligo::profiles {

std::string refusal_text(const FactSchema& fact, const Refusal& refusal, const values::WrittenForm& form) {
  const FieldSchema* field = refusal.field ? &fact.fields[*refusal.field] : nullptr;
  const std::string name = text::quoted_name(field == nullptr ? fact.name : fact.name + "." + field->name);
  const values::Type& type = field == nullptr ? fact.type : field->type;
  const ValueRange& range = field == nullptr ? fact.range : field->range;
  return name + " is " + std::string(values::cause_text(refusal.cause)) + "; expected is " +
         values::expected_form(refusal.cause, type, range.lowest, range.highest, form);
}

}  // namespace eligo::profiles
