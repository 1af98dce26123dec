#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "check/checked_rule_set.hpp"

namespace eligo::authoring {

/// What kind of mistake a mutant stands for.
enum class Operator : std::uint8_t {
  threshold,
  comparison,
  connective,
  macro,
  negation,
  left_out,
  list_member,
  effect,
  on_missing,
  priority,
  window,
  segment,
  segment_param,
  waiver,
};
inline constexpr std::size_t operator_count = 14;

/// As reports name it: `left_out`.
[[nodiscard]] std::string_view to_string(Operator kind) noexcept;

/// A change of a checked rule set.
struct Change {
  enum class Kind : std::uint8_t {
    // of `node`
    constant,    ///< has `value`
    comparison,  ///< compares by `function`
    conjunction,
    disjunction,
    neither,   ///< none of its operands
    negation,  ///< true where it was false
    operand,   ///< without operand `index`
    macro,     ///< by `macro`
    // of others, by their places
    param,           ///< param `owner` has `value`
    override_value,  ///< override `index` of segment `owner` has `value`
    override_out,    ///< segment `owner` is without override `index`
    list_member,     ///< list `owner` is without value `index`
    effect,          ///< rule `owner` has `effect`
    on_missing,      ///< the same
    priority,        ///< rule `owner` has `number`
    active_from,     ///< rule `owner` has `instant`
    active_until,    ///< the same
    waiver,          ///< segment `owner` does not waive code `index` of its waivers
    segment,         ///< segment `owner` matches nobody
  };
  Kind kind = Kind::negation;
  check::NodeId node = check::no_node;
  std::uint32_t owner = 0, index = 0;
  values::Value value;
  check::Function function = check::Function::equal;
  check::Macro macro = check::Macro::all;
  check::Effect effect = check::Effect::hide;
  std::int64_t number = 0;
  values::Nanoseconds instant = 0;

  [[nodiscard]] bool of_node() const { return node != check::no_node; }
  /// Of what a segment gives to a param.
  [[nodiscard]] bool of_override() const {
    return kind == Kind::override_value || kind == Kind::override_out;
  }
  /// Of a param's value, everywhere or in a segment.
  [[nodiscard]] bool of_param() const { return kind == Kind::param || of_override(); }
  /// Of what a rule has beside its condition.
  [[nodiscard]] bool of_rule() const {
    return kind == Kind::effect || kind == Kind::on_missing || kind == Kind::priority ||
           kind == Kind::active_from || kind == Kind::active_until;
  }
};

/// A rule set with one small mistake made on purpose.
struct Mutant {
  std::string id;       ///< stays the same as long as what it changes does: for exemptions
  std::string mistake;  ///< "600 were 601 in `credit.score < params.min_score`"
  std::string owner;    ///< what it stands in: "rule credit.score"
  std::string pointer;  ///< of the JSON value: `/rules/6/when`
  Operator kind = Operator::threshold;
  Change change;
};

}  // namespace eligo::authoring
