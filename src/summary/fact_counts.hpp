#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "values/view.hpp"

namespace eligo::summary {

/// Counts of three outcomes (the verdicts, say) by the value of one scalar fact. Counts of several threads
/// are merged; the order does not matter.
class FactCounts {
 public:
  using Counts = std::array<std::uint64_t, 3>;  ///< by outcome
  struct Row {
    const std::string* value;  ///< null: missing
    Counts counts;
  };
  /// The values with the most profiles, those first.
  struct Table {
    std::vector<Row> rows;
    std::size_t more = 0;  ///< values that have no row
    Counts others{};       ///< counts of those
  };
  static constexpr std::size_t most_values = 100'000;  ///< counted
  static constexpr std::size_t most_rows = 100;        ///< in the table

  /// `fact` is its place among the views, `name` outlives the counts.
  FactCounts(std::uint32_t fact, const std::string& name) : fact_(fact), name_(&name) {}

  [[nodiscard]] std::uint32_t fact() const { return fact_; }
  [[nodiscard]] const std::string& name() const { return *name_; }
  void add(const values::View& view, std::size_t row, std::size_t outcome);
  void merge(const FactCounts& other);

  /// Whether there are too many values to count; then the table says nothing.
  [[nodiscard]] bool overflown() const { return overflown_ || counts_.size() > most_values; }
  [[nodiscard]] Table table() const;

 private:
  std::uint32_t fact_;
  const std::string* name_;
  std::unordered_map<std::string, Counts> counts_;
  Counts missing_{};
  bool overflown_ = false;
  std::string key_;
};

[[nodiscard]] std::uint64_t sum_of(const FactCounts::Counts& counts);

}  // namespace eligo::summary
