#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decide/solved_times.hpp"
#include "engine/runner.hpp"
#include "values/bitmap.hpp"
#include "values/time.hpp"

namespace eligo::decide {

class SolvedElements;

/// A row of a run, and of the elements' domain where one is looked at.
struct SolvedPlace {
  std::size_t profile = 0, element = 0;
};

/// What a part comes to: an int, or a bool as 0 or 1.
struct SolvedState {
  std::int64_t value = 0;
  bool known = false;
  friend bool operator==(const SolvedState&, const SolvedState&) = default;
};

/// A column of a run. Nothing of it is known where it was not run.
class RunColumn {
 public:
  RunColumn() = default;
  RunColumn(const engine::Results& results, const SolvedColumn& column);

  [[nodiscard]] std::size_t row_of(const SolvedPlace& place) const {
    return place.profile * profile_step_ + place.element * element_step_;
  }
  [[nodiscard]] bool is_known(const SolvedPlace& place) const {
    return known_ != nullptr && values::bit_at(known_, row_of(place));
  }
  /// Of timestamps and durations: where it is known.
  [[nodiscard]] values::Nanoseconds time_at(const SolvedPlace& place) const {
    return static_cast<const values::Nanoseconds*>(values_)[row_of(place)];
  }
  /// Of bools and ints.
  [[nodiscard]] SolvedState state_at(const SolvedPart& part, const SolvedPlace& place) const {
    return is_known(place) ? SolvedState{value_at(part, place), true} : SolvedState{};
  }
  [[nodiscard]] std::int64_t value_at(const SolvedPart& part, const SolvedPlace& place) const {
    const std::size_t row = row_of(place);
    if (!part.boolean) return static_cast<const std::int64_t*>(values_)[row];
    return values::bit_at(static_cast<const std::uint64_t*>(values_), row) ? 1 : 0;
  }

  /// Of a column that has a row for each profile, or one for all: 64 of them.
  [[nodiscard]] std::uint64_t known(std::size_t word) const {
    return known_ == nullptr ? 0 : read(known_, word);
  }
  /// The same of bools: those that are true, all of them known.
  [[nodiscard]] std::uint64_t truth(std::size_t word) const {
    return known_ == nullptr ? 0 : read(static_cast<const std::uint64_t*>(values_), word);
  }
  /// Whether all of its rows are known, of which there are so many.
  [[nodiscard]] bool knows_all(std::size_t profiles, std::size_t elements) const;

 private:
  [[nodiscard]] std::uint64_t read(const std::uint64_t* words, std::size_t word) const {
    return profile_step_ == 0 ? values::spread_word(words[0]) : words[word];
  }

  const void* values_ = nullptr;
  const std::uint64_t* known_ = nullptr;
  std::size_t profile_step_ = 0, element_step_ = 0;  // rows from one profile, or element, to the next
};

/// The two sides of a comparison of times.
struct TimeColumns {
  RunColumn left, right;

  TimeColumns(const engine::Results& results, const SolvedPart& part)
      : left(results, part.left), right(results, part.right) {}

  [[nodiscard]] bool are_known(const SolvedPlace& place) const {
    return left.is_known(place) && right.is_known(place);
  }
  /// Of columns that have a row for each profile, or one for all: 64 of them.
  [[nodiscard]] std::uint64_t known(std::size_t word) const { return left.known(word) & right.known(word); }
  [[nodiscard]] bool know_all(std::size_t profiles, std::size_t elements) const {
    return left.knows_all(profiles, elements) && right.knows_all(profiles, elements);
  }
  /// Left minus right, where they are known.
  [[nodiscard]] values::Nanoseconds difference(const SolvedPlace& place) const {
    return left.time_at(place) - right.time_at(place);
  }
};

/// What a comparison of times says.
[[nodiscard]] inline bool compares(const SolvedPart& part, values::Nanoseconds difference) {
  return difference < 0 ? part.below : difference == 0 ? part.level : part.above;
}

/// What a part comes to that is made of others, `states` of its operands. What is not known makes all unknown
/// that it stands in, unless a part that time does not change decides alone: so nothing that moves is ever
/// asked what it hides.
[[nodiscard]] SolvedState combine(const SolvedParts& all, const SolvedPart& part,
                                  std::span<const SolvedState> states);

/// What all parts come to in each row of a run, at its instant. The run says what; what is known is told as
/// combine() would.
class SolvedStates {
 public:
  /// `lists`: by SolvedPart::elements. The arguments outlive this object.
  SolvedStates(const SolvedParts& parts, const engine::Results& results,
               std::span<const SolvedElements> lists);

  [[nodiscard]] SolvedState at(std::uint32_t part, std::size_t row) const {
    if (!is_known(part, row)) return {};
    return {columns_[part].value_at(parts_->parts[part], {row, 0}), true};
  }
  [[nodiscard]] bool is_known(std::uint32_t part, std::size_t row) const {
    return values::bit_at(words_of(part), row);
  }
  [[nodiscard]] std::uint64_t known(std::uint32_t part, std::size_t word) const {
    return words_of(part)[word];
  }
  /// Of a bool.
  [[nodiscard]] std::uint64_t truth(std::uint32_t part, std::size_t word) const {
    return columns_[part].truth(word) & known(part, word);
  }
  /// Finds what follows, which else is told of no row.
  void look_ahead();
  /// Rows in which nothing that it is made of changes as time passes, as what
  /// does lacks a fact.
  [[nodiscard]] std::uint64_t still(std::uint32_t part, std::size_t word) const {
    return future_.empty() ? 0 : future_[still_at(part) + word];
  }
  [[nodiscard]] bool is_still(std::uint32_t part, std::size_t row) const {
    return values::bit_in(still(part, row / 64), row);
  }
  /// Of a bool whose parts are all solved: rows in which it never comes out true, from the instant of the run
  /// on, as far as that is told.
  [[nodiscard]] std::uint64_t never_true(std::uint32_t part, std::size_t word) const {
    return future_.empty() ? 0 : future_[never_at(true, part) + word];
  }

 private:
  [[nodiscard]] const std::uint64_t* words_of(std::size_t part) const {
    return known_.data() + part * words_;
  }
  [[nodiscard]] std::size_t still_at(std::size_t part) const { return part * words_; }
  [[nodiscard]] std::size_t never_at(bool truth, std::size_t part) const {
    return (truth ? 1 : 2) * known_.size() + part * words_;
  }
  void tell_known(std::uint32_t part);
  void tell_future(std::uint32_t part);
  [[nodiscard]] std::uint64_t known_of_operands(const SolvedPart& part, std::size_t word) const;

  const SolvedParts* parts_;
  const engine::Results* results_;
  std::span<const SolvedElements> lists_;
  std::size_t words_;
  std::vector<RunColumn> columns_;     // one a part
  std::vector<std::uint64_t> known_;   // a bitmap a part
  std::vector<std::uint64_t> future_;  // the same of still, never true, never false
  std::vector<bool> solved_;           // by part: all that it is made of is
};

}  // namespace eligo::decide
