#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "decide/decision_data.hpp"
#include "values/value.hpp"

namespace eligo::oracle {

using decide::Gap;
/// Why something is unknown: facts that are missing and parts that failed. Sorted, each once.
using Gaps = std::vector<Gap>;

void add_gap(Gaps& gaps, const Gap& gap);
void add_gaps(Gaps& gaps, const Gaps& more);

struct Datum;
using Items = std::vector<Datum>;

/// Not known, with every cause.
struct Missing {
  Gaps gaps;
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
  [[nodiscard]] const Gaps& gaps() const { return std::get<Missing>(content).gaps; }
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
