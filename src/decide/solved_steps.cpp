#include <algorithm>

#include "decide/search_limits.hpp"
#include "decide/solved_times.hpp"

// How many steps walks over the conditions of one profile would take at most. What batches solve is what such
// walks find as long as these stay within their limits.

namespace eligo::decide {

namespace {

using values::Nanoseconds;
using PartKind = SolvedPart::Kind;

std::uint64_t capped(std::uint64_t steps) { return std::min<std::uint64_t>(steps, std::uint64_t{1} << 40U); }

// How often each part may come out differently, at most.
std::vector<std::size_t> changes_of(const SolvedParts& all, std::size_t list_flips) {
  constexpr std::size_t countless = 1'000'000;
  std::vector<std::size_t> found;
  found.reserve(all.parts.size());
  for (const SolvedPart& part : all.parts) {
    std::size_t changes = 0;
    if (part.kind == PartKind::count) changes = list_flips;
    if (part.kind == PartKind::times && part.slope != 0) changes = part.below == part.above ? 2 : 1;
    for (const std::uint32_t operand : all.operands(part)) changes += found[operand];
    found.push_back(std::min(changes, countless));
  }
  return found;
}

// Steps that a walk over one profile's conditions takes for one part, at most, had nothing been remembered:
// to read it at one instant (Forecast::at), to look at all that it shows (TimeCandidates::of_parts), and to
// ask how numbers go (Forecast::trend, range).
struct PartSteps {
  std::uint64_t read = 0, shown = 0, course = 0;
};

class StepCounter {
 public:
  StepCounter(const SolvedParts& all, std::size_t list_flips)
      : all_(all), changes_(changes_of(all, list_flips)) {
    for (std::size_t part = 0; part < all.parts.size(); ++part) {
      PartSteps steps = of(all.parts[part], changes_[part] + 2);
      for (std::uint64_t* const count : {&steps.read, &steps.shown, &steps.course}) *count = capped(*count);
      found_.push_back(steps);
    }
  }
  [[nodiscard]] const PartSteps& operator[](std::size_t part) const { return found_[part]; }
  [[nodiscard]] std::size_t most_changes() const {
    return changes_.empty() ? 0 : *std::ranges::max_element(changes_);
  }

 private:
  // `looks`: at the first instant, at each at which it changes, and at one more.
  [[nodiscard]] PartSteps of(const SolvedPart& part, std::uint64_t looks) const {
    PartSteps below;
    for (const std::uint32_t operand : all_.operands(part)) {
      below.read += found_[operand].read;
      below.shown += found_[operand].shown;
      below.course += found_[operand].course;
    }
    PartSteps steps;
    switch (part.kind) {
      case PartKind::unsolved: break;  // such a profile is left to the walk
      case PartKind::truth:
      case PartKind::number: return {};
      case PartKind::times:
        steps.read = 1 + part.walked;
        steps.shown = 1 + part.walked + 2 * steps.read;
        break;
      case PartKind::count:
        steps.read = 1 + looks;
        steps.shown = 3 + part.walked + 2 * looks + 2 * steps.read;
        steps.course = 3;
        break;
      case PartKind::definition:
      case PartKind::negation:
        steps.read = 1 + below.read;
        steps.shown = 1 + below.shown + steps.read;
        steps.course = 1 + below.course;
        break;
      case PartKind::conjunction:
      case PartKind::disjunction:
      case PartKind::conditional:
        steps.read = 1 + looks * below.read;
        steps.shown = 1 + 2 * steps.read + 3 * below.read + below.shown;
        steps.course = 1 + below.read + below.course;
        break;
      case PartKind::numbers:
        steps.read = 1 + 2 * below.course + below.read + (looks + 1) * (below.course + 2 * below.read);
        steps.shown = 1 + below.shown + 2 * steps.read;
        break;
      case PartKind::sum:
      case PartKind::difference:
      case PartKind::product:
        steps.read = 1 + below.read;
        steps.shown = 1 + below.shown + 2 * steps.read;
        steps.course = 1 + below.read + below.course;
        break;
    }
    if (!part.moves) steps.course = steps.read;
    return steps;
  }

