#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/node_maker.hpp"
#include "expression/reporter.hpp"
#include "values/zone_database.hpp"

namespace eligo::check {

/// What can be known of a literal before any profile is seen: that a pattern compiles, that a zone exists,
/// that a text is a timestamp or a duration.
[[nodiscard]] bool check_literal_arguments(Function function, std::span<const Part> operands,
                                           const values::ZoneDatabase* zones, NodeMaker& maker,
                                           expression::Reporter& reporter);

/// Where one of two compared parts is an enum and the other a literal (or a list of literals): whether the
/// literal is among the enum's values.
[[nodiscard]] bool check_enum_literals(const Part& left, const Part& right, NodeMaker& maker,
                                       expression::Reporter& reporter);

/// What may stand in place of a text that is not among an enum's values: the closest, or the first few.
[[nodiscard]] std::string enum_hint(std::string_view text,
                                    const std::shared_ptr<const std::vector<std::string>>& enumeration,
                                    diagnostics::Suggester& suggester);

}  // namespace eligo::check
