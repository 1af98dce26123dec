#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "decide/reading.hpp"

namespace eligo::decide {

/// Of how many elements of a list a condition is true, and of how many unknown, as time passes. The elements'
/// changes are followed in order of time as far as somebody asks, each of them once. `read(row, instant)`
/// gives an element's Reading. Not safe to share between threads.
class ElementCounts {
 public:
  /// Begins at `from` and lasts until the next one does.
  struct Stretch {
    NextChange from;
    std::size_t hits = 0, unknown = 0;
    std::size_t unknown_turns = 0;  ///< how often an element became unknown, or no longer was, so far
    bool readable = true;           ///< where not, nothing is known from here on
  };

  template <typename Read>
  ElementCounts(std::size_t begin, std::size_t end, values::Nanoseconds now, Read read)
      : begin_(begin), states_(end - begin, State::none) {
    stretches_.push_back({{now, false, false}, 0, 0, 0, true});
    for (std::size_t row = begin; row < end; ++row) put(row, read(row, now));
    std::make_heap(changes_.begin(), changes_.end(), comes_later);
  }

  [[nodiscard]] std::size_t elements() const { return states_.size(); }
  [[nodiscard]] const Stretch& operator[](std::size_t stretch) const { return stretches_[stretch]; }

  /// The stretch in which `instant` lies.
  template <typename Read>
  [[nodiscard]] std::size_t find(values::Nanoseconds instant, Read read) {
    while (next(stretches_.size() - 1).at <= instant) follow(read);
    const auto after = std::upper_bound(
        stretches_.begin(), stretches_.end(), instant,
        [](values::Nanoseconds wanted, const Stretch& stretch) { return wanted < stretch.from.at; });
    return static_cast<std::size_t>(after - stretches_.begin()) - 1;
  }
  /// When a stretch ends.
  [[nodiscard]] NextChange next(std::size_t stretch) const {
    if (stretch + 1 < stretches_.size()) return stretches_[stretch + 1].from;
    if (changes_.empty() || !stretches_.back().readable) return {};
    return changes_.front().at;
  }
  /// Makes the stretch after one that ends.
  template <typename Read>
  void make_next(std::size_t stretch, Read read) {
    if (stretch + 1 == stretches_.size()) follow(read);
  }

 private:
  enum class State : std::uint8_t { none, miss, hit, unknown };
  struct Change {
    NextChange at;
    std::size_t row;
  };

  static bool comes_later(const Change& left, const Change& right) { return left.at.at > right.at.at; }

  template <typename Read>
  void follow(Read read) {
    const NextChange at = changes_.front().at;
    Stretch stretch = stretches_.back();
    stretch.from = at;
    stretches_.push_back(stretch);
    while (!changes_.empty() && changes_.front().at.at == at.at) {
      std::pop_heap(changes_.begin(), changes_.end(), comes_later);
      const std::size_t row = changes_.back().row;
      changes_.pop_back();
      const std::size_t before = changes_.size();
      put(row, read(row, at.at));
      if (changes_.size() != before) std::push_heap(changes_.begin(), changes_.end(), comes_later);
    }
  }

  void put(std::size_t row, const Reading& reading) {
    auto& stretch = stretches_.back();
    auto& state = states_[row - begin_];
    const State before = state;
    state = reading.is(true) ? State::hit : reading.is(false) ? State::miss : State::unknown;
    if (before == State::hit) --stretch.hits;
    if (before == State::unknown) --stretch.unknown;
    if (state == State::hit) ++stretch.hits;
    if (state == State::unknown) ++stretch.unknown;
    if ((state == State::unknown) != (before == State::unknown)) ++stretch.unknown_turns;
    stretch.readable = stretch.readable && reading.readable();
    if (reading.until.comes()) changes_.push_back({reading.until, row});
  }

  std::size_t begin_;
  std::vector<State> states_;
  std::vector<Change> changes_;  // the next of each element that has one; a heap, earliest in front
  std::vector<Stretch> stretches_;
};

}  // namespace eligo::decide
