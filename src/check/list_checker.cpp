#include "check/list_checker.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "check/scalar.hpp"
#include "expression/words.hpp"

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
std::size_t drop_duplicates(std::vector<Value>& values, const std::vector<const diagnostics::Place*>& places,
                            MistakeList& mistakes) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return is_below(values[left], values[right]);
  });
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
    ++kept;
  }
  values.resize(kept);
  return count;
}

}  // namespace

void check_lists(Linking& linking) {
  for (const document::ListEntry& written : linking.document.lists) {
    const MistakeList::Subject subject(linking.mistakes, "list " + quote(written.name));
    if (expression::is_keyword(written.name)) {
      linking.mistakes.error(Code::reserved_word, written.name_place,
                             quote(written.name) + " is reserved: no list may be called so");
    }
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
    list.repeated = drop_duplicates(list.values, places, linking.mistakes);
    linking.scope.lists.emplace(list.name, static_cast<std::uint32_t>(linking.rules.lists.size()));
    linking.rules.lists.push_back(std::move(list));
  }
  linking.scope.list_table = &linking.rules.lists;
}

}  // namespace eligo::check
