#include "summary/cross_counts.hpp"

#include <algorithm>
#include <cstring>

#include "json/string.hpp"
#include "profiles/as_written.hpp"
#include "text/display.hpp"
#include "values/value.hpp"

namespace eligo::summary {

namespace {

constexpr std::uint32_t missing = 0xFFFF'FFFF;  // in place of a value's size

void add_to(CrossCounts::Counts& to, const CrossCounts::Counts& from) {
  for (std::size_t verdict = 0; verdict < to.verdicts.size(); ++verdict)
    to.verdicts[verdict] += from.verdicts[verdict];
  to.reasons.resize(std::max(to.reasons.size(), from.reasons.size()));
  for (std::size_t code = 0; code < from.reasons.size(); ++code) to.reasons[code] += from.reasons[code];
}

void append_size(std::string& key, std::uint32_t size) {
  key.append(reinterpret_cast<const char*>(&size), sizeof size);
}

std::vector<std::optional<std::string>> values_of(std::string_view key) {
  std::vector<std::optional<std::string>> values;
  while (!key.empty()) {
    std::uint32_t size = 0;
    std::memcpy(&size, key.data(), sizeof size);
    key.remove_prefix(sizeof size);
    if (size == missing) {
      values.emplace_back();
      continue;
    }
    values.emplace_back(key.substr(0, size));
    key.remove_prefix(size);
  }
  return values;
}

}  // namespace

std::string CrossCounts::title() const {
  std::string names;
  for (const CountedField& field : fields_) names += (names.empty() ? "" : ", ") + field.name;
  return names;
}

std::string CrossCounts::row_name(const Row& row) const {
  std::string name;
  for (std::size_t index = 0; index < row.values.size(); ++index) {
    const char* const nothing = fields_[index].column ? "(missing)" : "(none)";
    name += (name.empty() ? "" : " / ") + row.values[index].value_or(nothing);
  }
  return name;
}

void CrossCounts::append_known(std::string_view text) {
  constexpr std::size_t most = values::shown.code_points;
  if (text.size() <= most) {
    append_size(key_, static_cast<std::uint32_t>(text.size()));
    key_ += text;
    return;
  }
  const std::string cut = text::cut(text, most);
  append_size(key_, static_cast<std::uint32_t>(cut.size()));
  key_ += cut;
}

void CrossCounts::append_value(const CountedField& field, const decide::DecisionData& decision,
                               std::span<const values::View> views, std::size_t row) {
  if (!field.column) {
    if (!decision.segment) return append_size(key_, missing);
    return append_known(rules_->segments[*decision.segment].id);
  }
  const values::View& view = views[*field.column];
  if (!view.is_known(row)) return append_size(key_, missing);
  if (view.kind != values::Kind::string)
    return append_known(values::display_text(values::value_at(view, row)));
  const values::StringValue& value = view.string_at(row);
  const bool is_json = field.as_written && value.code != profiles::bare_string_code;
  is_json ? append_known(json::bare_text(value.text())) : append_known(value.text());
}

void CrossCounts::add(const decide::DecisionData& decision, std::span<const values::View> views,
                      std::size_t row) {
  if (overflown()) return;
  key_.clear();
  for (const CountedField& field : fields_) append_value(field, decision, views, row);
  Counts& counts = counts_[key_];
  ++counts.verdicts[static_cast<std::size_t>(decision.verdict)];
  counts.reasons.resize(rules_->codes.size());
  for (const decide::ReasonData& reason : decision.reasons) ++counts.reasons[reason.code];
}

void CrossCounts::merge(const CrossCounts& other) {
  overflown_ = overflown_ || other.overflown();
  for (const auto& [value, counts] : other.counts_) {
    if (overflown()) return;
    add_to(counts_[value], counts);
  }
}

CrossCounts::Table CrossCounts::table() const {
  Table table;
  for (const auto& [key, counts] : counts_) table.rows.push_back({values_of(key), counts});
  std::ranges::sort(table.rows, [](const Row& left, const Row& right) {
    const std::uint64_t left_sum = left.counts.profiles(), right_sum = right.counts.profiles();
    if (left_sum != right_sum) return left_sum > right_sum;
    // of equally many, those with a value first, in the order of their texts
    return std::ranges::lexicographical_compare(
        left.values, right.values,
        [](const auto& one, const auto& two) { return one && two ? *one < *two : one.has_value() && !two; });
  });
  table.others.reasons.resize(rules_->codes.size());
  for (; table.rows.size() > most_rows; table.rows.pop_back()) {
    ++table.more;
    add_to(table.others, table.rows.back().counts);
  }
  return table;
}

}  // namespace eligo::summary
