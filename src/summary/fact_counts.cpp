#include "summary/fact_counts.hpp"

#include <algorithm>
#include <numeric>

#include "text/display.hpp"
#include "values/value.hpp"

namespace eligo::summary {

namespace {

void add_to(FactCounts::Counts& to, const FactCounts::Counts& from) {
  for (std::size_t outcome = 0; outcome < to.size(); ++outcome) to[outcome] += from[outcome];
}

}  // namespace

void FactCounts::add(const values::View& view, std::size_t row, std::size_t outcome) {
  Counts* counts = &missing_;
  if (view.is_known(row)) {
    if (overflown()) return;
    if (view.kind == values::Kind::string) {
      const std::string_view text = view.string_at(row).text();
      constexpr std::size_t most = values::shown.code_points;
      text.size() <= most ? key_.assign(text) : key_ = text::cut(text, most);
    } else {
      key_ = values::display_text(values::value_at(view, row));
    }
    counts = &counts_[key_];
  }
  ++(*counts)[outcome];
}

void FactCounts::merge(const FactCounts& other) {
  overflown_ = overflown_ || other.overflown();
  add_to(missing_, other.missing_);
  for (const auto& [value, counts] : other.counts_) {
    if (overflown()) return;
    add_to(counts_[value], counts);
  }
}

FactCounts::Table FactCounts::table() const {
  Table table;
  for (const auto& [value, counts] : counts_) table.rows.push_back({&value, counts});
  if (sum_of(missing_) > 0) table.rows.push_back({nullptr, missing_});
  std::ranges::sort(table.rows, [](const Row& left, const Row& right) {
    const std::uint64_t left_sum = sum_of(left.counts), right_sum = sum_of(right.counts);
    if (left_sum != right_sum) return left_sum > right_sum;
    if (left.value == nullptr || right.value == nullptr) return left.value != nullptr;
    return *left.value < *right.value;
  });
  for (; table.rows.size() > most_rows; table.rows.pop_back()) {
    ++table.more;
    add_to(table.others, table.rows.back().counts);
  }
  return table;
}

std::uint64_t sum_of(const FactCounts::Counts& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

}  // namespace eligo::summary
