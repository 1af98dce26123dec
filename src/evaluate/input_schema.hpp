#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "profiles/schema.hpp"

namespace eligo::evaluate {

/// What a run reads of each record: the facts of rule sets, then what it asks for besides, which need be no
/// fact.
struct InputSchema {
  /// `now_field`: what gives each record's instant, if anything does.
  InputSchema(profiles::Schema facts, const std::optional<std::string>& now_field);

  profiles::Schema schema;
  std::size_t facts = 0;  ///< how many columns the rule sets know
  std::optional<std::uint32_t> now_column = {};
};

}  // namespace eligo::evaluate
