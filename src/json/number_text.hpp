#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace eligo::json {

enum class NumberForm { invalid, integer, decimal };

/// A JSON number as it is written: its digits, all as one integer, times a power of ten.
struct NumberText {
  NumberForm form = NumberForm::invalid;
  bool negative = false;
  bool few_digits = false;  ///< at most 19, so that `digits` holds them all
  std::uint64_t digits = 0;
  std::int32_t exponent = 0;  ///< of ten; at most a million in size, whatever is written
};

/// Reads the whole of `token`.
[[nodiscard]] NumberText scan_number(std::string_view token);

/// How many decimals a number is written with: 2 of `0.50`, 1 of `15000.0`, 4 of `1.5e-3`, none of `1e3`.
/// Nothing where `token` is no JSON number.
[[nodiscard]] std::optional<std::int32_t> decimals_of(std::string_view token);

/// Whether `token` is a JSON number, and if so whether it has neither fraction nor exponent.
[[nodiscard]] inline NumberForm number_form(std::string_view token) { return scan_number(token).form; }

/// Whether the digits of a number that no double can hold stand for one next to zero rather than a huge one.
[[nodiscard]] bool is_tiny(std::string_view digits);

}  // namespace eligo::json
