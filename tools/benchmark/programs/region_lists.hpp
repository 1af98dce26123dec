#pragma once

#include <cstdint>
#include <string_view>

namespace comparison {

/// The lists of ../rules.json that hold a region, as bits of one number.
enum RegionList : std::uint8_t { prohibited = 1, high_risk = 2, pilot = 4 };
std::uint8_t lists_of(std::string_view region);

}  // namespace comparison
