#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "decide/decision_data.hpp"
#include "values/value.hpp"

namespace eligo::oracle {

using decide::MissingInput;
/// Why something is unknown: facts that are missing and parts that failed. Sorted, each once.
using MissingInputs = std::vector<MissingInput>;

void add_missing_input(MissingInputs& inputs, const MissingInput& input);
void add_missing_inputs(MissingInputs& inputs, const MissingInputs& more);

struct Datum;
using Items = std::vector<Datum>;

/// Not known, with every cause.
struct Missing {
  MissingInputs inputs;
};
struct Fields {
  Items values;
};

/// A value that remembers why it, or a part of it, is unknown.
struct Datum {
  std::variant<Missing, values::Null, bool, std::int64_t, double, std::string, values::Timestamp,
               values::Interval, Items, Fields>
      content;

  [[nodiscard]] bool known() const { return !std::holds_alternative<Missing>(content); }
  [[nodiscard]] const MissingInputs& inputs() const { return std::get<Missing>(content).inputs; }
  template <typename T>
  [[nodiscard]] const T& as() const {
    return std::get<T>(content);
  }
  template <typename T>
  [[nodiscard]] bool is() const {
    return std::holds_alternative<T>(content);
  }
};

template <typename T>
[[nodiscard]] Datum datum(T content) {
  return Datum{std::move(content)};
}
[[nodiscard]] Datum from_value(const values::Value& value);
/// Unknown parts become `Unknown{absent}`.
[[nodiscard]] values::Value to_value(const Datum& datum);

}  // namespace eligo::oracle
