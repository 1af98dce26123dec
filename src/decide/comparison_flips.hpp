#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "decide/next_change.hpp"
#include "decide/solved_times.hpp"
#include "values/time.hpp"

namespace eligo::decide {

/// A comparison of times comes out differently from `at` on.
struct ComparisonFlip {
  values::Nanoseconds at = 0;
  std::uint32_t part = 0;     ///< that hears of it
  std::uint32_t element = 0;  ///< of which element it is, where it is of one
  bool truth = false;         ///< what it says from then on
  std::int8_t change = 0;     ///< by how much more it is true
};

/// The flips of one profile's comparisons that are still to come, in order of time. Not safe to share between
/// threads.
class ComparisonFlips {
 public:
  /// `now`: what comparisons are told of is their difference at this instant.
  explicit ComparisonFlips(values::Nanoseconds now) : now_(now) {}

  /// Forgets all. Of those to come that are later than `horizon` it is only counted how many there are.
  void begin(values::Nanoseconds horizon) {
    horizon_ = horizon;
    kept_ = all_ = next_ = 0;
  }
  /// Makes room for those of so many comparisons more. Without it none may be added.
  void make_room(std::size_t comparisons) {
    const std::size_t most = kept_ + most_turns * comparisons;
    if (flips_.size() < most) flips_.resize(most);
  }
  /// Of a comparison of times whose difference, left minus right, this is.
  void add(const SolvedPart& comparison, values::Nanoseconds difference, std::uint32_t part,
           std::size_t element);
  /// Once all are added.
  void put_in_order();

  /// When the next one comes; never where none does.
  [[nodiscard]] values::Nanoseconds next();
  /// The one that next() was about, which is then gone.
  [[nodiscard]] const ComparisonFlip& take() { return flips_[order_[next_++]]; }
  /// How many were added, those after the horizon among them.
  [[nodiscard]] std::size_t count() const { return all_; }

 private:
  // How often a comparison comes out differently as two times pass each other.
  static constexpr std::size_t most_turns = 2;

  // No jump is taken that could not be foreseen.
  void add(const ComparisonFlip& flip, bool comes) {
    ComparisonFlip& next = flips_[kept_];
    next.at = flip.at;  // field by field: a whole one would be read before all of it was written
    next.part = flip.part;
    next.element = flip.element;
    next.truth = flip.truth;
    next.change = flip.change;
    const bool counts = comes && flip.at < NextChange::never;
    kept_ += counts && flip.at <= horizon_ ? 1 : 0;
    all_ += counts ? 1 : 0;
  }
  void add_by_steps(const SolvedPart& comparison, values::Nanoseconds difference, std::uint32_t part,
                    std::uint32_t element);

  values::Nanoseconds now_;
  values::Nanoseconds horizon_ = 0;
  std::vector<ComparisonFlip> flips_;  // the first kept_
  std::vector<std::uint32_t> order_;   // in which they come, as far as next() has looked
  std::size_t kept_ = 0, all_ = 0, next_ = 0;
};

inline void ComparisonFlips::add(const SolvedPart& comparison, values::Nanoseconds difference,
                                 std::uint32_t part, std::size_t element) {
  const auto row = static_cast<std::uint32_t>(element);
  if (comparison.slope != 1 && comparison.slope != -1) return add_by_steps(comparison, difference, part, row);
  const bool rises = comparison.slope > 0;
  const values::Nanoseconds level_at = now_ - (rises ? difference : -difference);
  const bool level = comparison.level;
  const bool first = rises ? comparison.below : comparison.above;
  const bool last = rises ? comparison.above : comparison.below;
  const auto change = [](bool before, bool truth) {
    return static_cast<std::int8_t>(int{truth} - int{before});
  };
  if (first != level) add({level_at, part, row, level, change(first, level)}, level_at > now_);
  if (level != last) add({level_at + 1, part, row, last, change(level, last)}, level_at >= now_);
}

}  // namespace eligo::decide
