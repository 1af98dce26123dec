#include "output/csv_columns.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "diagnostics/suggestion.hpp"
#include "text/display.hpp"

namespace eligo::output {

namespace {

using Holds = CsvColumn::Holds;

struct Decided {
  Holds holds;
  std::string_view name;
  Detail least;  ///< the detail from which on decisions have it
};

constexpr std::array<Decided, 17> decided{{
    {Holds::verdict, "verdict", Detail::verdict},
    {Holds::segment, "segment", Detail::verdict},
    {Holds::codes, "codes", Detail::codes},
    {Holds::shown, "shown", Detail::codes},
    {Holds::messages, "messages", Detail::reasons},
    {Holds::waived, "waived", Detail::codes},
    {Holds::undecided, "undecided", Detail::codes},
    {Holds::missing, "missing", Detail::reasons},
    {Holds::refused, "refused", Detail::codes},
    {Holds::review, "review", Detail::verdict},
    {Holds::alternatives, "alternatives", Detail::codes},
    {Holds::best, "bounds.best", Detail::full},
    {Holds::worst, "bounds.worst", Detail::full},
    {Holds::needs, "needs", Detail::full},
    {Holds::retry_at, "retry_at", Detail::full},
    {Holds::valid_until, "valid_until", Detail::full},
    {Holds::times_bounded, "times_bounded", Detail::full},
}};

constexpr std::string_view key_mark = ":key";

}  // namespace

std::vector<CsvColumn> csv_columns(const check::CheckedRuleSet& rules, Detail detail,
                                   const CarriedColumns& carried) {
  std::vector<CsvColumn> columns{{Holds::subject, carried.subject}};
  if (carried.place) {
    columns.push_back({Holds::file, "file"});
    columns.push_back({Holds::line, "line"});
  }
  for (std::size_t kept = 0; kept < carried.kept.size(); ++kept)
    columns.push_back({Holds::kept, carried.kept[kept], kept});
  for (const Decided& column : decided) {
    if (column.least > detail || (column.holds == Holds::shown && !rules.max_reasons)) continue;
    columns.push_back({column.holds, std::string(column.name)});
  }
  for (const auto& [name, text] : carried.stamp) columns.push_back({Holds::constant, name, 0, text});
  columns.push_back({Holds::error, "error"});
  return columns;
}

std::optional<std::vector<CsvColumn>> choose_columns(const std::vector<CsvColumn>& all,
                                                     const std::vector<std::string>& fields,
                                                     std::string& error) {
  std::vector<CsvColumn> chosen;
  for (const std::string& field : fields) {
    const bool is_key = field.ends_with(key_mark);
    const std::string name = field.substr(0, field.size() - (is_key ? key_mark.size() : 0));
    const std::size_t before = chosen.size();
    for (const CsvColumn& column : all) {
      if (column.name != name && !column.name.starts_with(name + ".")) continue;
      chosen.push_back(column);
      chosen.back().is_key = is_key;
    }
    if (chosen.size() > before) continue;
    std::vector<std::string> names;
    std::string listed;
    for (const CsvColumn& column : all) {
      names.push_back(column.name);
      listed += (listed.empty() ? "" : ", ") + column.name;
    }
    const std::string hint = diagnostics::did_you_mean(name, names);
    error = "decisions have no column " + text::quoted_name(name) +
            (hint.empty() ? "; they have " + listed : "; " + hint);
    return std::nullopt;
  }
  for (auto column = chosen.begin(); column != chosen.end(); ++column) {
    if (std::ranges::find(chosen.begin(), column, column->name, &CsvColumn::name) == column) continue;
    error = "the column " + text::quoted_name(column->name) + " stands twice";
    return std::nullopt;
  }
  return chosen;
}

}  // namespace eligo::output
