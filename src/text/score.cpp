#include "text/score.hpp"

namespace eligo::text {

std::string thousandths_text(std::uint64_t thousandths) {
  const std::string rest = thousandths % 10 == 0 ? "" : "." + std::to_string(thousandths % 10);
  return std::to_string(thousandths / 10) + rest + "%";
}

std::string score(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "100%" : thousandths_text(part * 1'000 / whole);
}

}  // namespace eligo::text
