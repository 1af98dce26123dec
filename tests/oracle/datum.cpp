#include "oracle/datum.hpp"

#include <algorithm>
#include <tuple>

namespace eligo::oracle {

namespace {

bool before(const MissingInput& left, const MissingInput& right) {
  return std::tie(left.kind, left.index, left.cause) < std::tie(right.kind, right.index, right.cause);
}

}  // namespace

void add_missing_input(MissingInputs& inputs, const MissingInput& input) {
  const auto same_part = [&](const MissingInput& other) {
    return other.kind == input.kind && other.index == input.index;
  };
  // Of the elements in whose turn a part fails the first one tells.
  if (input.kind == MissingInput::Kind::part && std::any_of(inputs.begin(), inputs.end(), same_part)) return;
  const auto place = std::lower_bound(inputs.begin(), inputs.end(), input, before);
  if (place == inputs.end() || !(*place == input)) inputs.insert(place, input);
}

void add_missing_inputs(MissingInputs& inputs, const MissingInputs& more) {
  for (const MissingInput& input : more) add_missing_input(inputs, input);
}

Datum from_value(const values::Value& value) {
  return std::visit(
      [](const auto& content) -> Datum {
        using T = std::decay_t<decltype(content)>;
        if constexpr (std::is_same_v<T, values::Unknown>) {
          return datum(Missing{});
        } else if constexpr (std::is_same_v<T, values::List>) {
          Items items;
          for (const values::Value& item : content) items.push_back(from_value(item));
          return datum(std::move(items));
        } else if constexpr (std::is_same_v<T, values::Record>) {
          Fields fields;
          for (const values::Value& field : content.fields) fields.values.push_back(from_value(field));
          return datum(std::move(fields));
        } else {
          return datum(content);
        }
      },
      value.content);
}

values::Value to_value(const Datum& whole) {
  return std::visit(
      [](const auto& content) -> values::Value {
        using T = std::decay_t<decltype(content)>;
        if constexpr (std::is_same_v<T, Missing>) {
          return {values::Unknown{}};
        } else if constexpr (std::is_same_v<T, Items>) {
          values::List list;
          for (const Datum& item : content) list.push_back(to_value(item));
          return {std::move(list)};
        } else if constexpr (std::is_same_v<T, Fields>) {
          values::Record record;
          for (const Datum& field : content.values) record.fields.push_back(to_value(field));
          return {std::move(record)};
        } else {
          return {content};
        }
      },
      whole.content);
}

}  // namespace eligo::oracle
