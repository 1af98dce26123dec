#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "output/page.hpp"

namespace eligo::output {

/// A part of a bar.
struct ChartPart {
  std::uint64_t count = 0;
  Tone tone = Tone::information;
  std::string name{};  ///< `visible`
};

/// A bar, whose length stands for the whole, with its name before it and what it says in words behind it.
struct ChartRow {
  Markup name;
  std::vector<ChartPart> parts;
  std::uint64_t whole = 0;
  Markup value;
};

/// Bars below each other, each of parts beside each other, with a legend of the parts of the first row where
/// it has several. `caption` says what is shown.
[[nodiscard]] Markup chart(const std::string& caption, const std::vector<ChartRow>& rows);

}  // namespace eligo::output
