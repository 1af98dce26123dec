#include "text/score.hpp"

#include <cmath>

namespace eligo::text {

std::string thousandths_text(std::uint64_t thousandths) {
  const std::string rest = thousandths % 10 == 0 ? "" : "." + std::to_string(thousandths % 10);
  return std::to_string(thousandths / 10) + rest + "%";
}

std::string score(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "100%" : thousandths_text(part * 1'000 / whole);
}

std::string share_number(std::uint64_t part, std::uint64_t whole) {
  constexpr std::uint64_t millionths = 1'000'000;
  const std::uint64_t share =
      whole == 0 ? 0
                 : static_cast<std::uint64_t>(
                       std::llround(static_cast<double>(part) / static_cast<double>(whole) * millionths));
  if (share % millionths == 0) return std::to_string(share / millionths);
  std::string decimals = std::to_string(millionths + share % millionths).substr(1);
  decimals.resize(decimals.find_last_not_of('0') + 1);
  return std::to_string(share / millionths) + "." + decimals;
}

}  // namespace eligo::text