  const SolvedParts& all_;
  std::vector<std::size_t> changes_;
  std::vector<PartSteps> found_;
};

}  // namespace

SolvedTimes::Steps SolvedTimes::count_steps(std::size_t list_flips) const {
  const StepCounter counter(parts_, list_flips);
  Steps steps;
  steps.changes = counter.most_changes();
  for (const SolvedRule& rule : rules_) {
    const PartSteps condition = rule.part == SolvedRule::no_part ? PartSteps{} : counter[rule.part];
    steps.outcomes += 1 + condition.read;
    steps.shown.push_back(condition.shown);
    steps.triggers += rule.triggers * (1 + condition.read);
  }
  for (const std::uint32_t part : alternatives_) steps.outcomes += 1 + counter[part].read;
  for (const auto& shown : placeholders_) {
    for (const std::uint32_t part : shown) steps.outcomes += 1 + counter[part].read;
  }
  for (const SolvedList& list : lists_) {
    const StepCounter condition(list.condition, 0);
    steps.element = std::max(steps.element, 2 + condition[list.condition.parts.size() - 1].read);
  }
  steps.outcomes = capped(steps.outcomes);
  steps.triggers = capped(steps.triggers);
  return steps;
}

SolvedTimes::MostSteps SolvedTimes::most_steps(const Walk& walk) const {
  const auto level = std::ranges::lower_bound(flip_levels, walk.list_flips);
  if (level == flip_levels.end()) return {~std::uint64_t{0}, ~std::uint64_t{0}};
  const Steps& steps = steps_[static_cast<std::size_t>(level - flip_levels.begin())];
  const std::uint64_t elements = (walk.elements + walk.flips) * steps.element;
  const std::uint64_t run = 100 + run_steps_ + walk.element_rows;

  // Parts that change less than three times are followed to the end at once, others up to one horizon after
  // another, until the change that is looked for lies before it: see SearchLimits::nearest.
  const auto horizons_to = [&](Nanoseconds reach) {
    if (steps.changes <= 2) return std::uint64_t{1};
    std::uint64_t horizons = 2;
    for (Nanoseconds span = SearchLimits::first_span; span < reach; span *= SearchLimits::next_span)
      ++horizons;
    return horizons;
  };
  constexpr Nanoseconds for_ever = NextChange::never - values::min_timestamp;
  std::uint64_t forecast = steps.outcomes;
  for (const std::uint32_t rule : walk.showing) forecast += steps.shown[rule];
  // Of what is unknown it is asked, too, how long each part stays so, and whether an error came; several
  // times each, as one part asks of those below.
  std::uint64_t waiting = 0;
  for (const std::uint32_t rule : walk.waiting) waiting += 300 + 8 * steps.shown[rule];
  waiting = capped(waiting);
  forecast += waiting;
  std::uint64_t look = capped(horizons_to(walk.reach.value_or(for_ever)) * capped(forecast)) + elements;
  if (walk.undecided > 0) look += capped(horizons_to(for_ever) * (steps.outcomes + waiting)) + elements;
  MostSteps most;
  most.for_change = (walk.reach ? walk.tried : walk.tried + 1) * look + walk.tried * run;
  if (walk.undecided > 0) most.for_change += look;  // the bounds of the decision at hand, and of the last one

  // Once no trigger stays, the verdict is better. Until then one of them after the other is followed.
  most.in_all = most.for_change + 2 * trigger_count_ + 100 * walk.undecided;
  if (walk.retried) {
    const std::uint64_t turns = walk.flips + windows_ + 3;
    most.in_all += 2 * (capped(turns * (steps.triggers + waiting)) + trigger_count_ + elements + run);
  }
  return most;
}

}  // namespace eligo::decide
