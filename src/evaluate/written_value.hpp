#pragma once

#include <cstdint>
#include <string>

#include "profiles/profile_input.hpp"

namespace eligo::evaluate {

/// What stands in a record for a fact, as it is written there and cut where it is long: a CSV cell, the text
/// of a JSON value. Empty where it cannot be found.
[[nodiscard]] std::string written_value(const profiles::Chunk& chunk, const profiles::RawRecord& record,
                                        const profiles::Schema& schema, std::uint32_t fact,
                                        const profiles::ReadOptions& options);

}  // namespace eligo::evaluate
