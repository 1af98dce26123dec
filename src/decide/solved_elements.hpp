#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "decide/solved_states.hpp"
#include "decide/solved_times.hpp"
#include "engine/runner.hpp"
#include "values/bitmap.hpp"
#include "values/time.hpp"

namespace eligo::decide {

/// The elements of one list in all rows of a run, and what its condition says of each.
class SolvedElements {
 public:
  /// `now` is the instant of the run. The others outlive this object.
  SolvedElements(const SolvedList& list, const engine::Results& results, values::Nanoseconds now);

  /// The elements of a profile: rows of their domain.
  struct Rows {
    std::size_t first = 0, count = 0;
  };
  [[nodiscard]] Rows of(std::size_t profile) const {
    if (offsets_ == nullptr || !values::bit_at(listed_.data(), profile)) return {};
    const std::size_t parent = constant_parent_ ? 0 : profile;
    return {offsets_[parent], offsets_[parent + 1] - offsets_[parent]};
  }
  /// Profiles whose list is known, and of all of whose elements the condition is.
  [[nodiscard]] std::uint64_t known(std::size_t word) const {
    return all_known_ ? listed_[word] : known_[word];
  }

  /// Profiles whose list is not known.
  [[nodiscard]] std::uint64_t unlisted(std::size_t word) const {
    return offsets_ == nullptr ? 0 : ~lists_.known(word);
  }
  /// Whether the condition is known of all elements.
  [[nodiscard]] bool are_all_known() const { return all_known_; }

  [[nodiscard]] const std::vector<SolvedPart>& parts() const { return list_->condition.parts; }
  /// Whether the condition is one comparison of times.
  [[nodiscard]] bool is_comparison() const { return comparison_; }
  /// Of a part that compares times.
  [[nodiscard]] const TimeColumns& times(std::size_t part) const { return times_[part]; }
  /// What the condition says at an instant that is not before that of the run.
  [[nodiscard]] SolvedState at(const SolvedPlace& place, values::Nanoseconds instant);
  /// The same at the instant of the run, where it is no comparison: false where it is not known.
  [[nodiscard]] bool truth(std::size_t element) const { return values::bit_at(truth_.data(), element); }
  /// What the list comes to that has so many elements, of so many of which the condition is true.
  [[nodiscard]] SolvedState outcome(std::int64_t hits, std::size_t count) const;

 private:
  void find_listed(const engine::Results& results);
  void find_known(std::size_t profiles);

  const SolvedList* list_;
  values::Nanoseconds now_;
  RunColumn lists_;
  const std::uint32_t* offsets_ = nullptr;  // null: were not run
  bool constant_parent_ = false, comparison_ = false, all_known_ = true;
  std::vector<TimeColumns> times_;  // one a part
  std::vector<RunColumn> columns_;  // the same where the condition is more than a comparison
  std::vector<std::uint64_t> listed_, known_, truth_;  // known_: where not all are
  std::vector<SolvedState> states_, operands_;         // of the element at hand
};

}  // namespace eligo::decide
