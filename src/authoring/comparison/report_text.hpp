#pragma once

#include <cstdint>
#include <string>

#include "authoring/comparison/comparison.hpp"

namespace eligo::authoring {

/// `6.1%`, `<0.1%` for less, `>99.9%` for nearly all; `0%` of nothing.
[[nodiscard]] std::string share_text(std::uint64_t part, std::uint64_t whole);

/// `visible, now denied`; `hidden as before, for other reasons`.
[[nodiscard]] std::string cell_title(Cell cell);

/// What becomes of a rule that answers for a cell: `no longer` or `now`.
[[nodiscard]] std::string change_of(Side side);

/// `visible, now denied; no longer A; now B, C`: codes that the other side has not.
[[nodiscard]] std::string change_text(const Sample& sample, const RuleSetPair& pair);

/// `loyal`, `(none)`, `loyal, then (none)`.
[[nodiscard]] std::string segments_text(const RuleSetPair& pair, const SwapSet::SegmentCounts& counts);

/// `only the champion has it`, `int from 0 to 9, now int`.
[[nodiscard]] std::string difference_text(const FactDifference& difference);

}  // namespace eligo::authoring
