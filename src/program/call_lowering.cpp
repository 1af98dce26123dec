#include "program/lowering.hpp"
#include "values/exact_order.hpp"

namespace eligo::program {

using check::Function;
using values::Kind;
using values::Type;
using values::Value;

namespace {

enum class Relation : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };

// In the order of the functions.
Relation relation_of(Function comparison) {
  return static_cast<Relation>(static_cast<unsigned>(comparison) - static_cast<unsigned>(Function::equal));
}
static_assert(static_cast<int>(Function::greater_equal) - static_cast<int>(Function::equal) ==
              static_cast<int>(Relation::greater_equal));

/// The relation that holds between the operands the other way round.
Relation mirrored(Relation relation) {
  switch (relation) {
    case Relation::less: return Relation::greater;
    case Relation::less_equal: return Relation::greater_equal;
    case Relation::greater: return Relation::less;
    case Relation::greater_equal: return Relation::less_equal;
    case Relation::equal:
    case Relation::not_equal: break;
  }
  return relation;
}

/// The four comparisons of a type stand side by side, `equal` first.
Opcode comparison(Opcode equal, Relation relation) {
  return static_cast<Opcode>(static_cast<unsigned>(equal) + static_cast<unsigned>(relation));
}
static_assert(static_cast<int>(Opcode::less_equal_boolean) - static_cast<int>(Opcode::equal_boolean) == 3);
static_assert(static_cast<int>(Opcode::less_equal_integer) - static_cast<int>(Opcode::equal_integer) == 3);
static_assert(static_cast<int>(Opcode::less_equal_floating) - static_cast<int>(Opcode::equal_floating) == 3);
static_assert(static_cast<int>(Opcode::greater_equal_mixed) - static_cast<int>(Opcode::equal_mixed) == 5);
static_assert(static_cast<int>(Opcode::less_equal_string) - static_cast<int>(Opcode::equal_string) == 3);
static_assert(static_cast<int>(Opcode::less_equal_time) - static_cast<int>(Opcode::equal_time) == 3);

Opcode equal_of(Kind kind) {
  switch (kind) {
    case Kind::boolean: return Opcode::equal_boolean;
    case Kind::integer: return Opcode::equal_integer;
    case Kind::floating: return Opcode::equal_floating;
    case Kind::string: return Opcode::equal_string;
    case Kind::timestamp:
    case Kind::duration: return Opcode::equal_time;
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  return Opcode::equal_deep;
}

template <typename T>
const T* constant_content(const Builder& builder, ValueId value) {
  const Constant* const constant = builder.constant_of(value);
  return constant == nullptr ? nullptr : std::get_if<T>(&constant->value.content);
}

/// The constant as a number of the other kind, if it is exactly that; so that comparing is one instruction.
ValueId in_other_kind(Builder& builder, ValueId value) {
  if (const auto* const integer = constant_content<std::int64_t>(builder, value)) {
    if (const auto number = values::exact_double(*integer))
      return builder.constant(simple_type(Kind::floating), {*number});
  }
  if (const auto* const number = constant_content<double>(builder, value)) {
    if (const auto integer = values::exact_integer(*number))
      return builder.constant(simple_type(Kind::integer), {*integer});
  }
  return no_value;
}

ValueId compare_alike(Builder& builder, Relation relation, Kind kind, ValueId left, ValueId right) {
  const bool symmetric = relation == Relation::equal || relation == Relation::not_equal;
  const bool later = builder.constant_of(left) != nullptr || left > right;
  const bool swap =
      symmetric ? later && builder.constant_of(right) == nullptr : relation >= Relation::greater;
  if (swap) {
    std::swap(left, right);
    relation = mirrored(relation);
  }
  return builder.add(comparison(equal_of(kind), relation), Kind::boolean, {left, right});
}

ValueId compare_mixed(Builder& builder, Relation relation, ValueId left, ValueId right) {
  if (const ValueId other = in_other_kind(builder, left); other != no_value)
    return compare_alike(builder, relation, builder[other].kind, other, right);
  if (const ValueId other = in_other_kind(builder, right); other != no_value)
    return compare_alike(builder, relation, builder[other].kind, left, other);
  if (builder[left].kind == Kind::floating) {
    std::swap(left, right);
    relation = mirrored(relation);
  }
  return builder.add(comparison(Opcode::equal_mixed, relation), Kind::boolean, {left, right});
}

ValueId compare(Builder& builder, Relation relation, ValueId left, ValueId right) {
  const Kind l = builder[left].kind;
  const Kind r = builder[right].kind;
  if (l != r && is_number(l) && is_number(r)) return compare_mixed(builder, relation, left, right);
  // An element of an empty list has no kind; there is no row of it either.
  const bool ordered = relation != Relation::equal && relation != Relation::not_equal;
  if (l == r || ordered) return compare_alike(builder, relation, l == Kind::any ? r : l, left, right);
  return builder.add(comparison(Opcode::equal_deep, relation), Kind::boolean, {left, right});
}

bool all_of_kind(const std::vector<Value>& members, Kind kind) {
  for (const Value& member : members) {
    const bool fits =
        (kind == Kind::boolean && std::holds_alternative<bool>(member.content)) ||
        (kind == Kind::integer && std::holds_alternative<std::int64_t>(member.content)) ||
        (kind == Kind::floating && std::holds_alternative<double>(member.content)) ||
        (kind == Kind::string && std::holds_alternative<std::string>(member.content)) ||
        (kind == Kind::timestamp && std::holds_alternative<values::Timestamp>(member.content)) ||
        (kind == Kind::duration && std::holds_alternative<values::Interval>(member.content));
    if (!fits) return false;
  }
  return true;
}

ValueId lower_list_size(Builder& builder, ValueId operand) {
  const Operation operation = builder[operand];
  if (operation.opcode == Opcode::filter) {
    // Nobody needs the list itself.
    return builder.reduce(Opcode::count, simple_type(Kind::integer), builder.operand(operand, 0),
                          {builder.operand(operand, 1)});
  }
  return builder.add(Opcode::size_list, Kind::integer, {operand});
}

/// The checker takes only a literal that is a regular expression.
ValueId lower_matches(Builder& builder, const std::vector<ValueId>& operands) {
  const std::string& text = *constant_content<std::string>(builder, operands[1]);
  return builder.add(Opcode::matches, Kind::boolean, {operands[0]}, builder.pattern(text));
}

ValueId lower_time_part(Builder& builder, Function function, const std::vector<ValueId>& operands) {
  if (builder[operands[0]].kind == Kind::duration)
    return builder.add(Opcode::duration_part, Kind::integer, operands, builder.time_part({function, {}}));
  if (operands.size() == 2) {
    if (const auto* const name = constant_content<std::string>(builder, operands[1])) {
      const auto found = builder.zones().find(*name);
      if (const auto* const zone = std::get_if<values::Zone>(&found))
        return builder.add(Opcode::timestamp_part, Kind::integer, {operands[0]},
                           builder.time_part({function, *zone}));
    }
  }
  return builder.add(Opcode::timestamp_part, Kind::integer, operands, builder.time_part({function, {}}));
}

// Of two numbers or more.
ValueId lower_extreme(Builder& builder, Opcode opcode, const Type& type,
                      const std::vector<ValueId>& operands) {
  const bool greatest = opcode == Opcode::greatest_integer || opcode == Opcode::greatest_floating;
  // A NaN is an error of the whole call, so that it must not be lost in a chain of operations.
  if (type.kind == Kind::floating && operands.size() > 2) {
    const ValueId list = builder.add(Opcode::make_list, values::list_of(type), operands);
    return builder.add(greatest ? Opcode::greatest_element : Opcode::least_element, type, {list});
  }
  if (type.kind == Kind::floating) return builder.add(opcode, type, {operands.front(), operands.back()});
  ValueId best = operands[0];
  for (std::size_t i = 1; i < operands.size(); ++i) best = builder.add(opcode, type, {best, operands[i]});
  return best;
}

ValueId lower_rollout(Builder& builder, const Type& type, const std::vector<ValueId>& operands) {
  ValueId percent = operands[2];
  if (builder[percent].kind == Kind::integer)
    percent = builder.add(Opcode::integer_to_floating, Kind::floating, {percent});
  return builder.add(Opcode::rollout, type, {operands[0], operands[1], percent}, builder.salt(operands[1]));
}

/// How a call becomes operations.
enum class Lowered : std::uint8_t {
  plain,      ///< one operation over its operands
  itself,     ///< nothing to do: what it gives is its operand
  pattern,    ///< the second operand is a pattern of the rule set
  time_part,  ///< the second operand is a zone, which may be constant
  list_size,  ///< of a filter only how many elements it keeps
  extreme,    ///< of any number of operands
  rollout,    ///< whose salt may be constant
};

struct Overload {
  Opcode opcode;
  Lowered lowered;
};

// By the number that the checker gives a call.
constexpr Overload overloads[] = {
#define FUNCTION(id, name, failure, time)
#define OVERLOAD(id, style, operands, result, opcode, lowered) {Opcode::opcode, Lowered::lowered},
#include "check/functions.inc"
#undef OVERLOAD
#undef FUNCTION
};

}  // namespace

ValueId lower_membership(Builder& builder, ValueId needle, const check::List& list) {
  if (all_of_kind(list.values, builder[needle].kind)) {
    const std::uint32_t set = builder.set_of(list.values, "lists." + list.name);
    return builder.add(Opcode::in_set, Kind::boolean, {needle}, set);
  }
  const ValueId members = builder.constant(values::list_of(list.of), {values::List(list.values)});
  return builder.add(Opcode::in_list, Kind::boolean, {needle, members});
}

ValueId lower_exact_sum(Builder& builder, Function function, const Type& type,
                        const std::vector<ValueId>& operands) {
  return builder.add(function == Function::add ? Opcode::add_exact_time : Opcode::subtract_exact_time, type,
                     operands);
}

ValueId lower_call(Builder& builder, std::uint32_t number, Function function, const Type& type,
                   const std::vector<ValueId>& operands) {
  const Overload& overload = overloads[number];
  switch (overload.lowered) {
    case Lowered::plain: return builder.add(overload.opcode, type, operands);
    case Lowered::itself: return operands[0];
    case Lowered::pattern: return lower_matches(builder, operands);
    case Lowered::time_part: return lower_time_part(builder, function, operands);
    case Lowered::list_size: return lower_list_size(builder, operands[0]);
    case Lowered::extreme: return lower_extreme(builder, overload.opcode, type, operands);
    case Lowered::rollout: return lower_rollout(builder, type, operands);
  }
  return no_value;
}

ValueId lower_comparison(Builder& builder, Function comparison, ValueId left, ValueId right) {
  return compare(builder, relation_of(comparison), left, right);
}

ValueId lower_in(Builder& builder, ValueId needle, ValueId list) {
  const auto* const members = constant_content<values::List>(builder, list);
  if (members != nullptr && all_of_kind(*members, builder[needle].kind)) {
    const std::string name = values::literal_text({*members});
    return builder.add(Opcode::in_set, Kind::boolean, {needle}, builder.set_of(*members, name));
  }
  return builder.add(Opcode::in_list, Kind::boolean, {needle, list});
}

}  // namespace eligo::program
