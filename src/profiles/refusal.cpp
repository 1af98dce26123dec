#include "profiles/refusal.hpp"

#include "profiles/json_cursor.hpp"

namespace eligo::profiles {

std::string refusal_text(const check::Fact& fact, values::Cause cause) {
  const std::string name = quoted_name(fact.name);
  switch (cause) {
    case values::Cause::wrong_type: return name + " must be of type " + values::type_name(fact.type);
    case values::Cause::out_of_range: return name + " is out of range";
    case values::Cause::not_in_enum: return name + " is not one of the values of its enum";
    default: return name + ": " + std::string(values::cause_text(cause));
  }
}

}  // namespace eligo::profiles
