#pragma once

#include <string>

#include "output/input_quality.hpp"
#include "summary/summary.hpp"

namespace eligo::output {

/// As aligned text for people: verdicts, waterfall, reasons, segments, the facts that are missing in some
/// records or were refused and why, columns that are no facts, the counts by facts. `seconds` is how long it
/// took.
[[nodiscard]] std::string summary_text(const summary::Summary& summary, const InputQuality& quality,
                                       double seconds);

/// As one JSON object, without a newline. Every category, code, segment and fact that the rules read is
/// there, in the rule set's order, also with a count of 0; shares are numbers from 0 to 1, those of profiles
/// being of all that were decided. Counts by fields are
/// `{"fields":[…],"values":[{"values":[…],"profiles":…,"share":…,"visible":…,"hidden":…,"denied":…,
/// "shares":{"visible":…,…},"reasons":{CODE:…}}],"others":{…}}`; the values as text, null where one is
/// missing. Where there are too many values to count: `"values":null`.
///
/// Members of facts and of columns that are none: see write_quality.
[[nodiscard]] std::string summary_json(const summary::Summary& summary, const InputQuality& quality);

}  // namespace eligo::output
