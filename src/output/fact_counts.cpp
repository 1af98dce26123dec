#include "output/fact_counts.hpp"

#include <algorithm>
#include <numeric>

#include "output/summary.hpp"
#include "output/text_table.hpp"
#include "text/display.hpp"
#include "values/value.hpp"

namespace eligo::output {

namespace {

constexpr std::array verdicts = {Verdict::visible, Verdict::hidden, Verdict::denied};

std::uint64_t sum_of(const std::array<std::uint64_t, 3>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

void add_to(std::array<std::uint64_t, 3>& to, const std::array<std::uint64_t, 3>& from) {
  for (std::size_t verdict = 0; verdict < to.size(); ++verdict) to[verdict] += from[verdict];
}

void write_counts(json::Writer& json, const std::array<std::uint64_t, 3>& counts) {
  json.key("profiles").number(sum_of(counts));
  for (const Verdict verdict : verdicts)
    json.key(to_string(verdict)).number(counts[static_cast<std::size_t>(verdict)]);
}

}  // namespace

void FactCounts::add(const values::View& view, std::size_t row, Verdict verdict) {
  Verdicts* counts = &missing_;
  if (view.is_known(row)) {
    if (overflown()) return;
    if (view.kind == values::Kind::string) {
      const std::string_view text = view.as<values::StringValue>()[row].text();
      constexpr std::size_t most = values::shown.code_points;
      text.size() <= most ? key_.assign(text) : key_ = text::cut(text, most);
    } else {
      key_ = values::display_text(values::value_at(view, row));
    }
    counts = &counts_[key_];
  }
  ++(*counts)[static_cast<std::size_t>(verdict)];
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
  std::sort(table.rows.begin(), table.rows.end(), [](const Row& left, const Row& right) {
    const std::uint64_t left_sum = sum_of(left.verdicts), right_sum = sum_of(right.verdicts);
    if (left_sum != right_sum) return left_sum > right_sum;
    if (left.value == nullptr || right.value == nullptr) return left.value != nullptr;
    return *left.value < *right.value;
  });
  for (; table.rows.size() > most_rows; table.rows.pop_back()) {
    ++table.more;
    add_to(table.others, table.rows.back().verdicts);
  }
  return table;
}

std::string FactCounts::text() const {
  if (overflown()) {
    return *name_ + ": more than " + text::grouped(most_values) + " values; no fact to count by\n";
  }
  TextTable text({*name_, "profiles", "visible", "hidden", "denied"});
  const auto add = [&text](std::string name, const Verdicts& counts) {
    std::vector<std::string> row{std::move(name), text::grouped(sum_of(counts))};
    for (const std::uint64_t count : counts) row.push_back(text::grouped(count));
    text.add(std::move(row));
  };
  const Table found = table();
  for (const Row& row : found.rows) add(row.value == nullptr ? "(missing)" : *row.value, row.verdicts);
  if (found.more > 0) add("(" + text::grouped(found.more) + " more)", found.others);
  return text.text();
}

void FactCounts::write(json::Writer& json) const {
  json.begin_object().key("fact").string(*name_).key("values");
  if (overflown()) {
    json.raw("null").end_object();
    return;
  }
  const Table found = table();
  json.begin_array();
  for (const Row& row : found.rows) {
    json.begin_object().key("value");
    if (row.value == nullptr) {
      json.raw("null");
    } else {
      json.string(*row.value);
    }
    write_counts(json, row.verdicts);
    json.end_object();
  }
  json.end_array();
  if (found.more > 0) {
    json.key("others").begin_object().key("values").number(found.more);
    write_counts(json, found.others);
    json.end_object();
  }
  json.end_object();
}

}  // namespace eligo::output
