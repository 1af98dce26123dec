#include "decide/comparison_flips.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "decide/solved_states.hpp"
#include "decide/time_steps.hpp"

namespace eligo::decide {

using values::Nanoseconds;

namespace {

// Of so few the next one is looked for each time: that is cheaper than to put them in order.
constexpr std::size_t few_flips = 16;

}  // namespace

void ComparisonFlips::add_by_steps(const SolvedPart& comparison, Nanoseconds difference, std::uint32_t part,
                                   std::uint32_t element) {
  Nanoseconds at = now_;
  bool before = compares(comparison, difference);
  for (std::size_t turn = 0; turn < most_turns; ++turn) {
    const Nanoseconds present = difference + comparison.slope * (at - now_);
    const auto wait = comparison_step(comparison.comparison, present, comparison.slope);
    if (!wait || *wait >= NextChange::never - at) return;
    at += *wait;
    const bool truth = compares(comparison, difference + comparison.slope * (at - now_));
    add({at, part, element, truth, static_cast<std::int8_t>(int{truth} - int{before})}, true);
    before = truth;
  }
}

void ComparisonFlips::put_in_order() {
  order_.resize(kept_);
  std::iota(order_.begin(), order_.end(), 0U);
  if (kept_ <= few_flips) return;
  std::ranges::sort(order_, {}, [&](std::uint32_t flip) { return flips_[flip].at; });
}

Nanoseconds ComparisonFlips::next() {
  if (next_ == kept_) return NextChange::never;
  if (kept_ <= few_flips) {
    std::size_t first = next_;
    for (std::size_t place = first + 1; place < kept_; ++place)
      first = flips_[order_[place]].at < flips_[order_[first]].at ? place : first;
    std::swap(order_[next_], order_[first]);
  }
  return flips_[order_[next_]].at;
}

}  // namespace eligo::decide
