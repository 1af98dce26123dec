#pragma once

#include <cstdint>
#include <variant>

#include "decide/next_change.hpp"
#include "values/type.hpp"

namespace eligo::decide {

/// Only a run of the program at that instant can tell.
struct Unreadable {
  friend bool operator==(const Unreadable&, const Unreadable&) = default;
};
/// Unknown, as a run would find it.
struct Undecided {
  friend bool operator==(const Undecided&, const Undecided&) = default;
};

/// A bool, int or double part of a condition from some instant on.
struct Reading {
  using Value = std::variant<Unreadable, Undecided, bool, std::int64_t, double>;

  Value value;
  NextChange until;  ///< it stays so before this; where `value` is bool, it is another then or unreadable

  [[nodiscard]] bool readable() const { return value.index() != 0; }
  [[nodiscard]] bool is(bool truth) const { return value == Value(truth); }
  [[nodiscard]] bool undecided() const { return std::holds_alternative<Undecided>(value); }
};

/// Whether parts of such a type have readings.
[[nodiscard]] inline bool has_reading(const values::Type& type) {
  return type.kind == values::Kind::boolean || is_number(type);
}

[[nodiscard]] inline Reading unreadable(values::Nanoseconds instant) {
  return {Unreadable{}, next_nanosecond(instant)};
}

}  // namespace eligo::decide
