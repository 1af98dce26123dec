#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "values/view.hpp"

namespace eligo::profiles {
class Batch;
}

namespace eligo::summary {

/// Where a record stands in the inputs of a run.
struct RecordNumber {
  std::size_t input = 0;
  std::uint64_t line = 0;  ///< or the number of an element of a JSON array
  friend auto operator<=>(const RecordNumber&, const RecordNumber&) = default;
};

/// Counts how many values of each fact that the rules read are there, and how many were refused and why; so
/// too for the elements of lists, and for the fields of their records that rules read. Counts of several
/// threads are merged; the order does not matter.
class FactTallies {
 public:
  /// Values that were refused for one cause.
  struct Refused {
    std::uint64_t count = 0;
    std::optional<RecordNumber> first;
    std::string value;  ///< the first one as it is written, where values are to be shown
  };
  struct Tally {
    enum class Of : std::uint8_t { fact, elements, field };
    Of of = Of::fact;
    std::uint32_t fact = 0;   ///< index into the rule set's facts
    std::uint32_t field = 0;  ///< Of::field only
    std::string name;         ///< `credit.score`, `inquiries[]`, `loans.status`
    bool expected = true;     ///< the fact is not `optional`, and no has() asks for it

    std::uint64_t rows = 0;  ///< records that could be read; elements
    std::uint64_t known = 0;
    std::uint64_t nulls = 0;
    std::array<Refused, values::refusals.size()> refused{};  ///< beside values::refusals

    [[nodiscard]] std::uint64_t all_refused() const;
    /// The first value that was refused; nothing where none was.
    [[nodiscard]] std::optional<RecordNumber> first_refused() const;
    /// Absent or null.
    [[nodiscard]] std::uint64_t missing() const { return rows - known - all_refused(); }
    /// Whether it is in no row, or only as null.
    [[nodiscard]] bool absent() const { return known == 0 && all_refused() == 0; }
  };

  /// The value of a fact, or the element or field of it, that was refused in a row, as it is written.
  using ValueOf = std::function<std::string(std::size_t row, const Tally&)>;

  explicit FactTallies(const check::CheckedRuleSet& rules);

  /// The records of a batch that could be read; `views` are the batch's. `value_of`, where it is not empty,
  /// is asked for those values that are kept as examples.
  void add(const profiles::Batch& batch, std::span<const values::View> views, std::size_t input,
           const ValueOf& value_of = {});
  void merge(const FactTallies& other);

  [[nodiscard]] std::uint64_t records() const { return records_; }
  /// In the rule set's order of facts, each followed by its elements or fields.
  [[nodiscard]] const std::vector<Tally>& tallies() const { return tallies_; }
  /// Records in which neither a fact nor the subject stands.
  [[nodiscard]] std::uint64_t strangers() const { return strangers_; }
  [[nodiscard]] const std::optional<RecordNumber>& first_stranger() const { return first_stranger_; }

 private:
  void add_part(Tally& tally, const profiles::Batch& batch, const values::View& view, std::size_t input,
                const ValueOf& value_of);
  void count_strangers(const profiles::Batch& batch, std::size_t input);

  std::vector<Tally> tallies_;
  std::uint64_t records_ = 0;
  std::uint64_t strangers_ = 0;
  std::optional<RecordNumber> first_stranger_;
  std::vector<std::uint64_t> known_;  // scratch: rows with any fact
};

}  // namespace eligo::summary
