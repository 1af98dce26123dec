#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "check/passes.hpp"
#include "check/scalar.hpp"
#include "text/ascii.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using values::Value;

// All values are of one kind.
bool is_below(const Value& left, const Value& right) {
  if (const auto* text = std::get_if<std::string>(&left.content))
    return *text < std::get<std::string>(right.content);
  if (const auto* whole = std::get_if<std::int64_t>(&left.content))
    return *whole < std::get<std::int64_t>(right.content);
  if (const auto* number = std::get_if<double>(&left.content))
    return *number < std::get<double>(right.content);
  if (const auto* moment = std::get_if<values::Timestamp>(&left.content)) {
    return moment->nanoseconds < std::get<values::Timestamp>(right.content).nanoseconds;
  }
  return std::get<values::Interval>(left.content).nanoseconds <
         std::get<values::Interval>(right.content).nanoseconds;
}

// Leaves the first of equal values; how many it dropped. `places` stand beside the values.
std::size_t drop_duplicates(std::vector<Value>& values, std::vector<const diagnostics::Place*>& places,
                            MistakeList& mistakes) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t left, std::size_t right) { return is_below(values[left], values[right]); });
  std::vector<bool> repeated(values.size(), false);
  std::size_t count = 0;
  std::size_t earliest = values.size();
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (is_below(values[order[i - 1]], values[order[i]])) continue;
    repeated[order[i]] = true;
    ++count;
    earliest = std::min(earliest, order[i]);
  }
  if (count == 0) return 0;
  std::string message =
      "the value " + quote(values::display_text(values[earliest])) + " stands twice in the list";
  if (count > 1) message += ", and so do " + std::to_string(count - 1) + " more";
  mistakes.warning(Code::duplicate_value, *places[earliest], std::move(message));
  std::size_t kept = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (repeated[i]) continue;
    if (kept != i) values[kept] = std::move(values[i]);
    places[kept] = places[i];
    ++kept;
  }
  values.resize(kept);
  places.resize(kept);
  return count;
}

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool any_text(const std::vector<Value>& values, bool (*test)(char)) {
  return std::ranges::any_of(values, [&](const Value& value) {
    const auto* const text = std::get_if<std::string>(&value.content);
    return text != nullptr && std::ranges::any_of(*text, test);
  });
}

// Texts are compared exactly, so whoever lists two spellings may have forgotten a third.
void warn_of_case(const std::vector<Value>& values, const std::vector<const diagnostics::Place*>& places,
                  MistakeList& mistakes) {
  if (!any_text(values, is_small) || !any_text(values, is_capital)) return;
  std::unordered_map<std::string, std::size_t> first_of;
  std::size_t count = 0, first = 0, second = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::string folded = text::lower_ascii(std::get<std::string>(values[i].content));
    const auto [entry, is_new] = first_of.emplace(std::move(folded), i);
    if (is_new || count++ > 0) continue;
    first = entry->second;
    second = i;
  }
  if (count == 0) return;
  std::string message = quote(values::display_text(values[first])) + " and " +
                        quote(values::display_text(values[second])) + " differ in case alone";
  if (count > 1) message += ", and so do " + std::to_string(count - 1) + " more";
  mistakes.warning(Code::suspicious_value, *places[second], std::move(message), "texts are compared exactly");
}

// A name as tables write it: `region.code` as `region_code`.
std::string column_name(std::string_view name) {
  std::string column(name);
  std::ranges::transform(column, column.begin(), [](char c) {
    return is_small(c) || is_capital(c) || (c >= '0' && c <= '9') ? text::lower_ascii(c) : '_';
  });
  return column;
}

// The names that a column with values of a list may have.
std::unordered_set<std::string> column_names(const document::RuleSetDocument& document) {
  std::unordered_set<std::string> names{"id", "code", "key", "name", "value", "values"};
  for (const document::WrittenFact& fact : document.facts) {
    if (fact.type.name != "string" && fact.type.name != "enum" && fact.type.name != "list<string>") continue;
    names.insert(column_name(fact.name));
    names.insert(column_name(fact.name.substr(fact.name.rfind('.') + 1)));
  }
  return names;
}

void warn_of_header(const document::WrittenList& list, const std::unordered_set<std::string>& columns,
                    MistakeList& mistakes) {
  if (!list.file || list.values.empty()) return;
  const auto* const text = std::get_if<std::string>(&list.values.front().value.content);
  if (text == nullptr) return;
  const std::string column = column_name(*text);
  const std::string own = column_name(list.name);
  const bool is_id = column == *text && (column.ends_with("_id") || column.ends_with("_code"));
  if (column != own && column + "s" != own && !is_id && !columns.contains(column)) return;
  mistakes.warning(Code::suspicious_value, list.values.front().place,
                   "the first value, " + quote(*text) + ", looks like the name of a column",
                   "leave it out, or make a comment of it with `#`");
}

}  // namespace

void check_lists(Linking& linking) {
  const std::unordered_set<std::string> columns = column_names(linking.document);
  for (const document::WrittenList& written : linking.document.lists) {
    const MistakeList::Context context(linking.mistakes, "list " + quote(written.name));
    refuse_keyword(written.name, written.name_place, "list", linking.mistakes);
    List list;
    list.name = written.name;
    list.file = written.path;
    list.of = scalar_type(written.of.text).value_or(values::Type{});
    std::vector<const diagnostics::Place*> places;
    list.values.reserve(written.values.size());
    places.reserve(written.values.size());
    constexpr ScalarCodes codes{Code::list_value, Code::list_value, Code::list_value};
    for (const document::ScalarLiteral& literal : written.values) {
      if (linking.mistakes.enough_errors()) return;
      auto value = convert(literal, list.of, codes, "the list", linking.mistakes);
      if (!value) continue;
      list.values.push_back(std::move(*value));
      places.push_back(&literal.place);
    }
    if (list.of.kind == values::Kind::string) warn_of_header(written, columns, linking.mistakes);
    list.repeated = drop_duplicates(list.values, places, linking.mistakes);
    if (list.of.kind == values::Kind::string) warn_of_case(list.values, places, linking.mistakes);
    linking.scope.lists.emplace(list.name, static_cast<std::uint32_t>(linking.rules.lists.size()));
    linking.rules.lists.push_back(std::move(list));
  }
  linking.scope.list_table = &linking.rules.lists;
}

}  // namespace eligo::check
