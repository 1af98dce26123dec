#pragma once

#include "check/linking.hpp"

namespace eligo::check {

/// Collects the reason codes and categories of the rules, which segments and rules refer to.
void collect_codes(Linking& linking);

/// Checks and links the rules. After collect_codes().
void check_rules(Linking& linking);

/// Checks and links the segments. After collect_codes().
void check_segments(Linking& linking);

/// Checks and links the alternatives.
void check_alternatives(Linking& linking);

}  // namespace eligo::check
