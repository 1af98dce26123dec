#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "check/linking.hpp"
#include "diagnostics/code.hpp"
#include "values/zone_database.hpp"

namespace eligo::check {

struct ZoneMistake {
  diagnostics::Code code;
  std::string message, hint;
};

/// Why a text cannot be used as a time zone; nothing where it can.
[[nodiscard]] std::optional<ZoneMistake> zone_mistake(std::string_view text,
                                                      const values::ZoneDatabase& zones,
                                                      diagnostics::Suggester& suggester);

/// Checks the zones that are not literals: those of params, and that there are any where profiles name
/// them; then notes which zone data the rule set works with. For a rule set without mistakes so far.
void check_zones(Linking& linking);

}  // namespace eligo::check
