#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "values/view.hpp"

namespace eligo::summary {

/// Something that a summary counts by: a column of the input, or the segment.
struct CountedField {
  std::string name;
  std::optional<std::uint32_t> column = {};  ///< its place among the views of a batch; nothing: the segment
  bool as_written = false;                   ///< its values are (see profiles/as_written.hpp)
};

/// Counts verdicts and reasons by the values of a field, or of several joined. Counts of several threads are
/// merged; the order does not matter.
class CrossCounts {
 public:
  struct Counts {
    std::array<std::uint64_t, 3> verdicts{};
    std::vector<std::uint64_t> reasons;  ///< by code
    [[nodiscard]] std::uint64_t profiles() const { return verdicts[0] + verdicts[1] + verdicts[2]; }
  };
  struct Row {
    std::vector<std::optional<std::string>> values;  ///< one a field; nothing: missing, no segment
    Counts counts;
  };
  /// The values with the most profiles, those first.
  struct Table {
    std::vector<Row> rows;
    std::size_t more = 0;  ///< values, or combinations, that have no row
    Counts others;         ///< counts of those
  };
  static constexpr std::size_t most_values = 100'000;  ///< counted
  static constexpr std::size_t most_rows = 100;        ///< in the table

  /// The rule set outlives the counts.
  CrossCounts(const check::CheckedRuleSet& rules, std::vector<CountedField> fields)
      : rules_(&rules), fields_(std::move(fields)) {}

  [[nodiscard]] const std::vector<CountedField>& fields() const { return fields_; }
  /// The names of the fields, joined: `segment, region.code`.
  [[nodiscard]] std::string title() const;
  /// The values of a row, joined; `(missing)` or `(none)` where one has none.
  [[nodiscard]] std::string row_name(const Row& row) const;
  void add(const decide::DecisionData& decision, std::span<const values::View> views, std::size_t row);
  void merge(const CrossCounts& other);

  /// Whether there are too many values to count; then the table says nothing.
  [[nodiscard]] bool overflown() const { return overflown_ || counts_.size() > most_values; }
  [[nodiscard]] Table table() const;

 private:
  void append_value(const CountedField& field, const decide::DecisionData& decision,
                    std::span<const values::View> views, std::size_t row);
  void append_known(std::string_view text);

  const check::CheckedRuleSet* rules_;
  std::vector<CountedField> fields_;
  std::unordered_map<std::string, Counts> counts_;  // by the values, each with its size before it
  bool overflown_ = false;
  std::string key_;  // scratch
};

}  // namespace eligo::summary
