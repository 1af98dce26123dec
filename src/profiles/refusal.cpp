#include "profiles/refusal.hpp"

#include "text/display.hpp"

namespace eligo::profiles {

using text::quoted_name;

std::string refusal_text(const FactSchema& fact, const Refusal& refusal) {
  const FieldSchema* field = refusal.field ? &fact.fields[*refusal.field] : nullptr;
  const std::string name = quoted_name(field == nullptr ? fact.name : fact.name + "." + field->name);
  const values::Type& type = field == nullptr ? fact.type : field->type;
  switch (refusal.cause) {
    case values::Cause::wrong_type: return name + " must be of type " + values::type_name(type);
    case values::Cause::out_of_range: return name + " is out of range";
    case values::Cause::not_in_enum: return name + " is not one of the values of its enum";
    case values::Cause::none:
    case values::Cause::absent:
    case values::Cause::null:
    case values::Cause::division_by_zero:
    case values::Cause::overflow:
    case values::Cause::index_out_of_range:
    case values::Cause::bad_conversion:
    case values::Cause::bad_argument:
    case values::Cause::zone_data:
    case values::Cause::step_budget: break;
  }
  return name + ": " + std::string(values::cause_text(refusal.cause));
}

}  // namespace eligo::profiles
