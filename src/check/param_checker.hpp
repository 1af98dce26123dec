#pragma once

#include "check/linking.hpp"

namespace eligo::check {

/// Checks and links the params.
void check_params(Linking& linking);

/// Checks the values that a segment gives to params.
[[nodiscard]] std::vector<Segment::Override> check_overrides(
    Linking& linking, const std::vector<document::WrittenOverride>& written);

}  // namespace eligo::check
