#include "program/call_lowering.hpp"

#include <cmath>

namespace eligo::program {

using check::Function;
using values::Kind;
using values::Type;
using values::Value;

namespace {

enum class Relation : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };

Relation relation_of(Function function) {
  switch (function) {
    case Function::equal: return Relation::equal;
    case Function::not_equal: return Relation::not_equal;
    case Function::less: return Relation::less;
    case Function::less_equal: return Relation::less_equal;
    case Function::greater: return Relation::greater;
    default: return Relation::greater_equal;
  }
}

/// The relation that holds between the operands the other way round.
Relation mirrored(Relation relation) {
  switch (relation) {
    case Relation::less: return Relation::greater;
    case Relation::less_equal: return Relation::greater_equal;
    case Relation::greater: return Relation::less;
    case Relation::greater_equal: return Relation::less_equal;
    default: return relation;
  }
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
    default: return Opcode::equal_deep;
  }
}

template <typename T>
const T* constant_content(const Builder& builder, ValueId value) {
  const Constant* const constant = builder.constant_of(value);
  return constant == nullptr ? nullptr : std::get_if<T>(&constant->value.content);
}

/// The constant as a number of the other kind, if it is exactly that; so that comparing is one instruction.
ValueId in_other_kind(Builder& builder, ValueId value) {
  constexpr double limit = 9'223'372'036'854'775'808.0;
  if (const auto* const integer = constant_content<std::int64_t>(builder, value)) {
    const auto number = static_cast<double>(*integer);
    if (number < limit && static_cast<std::int64_t>(number) == *integer)
      return builder.constant(simple_type(Kind::floating), {number});
  }
  if (const auto* const number = constant_content<double>(builder, value)) {
    if (*number >= -limit && *number < limit && std::trunc(*number) == *number)
      return builder.constant(simple_type(Kind::integer), {static_cast<std::int64_t>(*number)});
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

bool is_number(Kind kind) { return kind == Kind::integer || kind == Kind::floating; }

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

ValueId lower_in(Builder& builder, ValueId needle, ValueId list) {
  const auto* const members = constant_content<values::List>(builder, list);
  if (members != nullptr && all_of_kind(*members, builder[needle].kind)) {
    const std::string name = values::literal_text({*members});
    return builder.add(Opcode::in_set, Kind::boolean, {needle}, builder.set_of(*members, name));
  }
  return builder.add(Opcode::in_list, Kind::boolean, {needle, list});
}

ValueId lower_size(Builder& builder, ValueId operand) {
  const Operation operation = builder[operand];
  if (operation.kind == Kind::string) return builder.add(Opcode::size_string, Kind::integer, {operand});
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

/// The operation of an arithmetic operator for the kind of its result.
Opcode arithmetic(Function function, Kind kind) {
  const bool floating = kind == Kind::floating;
  const bool time = kind == Kind::timestamp || kind == Kind::duration;
  switch (function) {
    case Function::negate: return floating ? Opcode::negate_floating : Opcode::negate_integer;
    case Function::subtract:
      return time ? Opcode::subtract_time : floating ? Opcode::subtract_floating : Opcode::subtract_integer;
    case Function::multiply: return floating ? Opcode::multiply_floating : Opcode::multiply_integer;
    case Function::divide: return floating ? Opcode::divide_floating : Opcode::divide_integer;
    case Function::modulo: return Opcode::modulo_integer;
    case Function::absolute: return floating ? Opcode::absolute_floating : Opcode::absolute_integer;
    default: break;
  }
  switch (kind) {
    case Kind::floating: return Opcode::add_floating;
    case Kind::string: return Opcode::concat_string;
    case Kind::timestamp:
    case Kind::duration: return Opcode::add_time;
    case Kind::list: return Opcode::concat_list;
    default: return Opcode::add_integer;
  }
}

ValueId lower_extreme(Builder& builder, Function function, const Type& type,
                      const std::vector<ValueId>& operands) {
  const bool greatest = function == Function::greatest;
  if (operands.size() == 1 && builder[operands[0]].kind == Kind::list)
    return builder.add(greatest ? Opcode::greatest_element : Opcode::least_element, type, operands);
  // A NaN is an error of the whole call, so that it must not be lost in a chain of operations.
  if (type.kind == Kind::floating && operands.size() > 2) {
    const ValueId list = builder.add(Opcode::make_list, values::list_of(type), operands);
    return builder.add(greatest ? Opcode::greatest_element : Opcode::least_element, type, {list});
  }
  if (type.kind == Kind::floating) {
    const Opcode floating = greatest ? Opcode::greatest_floating : Opcode::least_floating;
    return builder.add(floating, type, {operands.front(), operands.back()});
  }
  const Opcode integer = greatest ? Opcode::greatest_integer : Opcode::least_integer;
  ValueId best = operands[0];
  for (std::size_t i = 1; i < operands.size(); ++i) best = builder.add(integer, type, {best, operands[i]});
  return best;
}

/// The conversion from one kind to another; the value itself where there is nothing to convert.
ValueId convert(Builder& builder, Kind to, ValueId operand) {
  const Kind from = builder[operand].kind;
  const auto with = [&](Opcode opcode) { return builder.add(opcode, to, {operand}); };
  if (from == to) return operand;
  switch (to) {
    case Kind::boolean: return with(Opcode::string_to_boolean);
    case Kind::integer:
      if (from == Kind::floating) return with(Opcode::floating_to_integer);
      return with(from == Kind::timestamp ? Opcode::timestamp_to_integer : Opcode::string_to_integer);
    case Kind::floating:
      return with(from == Kind::integer ? Opcode::integer_to_floating : Opcode::string_to_floating);
    case Kind::timestamp:
      return with(from == Kind::integer ? Opcode::integer_to_timestamp : Opcode::string_to_timestamp);
    case Kind::duration: return with(Opcode::string_to_duration);
    default: break;
  }
  switch (from) {
    case Kind::boolean: return with(Opcode::boolean_to_string);
    case Kind::floating: return with(Opcode::floating_to_string);
    case Kind::timestamp: return with(Opcode::timestamp_to_string);
    case Kind::duration: return with(Opcode::duration_to_string);
    default: return with(Opcode::integer_to_string);
  }
}

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

ValueId lower_call(Builder& builder, Function function, const Type& type,
                   const std::vector<ValueId>& operands) {
  switch (function) {
    case Function::negate:
    case Function::add:
    case Function::subtract:
    case Function::multiply:
    case Function::divide:
    case Function::modulo:
    case Function::absolute: return builder.add(arithmetic(function, type.kind), type, operands);
    case Function::equal:
    case Function::not_equal:
    case Function::less:
    case Function::less_equal:
    case Function::greater:
    case Function::greater_equal: return compare(builder, relation_of(function), operands[0], operands[1]);
    case Function::in: return lower_in(builder, operands[0], operands[1]);
    case Function::index: return builder.add(Opcode::index, type, operands);
    case Function::size: return lower_size(builder, operands[0]);
    case Function::contains: return builder.add(Opcode::contains, type, operands);
    case Function::starts_with: return builder.add(Opcode::starts_with, type, operands);
    case Function::ends_with: return builder.add(Opcode::ends_with, type, operands);
    case Function::matches: return lower_matches(builder, operands);
    case Function::lower_ascii: return builder.add(Opcode::lower_ascii, type, operands);
    case Function::upper_ascii: return builder.add(Opcode::upper_ascii, type, operands);
    case Function::trim: return builder.add(Opcode::trim, type, operands);
    case Function::substring: return builder.add(Opcode::substring, type, operands);
    case Function::index_of: return builder.add(Opcode::index_of, type, operands);
    case Function::last_index_of: return builder.add(Opcode::last_index_of, type, operands);
    case Function::split: return builder.add(Opcode::split, type, operands);
    case Function::join: return builder.add(Opcode::join, type, operands);
    case Function::replace: return builder.add(Opcode::replace, type, operands);
    case Function::to_bool: return convert(builder, Kind::boolean, operands[0]);
    case Function::to_int: return convert(builder, Kind::integer, operands[0]);
    case Function::to_double: return convert(builder, Kind::floating, operands[0]);
    case Function::to_string: return convert(builder, Kind::string, operands[0]);
    case Function::to_timestamp: return convert(builder, Kind::timestamp, operands[0]);
    case Function::to_duration: return convert(builder, Kind::duration, operands[0]);
    case Function::get_full_year:
    case Function::get_month:
    case Function::get_date:
    case Function::get_day_of_month:
    case Function::get_day_of_week:
    case Function::get_day_of_year:
    case Function::get_hours:
    case Function::get_minutes:
    case Function::get_seconds:
    case Function::get_milliseconds: return lower_time_part(builder, function, operands);
    case Function::greatest:
    case Function::least: return lower_extreme(builder, function, type, operands);
    case Function::rollout:
      return builder.add(Opcode::rollout, type,
                         {operands[0], operands[1], convert(builder, Kind::floating, operands[2])},
                         builder.salt(operands[1]));
  }
  return no_value;
}

}  // namespace eligo::program
