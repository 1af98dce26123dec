#pragma once

#include <cstdint>
#include <span>

#include "program/list_set.hpp"
#include "program/operation.hpp"
#include "values/type.hpp"

namespace eligo::program {

/// One question of a condition that needs no operation, or what an operation answers; possibly negated. It is
/// undecided where the fact, or the operation's result, is not known.
struct Test {
  enum class Kind : std::uint8_t {
    truth,     ///< is a bool fact true?
    presence,  ///< has(fact)
    range,   ///< is low <= key <= low + span? Of numbers values::order_key(), of a string its dictionary code
    member,  ///< is a fact in set `set`?
    computed  ///< is `value` true?
  };
  Kind kind = Kind::computed;
  bool negated = false;
  values::Kind fact_kind = values::Kind::boolean;
  std::uint32_t fact = 0;
  std::uint32_t set = 0;
  ValueId value = no_value;  ///< computed only
  std::int64_t low = 0;
  std::uint64_t span = 0;  ///< as a number without a sign: from low on

  /// How one row is asked: tests of one form are asked in one loop.
  enum class Form : std::uint8_t {
    truth,     ///< bool facts
    integers,  ///< ranges of int facts
    doubles,   ///< ranges of double facts
    codes,     ///< ranges and memberships of string facts
    other
  };
  [[nodiscard]] Form form() const {
    if (kind == Kind::truth) return Form::truth;
    const bool range = kind == Kind::range;
    if ((range || kind == Kind::member) && fact_kind == values::Kind::string) return Form::codes;
    if (!range) return Form::other;
    return fact_kind == values::Kind::integer ? Form::integers : Form::doubles;
  }

  /// Whether a range has the key.
  [[nodiscard]] bool is_in_range(std::int64_t key) const {
    return static_cast<std::uint64_t>(key) - static_cast<std::uint64_t>(low) <= span;
  }
  /// The last key of a range.
  [[nodiscard]] std::int64_t high() const {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + span);
  }
};

/// Whether a range or a membership of a string holds, before it is negated.
[[nodiscard]] inline bool holds_of_code(const Test& test, std::uint32_t code, std::span<const ListSet> sets) {
  return test.kind == Test::Kind::range ? test.is_in_range(code) : sets[test.set].contains_code(code);
}

/// Bits of one word.
struct Mask {
  std::uint32_t word = 0;
  std::uint64_t bits = 0;
};

}  // namespace eligo::program
