#include "evaluate/input_schema.hpp"

#include <utility>

namespace eligo::evaluate {

InputSchema::InputSchema(profiles::Schema facts_read, const std::optional<std::string>& now_field)
    : schema(std::move(facts_read)), facts(schema.facts.size()) {
  if (!now_field) return;
  const auto column = static_cast<std::uint32_t>(facts);
  // Readers give the same value to each column of a name.
  for (std::uint32_t fact = 0; fact < column; ++fact) {
    if (schema.facts[fact].name == *now_field && !schema.facts[fact].same_name)
      schema.facts[fact].same_name = column;
  }
  profiles::FactSchema instant;
  instant.name = *now_field;
  instant.type.kind = values::Kind::timestamp;
  schema.facts.push_back(std::move(instant));
  now_column = column;
}

}  // namespace eligo::evaluate
