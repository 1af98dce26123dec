#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <eligo/batch_evaluator.hpp>
#include <eligo/rule_set.hpp>

#include "person.hpp"

namespace eligo::benchmark {

/// The values of one fact in Arrow's layout: with a bitmap of those that are there.
template <typename Value>
struct Column {
  std::unique_ptr<Value[]> values;
  std::vector<std::uint8_t> validity;

  explicit Column(std::size_t rows) : values(new Value[rows]{}), validity((rows + 7) / 8) {}
  [[nodiscard]] bool has(std::size_t row) const { return ((validity[row / 8] >> (row % 8)) & 1U) != 0; }
  void set(std::size_t row, const std::optional<Value>& value) {
    if (!value) return;
    values[row] = *value;
    validity[row / 8] = static_cast<std::uint8_t>(validity[row / 8] | 1U << (row % 8));
  }
};

/// The profiles of a file as columns, and what both ways of deciding make of them.
class Columns {
 public:
  explicit Columns(const std::vector<Person>& people);

  [[nodiscard]] std::size_t rows() const { return rows_; }
  /// The rules as a loop over the columns that a compiler turns into vector instructions: bit i of a row's
  /// result is code i.
  void decide(std::span<std::uint32_t> hits) const;
  /// Gives the rows [first, first + count), `first` a multiple of 8, to an evaluator.
  void give(BatchEvaluator& evaluator, const RuleSet& rules, std::size_t first, std::size_t count) const;

 private:
  template <typename Value>
  Column<Value>& add(std::deque<Column<Value>>& columns) {
    return columns.emplace_back(rows_);
  }

  std::size_t rows_;
  // In the order of the facts below.
  std::deque<Column<bool>> booleans_;
  std::deque<Column<std::int64_t>> integers_;
  std::deque<Column<double>> doubles_;
  std::deque<Column<std::string_view>> texts_;
  // What a hand-written loop would have in place of texts: one number for each that the rules name.
  std::vector<std::uint8_t> status_, region_, risk_, product_;
};

}  // namespace eligo::benchmark
