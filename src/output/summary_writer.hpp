#pragma once

#include <string>

#include "summary/summary.hpp"

namespace eligo::output {

/// As aligned text for people: verdicts, waterfall, reasons, segments, the facts that are missing in some
/// records or were refused, the counts by facts. `seconds` is how long it took.
[[nodiscard]] std::string summary_text(const summary::Summary& summary, double seconds);

/// As one JSON object, without a newline. Every category, code, segment and fact that the rules read is
/// there, in the rule set's order, also with a count of 0. Counts by a fact are
/// `{"fact":…,"values":[{"value":…,"profiles":…,"visible":…,"hidden":…,"denied":…}],"others":{…}}`; the
/// values as text, null where the fact is missing. Where there are too many values to count: `"values":null`.
[[nodiscard]] std::string summary_json(const summary::Summary& summary);

}  // namespace eligo::output
