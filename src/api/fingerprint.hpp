#pragma once

#include <cstdint>

#include "check/checked_rule_set.hpp"

namespace eligo::api {

/// Tells facts apart by name and type: equal for a fact of the same name and type in any rule set. Fields of
/// records and values of enums count, their order does not; nor do range, unit, title and meta.
[[nodiscard]] std::uint64_t fingerprint(const check::Fact& fact);

}  // namespace eligo::api
