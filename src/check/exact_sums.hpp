#pragma once

#include "check/nodes.hpp"

namespace eligo::check {

// `9999-12-31` stands for "never" and `0001-01-01` for "always" in many data; their distance from `now` is
// no duration, but whether it is below 30 days is beyond doubt. So a sum of timestamps and durations that
// is only compared is exact, however large. Any other use keeps to the range of the type, as the language
// definition says.

/// Marks the sums that `part`, which is compared, comes from: through further sums, the branches of `?:` and
/// definitions.
void mark_exact(Nodes& nodes, NodeId part);

/// Appends copies, marked exact, of the sums that a definition's root comes from, for the uses in which the
/// definition is only compared. Returns the new root; `root` itself where it comes from none.
[[nodiscard]] NodeId add_exact_copy(Nodes& nodes, NodeId root);

}  // namespace eligo::check
