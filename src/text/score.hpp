#pragma once

#include <cstdint>
#include <string>

namespace eligo::text {

/// `94.1%` of 941 thousandths.
[[nodiscard]] std::string thousandths_text(std::uint64_t thousandths);

/// How much of a whole is reached, in percent, rounded down to a tenth, as it is held against what is
/// required; `100%` of nothing.
[[nodiscard]] std::string score(std::uint64_t part, std::uint64_t whole);

/// A share as a JSON number from 0 to 1, rounded to six decimals; 0 of nothing.
[[nodiscard]] std::string share_number(std::uint64_t part, std::uint64_t whole);

}  // namespace eligo::text
