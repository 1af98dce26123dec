#pragma once

#include <string>

#include "output/input_quality.hpp"
#include "summary/summary.hpp"

namespace eligo::output {

/// A run's counts as a page that needs no other file: verdicts, waterfall, reasons, segments, and what of the
/// input could be used.
[[nodiscard]] std::string summary_page(const summary::Summary& summary, const InputQuality& quality);

}  // namespace eligo::output
