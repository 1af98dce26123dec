#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include <eligo/verdict.hpp>

#include "json/writer.hpp"
#include "values/view.hpp"

namespace eligo::output {

/// Counts of verdicts by the value of one scalar fact. Counts of several threads are merged; the order does
/// not matter.
class FactCounts {
 public:
  /// `fact` is its place among the rule set's facts, `name` outlives the counts.
  FactCounts(std::uint32_t fact, const std::string& name) : fact_(fact), name_(&name) {}

  [[nodiscard]] std::uint32_t fact() const { return fact_; }
  void add(const values::View& view, std::size_t row, Verdict verdict);
  void merge(const FactCounts& other);

  /// A table of the values with the most profiles; a sentence where there are too many to count.
  [[nodiscard]] std::string text() const;
  /// `{"fact":…,"values":[{"value":…,"profiles":…,"visible":…,"hidden":…,"denied":…}],"others":{…}}`; the
  /// values as text, null where the fact is missing. Where there are too many: `{"fact":…,"values":null}`.
  void write(json::Writer& json) const;

 private:
  using Verdicts = std::array<std::uint64_t, 3>;
  struct Row {
    const std::string* value;  ///< null: missing
    Verdicts verdicts;
  };
  struct Table {
    std::vector<Row> rows;
    std::size_t more = 0;  ///< values that have no row
    Verdicts others{};
  };
  [[nodiscard]] bool overflown() const { return overflown_ || counts_.size() > most_values; }
  [[nodiscard]] Table table() const;

  static constexpr std::size_t most_values = 100'000;  // counted
  static constexpr std::size_t most_rows = 100;        // shown

  std::uint32_t fact_;
  const std::string* name_;
  std::unordered_map<std::string, Verdicts> counts_;
  Verdicts missing_{};
  bool overflown_ = false;
  std::string key_;
};

}  // namespace eligo::output
