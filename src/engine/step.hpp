#pragma once

#include <functional>

#include "engine/calendar.hpp"
#include "engine/checked.hpp"
#include "engine/comprehension.hpp"
#include "engine/deep_equality.hpp"
#include "engine/execution.hpp"
#include "engine/kernels.hpp"
#include "engine/logic.hpp"
#include "engine/operand.hpp"
#include "engine/step_budget.hpp"
#include "values/exact_order.hpp"

namespace eligo::engine {

using program::Opcode;
using values::Kind;
using values::StringValue;

using Integer = std::int64_t;

template <bool single, typename T, typename Compute>
void unary(const Execution& run, const Operation& operation, ValueId id, Compute compute) {
  map_columns<single, T>(run, operation, id, compute, Operand<T, single>(run, operation, 0));
}

template <bool single, typename T, typename Compute>
void binary(const Execution& run, const Operation& operation, ValueId id, Compute compute) {
  map_columns<single, T>(run, operation, id, compute, Operand<T, single>(run, operation, 0),
                         Operand<T, single>(run, operation, 1));
}

/// A computation on doubles, which cannot fail.
template <typename Compute>
auto floating(Compute compute) {
  return [compute](double& out, auto... operands) {
    out = compute(operands...);
    return Cause::none;
  };
}

template <bool single, typename Test>
void compare_strings(const Execution& run, const Operation& operation, ValueId id, Test test) {
  const auto store = [test](bool& out, const StringValue& a, const StringValue& b) {
    out = test(a, b);
    return Cause::none;
  };
  // One comparison looks at no more than the profile holds; those of a macro may look at it again and again.
  const bool in_macro = !single && operation.domain != program::profile_domain;
  const RowsLeftOut left_out(run, operation, id, in_macro ? texts_over_budget(run, operation) : nullptr);
  test_columns<single>(run, operation, id, store, Operand<StringValue, single>(run, operation, 0),
                       Operand<StringValue, single>(run, operation, 1));
}

/// Equality with a string of the dictionary by numbers alone, if every row's string was looked up.
inline bool equal_codes(const Execution& run, const Operation& operation, ValueId id, bool negated) {
  const Operand<StringValue, false> a(run, operation, 0);
  const Operand<StringValue, false> b(run, operation, 1);
  const auto& column = b.is_constant() ? a : b;
  const auto& constant = b.is_constant() ? b : a;
  if (column.is_constant() || !constant.is_constant() || !constant.is_known(0)) return false;
  const std::uint32_t code = constant[0].code;
  if (code == StringValue::unknown_code || code == StringValue::absent_code) return false;
  const std::size_t rows = run.rows(operation);
  const BitmapWriter<false> out(run, id, values::words_for(rows));
  const StringValue* const strings = column.values();
  const std::uint64_t flip = negated ? all_rows : 0;
  for (std::size_t word = 0, row = 0; row < rows; ++word, row += 64) {
    const std::size_t count = std::min<std::size_t>(64, rows - row);
    const std::uint64_t known = column.known(word);
    bool looked_up = true;
    std::uint64_t equal = test_rows(row, count, [&](std::size_t i) {
      looked_up = looked_up && strings[i].code != StringValue::unknown_code;
      return strings[i].code == code;
    });
    if (!looked_up) {
      equal = 0;
      for (std::uint64_t left = known & first_rows(count); left != 0; left &= left - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(left));
        equal |= std::uint64_t{equal_strings(strings[row + bit], constant[0])} << bit;
      }
    }
    out.known[word] = known;
    out.truth[word] = (equal ^ flip) & known;
  }
  return true;
}

template <bool single>
[[gnu::noinline]] void equal_string(const Execution& run, const Operation& operation, ValueId id) {
  const bool negated = operation.opcode == Opcode::not_equal_string;
  if constexpr (!single) {
    if (equal_codes(run, operation, id, negated)) return;
  }
  compare_strings<single>(run, operation, id, [negated](const StringValue& a, const StringValue& b) {
    return equal_strings(a, b) != negated;
  });
}

/// Membership of strings, 64 rows at a time where all were looked up.
inline void strings_in_set(const Execution& run, const Operation& operation, ValueId id,
                           const program::ListSet& set) {
  const Operand<StringValue, false> column(run, operation, 0);
  const std::size_t rows = run.rows(operation);
  const BitmapWriter<false> out(run, id, values::words_for(rows));
  const StringValue* const strings = column.values();
  for (std::size_t word = 0, row = 0; row < rows; ++word, row += 64) {
    const std::size_t count = std::min<std::size_t>(64, rows - row);
    const std::uint64_t known = column.known(word);
    bool looked_up = true;
    std::uint64_t members = test_rows(row, count, [&](std::size_t i) {
      looked_up = looked_up && strings[i].code != StringValue::unknown_code;
      return set.contains_code(strings[i].code);
    });
    if (!looked_up) {
      members = 0;
      for (std::uint64_t left = known & first_rows(count); left != 0; left &= left - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(left));
        const bool member = set.contains(strings[row + bit], run.program->dictionary());
        members |= std::uint64_t{member} << bit;
      }
    }
    out.known[word] = known;
    out.truth[word] = members & known;
  }
}

template <bool single>
[[gnu::noinline]] void in_set(const Execution& run, const Operation& operation, ValueId id) {
  const program::ListSet& set = run.program->set(operation.set());
  const auto member = [&]<typename T>(const Operand<T, single>& operand) {
    const auto store = [&](bool& out, const T& value) {
      if constexpr (std::is_same_v<T, StringValue>) {
        out = set.contains(value, run.program->dictionary());
      } else {
        out = set.contains(value);
      }
      return Cause::none;
    };
    test_columns<single>(run, operation, id, store, operand);
  };
  switch (run.operations[run.operand(operation, 0)].kind) {
    case Kind::string:
      if constexpr (!single) {
        if (!operation.constant) return strings_in_set(run, operation, id, set);
      }
      return member(Operand<StringValue, single>(run, operation, 0));
    case Kind::integer: return member(Operand<Integer, single>(run, operation, 0));
    case Kind::floating: return member(Operand<double, single>(run, operation, 0));
    case Kind::timestamp:
    case Kind::duration: return member(Operand<Nanoseconds, single>(run, operation, 0));
    case Kind::boolean:
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  const BitOperand<single> truth(run, operation, 0);
  const std::size_t words = values::words_for(rows_of<single>(run, operation));
  const BitmapWriter<single> out(run, id, words);
  for (std::size_t word = 0; word < words; ++word) {
    const std::uint64_t known = truth.known(word);
    const std::uint64_t yes = truth.truth(word);
    out.known[word] = known;
    out.truth[word] = ((set.contains(true) ? yes : 0) | (set.contains(false) ? known & ~yes : 0)) & known;
  }
}

template <bool single>
[[gnu::noinline]] void select(const Execution& run, const Operation& operation, ValueId id) {
  switch (operation.kind) {
    case Kind::boolean: return select_bits<single>(run, operation, id);
    case Kind::floating: return select_values<single, double>(run, operation, id);
    case Kind::string: return select_values<single, StringValue>(run, operation, id);
    case Kind::timestamp:
    case Kind::duration: return select_values<single, Nanoseconds>(run, operation, id);
    case Kind::list: return select_list(run, operation, id);
    case Kind::record: return select_record(run, operation, id);
    case Kind::null: return select_null<single>(run, operation, id);
    case Kind::integer:
    case Kind::any: break;
  }
  return select_values<single, Integer>(run, operation, id);
}

template <bool single>
void parameter(const Execution& run, const Operation& operation, ValueId id) {
  if constexpr (single) {
    const Operand<Integer, true> segment(run, operation, 0);
    run.slot(id) = run.slot(parameter_operand(run, operation, segment[0]));
    return;
  }
  switch (operation.kind) {
    case Kind::boolean: return select_parameter_bits(run, operation, id);
    case Kind::floating: return select_parameter<double>(run, operation, id);
    case Kind::string: return select_parameter<StringValue>(run, operation, id);
    case Kind::timestamp:
    case Kind::duration: return select_parameter<Nanoseconds>(run, operation, id);
    case Kind::integer:
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  return select_parameter<Integer>(run, operation, id);
}

template <bool single>
[[gnu::noinline]] void read_timestamp(const Execution& run, const Operation& operation, ValueId id) {
  const program::TimePart& part = run.program->time_part(operation.time_part());
  const Operand<Nanoseconds, single> timestamps(run, operation, 0);
  if (operation.count == 2) {
    const auto compute = [&](Integer& out, Nanoseconds timestamp, const StringValue& name) {
      const auto found = run.program->zones().find(name.text());
      if (const auto* const fault = std::get_if<values::ZoneFault>(&found))
        return fault->kind == values::ZoneFault::Kind::unknown_name ? Cause::bad_argument : Cause::zone_data;
      out = timestamp_part(part.function, timestamp, std::get<values::Zone>(found));
      return Cause::none;
    };
    return map_columns<single, Integer>(run, operation, id, compute, timestamps,
                                        Operand<StringValue, single>(run, operation, 1));
  }
  const auto compute = [&](Integer& out, Nanoseconds timestamp) {
    out = timestamp_part(part.function, timestamp, part.zone);
    return Cause::none;
  };
  map_columns<single, Integer>(run, operation, id, compute, timestamps);
}

template <bool single>
[[gnu::noinline]] void read_duration(const Execution& run, const Operation& operation, ValueId id) {
  const check::Function part = run.program->time_part(operation.time_part()).function;
  const auto compute = [part](Integer& out, Nanoseconds duration) {
    out = duration_part(part, duration);
    return Cause::none;
  };
  map_columns<single, Integer>(run, operation, id, compute, Operand<Nanoseconds, single>(run, operation, 0));
}

inline Cause test_rollout(bool& out, std::string_view key, const program::RolloutSalt& salt, double percent) {
  if (std::isnan(percent)) return Cause::bad_argument;
  out = program::in_rollout(salt.place_of(key), percent);
  return Cause::none;
}

template <bool single>
[[gnu::noinline]] void rollout(const Execution& run, const Operation& operation, ValueId id) {
  const auto test_keys = [&]<typename Key>(const Operand<Key, single>& keys, auto text_of) {
    const Operand<double, single> percent(run, operation, 2);
    if (operation.salt() != program::no_salt) {
      const auto& salt = run.program->salt(operation.salt());
      const auto test = [&](bool& out, const Key& key, double share) {
        return test_rollout(out, text_of(key), salt, share);
      };
      return test_columns<single>(run, operation, id, test, keys, percent);
    }
    const auto test = [&](bool& out, const Key& key, const StringValue& salt, double share) {
      return test_rollout(out, text_of(key), program::RolloutSalt(salt.text()), share);
    };
    test_columns<single>(run, operation, id, test, keys, Operand<StringValue, single>(run, operation, 1),
                         percent);
  };
  if (run.operations[operation.left].kind == Kind::integer) {
    test_keys(Operand<Integer, single>(run, operation, 0), [](Integer key) { return std::to_string(key); });
  } else {
    test_keys(Operand<StringValue, single>(run, operation, 0),
              [](const StringValue& key) { return key.text(); });
  }
}

/// Runs one operation. `single`: for one row (a batch of one, or an operation that is constant). Inlined
/// into the loop over a program, where the way in and out would cost more than most operations do.
template <bool single>
[[gnu::always_inline]] inline void step(const Execution& run, const Operation& operation, ValueId id) {
  const auto compare = [&]<typename T>(T, auto test) {
    compare_columns<single, T, T>(run, operation, id, test);
  };
  const auto compare_mixed = [&](auto test) {
    compare_columns<single, Integer, double>(
        run, operation, id, [test](Integer a, double b) { return test(values::exact_order(a, b)); });
  };
  const auto bits = [&](auto test) { compare_bits<single>(run, operation, id, test); };
  switch (operation.opcode) {
    case Opcode::constant:
    case Opcode::now:
    case Opcode::fact: return;  // their slots are filled before the first step
    case Opcode::segment_index: return segment_index<single>(run, operation, id);
    case Opcode::parameter: return parameter<single>(run, operation, id);
    case Opcode::iterate: return iterate(run, operation, id);
    case Opcode::element: return element(run, operation, id);
    case Opcode::position: return position(run, operation, id);
    case Opcode::field: return field(run, operation, id);
    case Opcode::expand: return expand(run, operation, id);

    case Opcode::has: return has<single>(run, operation, id);
    case Opcode::has_field: return has_field<single>(run, operation, id);
    case Opcode::logical_not: return logical_not<single>(run, operation, id);
    case Opcode::logical_and: return logical_fold<single, true>(run, operation, id);
    case Opcode::logical_or: return logical_fold<single, false>(run, operation, id);
    case Opcode::select: return select<single>(run, operation, id);

    case Opcode::equal_boolean: return bits([](std::uint64_t a, std::uint64_t b) { return ~(a ^ b); });
    case Opcode::not_equal_boolean: return bits([](std::uint64_t a, std::uint64_t b) { return a ^ b; });
    case Opcode::less_boolean: return bits([](std::uint64_t a, std::uint64_t b) { return ~a & b; });
    case Opcode::less_equal_boolean: return bits([](std::uint64_t a, std::uint64_t b) { return ~a | b; });
    case Opcode::equal_integer: return compare(Integer{}, std::equal_to<>());
    case Opcode::not_equal_integer: return compare(Integer{}, std::not_equal_to<>());
    case Opcode::less_integer: return compare(Integer{}, std::less<>());
    case Opcode::less_equal_integer: return compare(Integer{}, std::less_equal<>());
    case Opcode::equal_floating: return compare(double{}, std::equal_to<>());
    case Opcode::not_equal_floating: return compare(double{}, std::not_equal_to<>());
    case Opcode::less_floating: return compare(double{}, std::less<>());
    case Opcode::less_equal_floating: return compare(double{}, std::less_equal<>());
    case Opcode::equal_mixed: return compare_mixed([](auto order) { return std::is_eq(order); });
    case Opcode::not_equal_mixed: return compare_mixed([](auto order) { return std::is_neq(order); });
    case Opcode::less_mixed: return compare_mixed([](auto order) { return std::is_lt(order); });
    case Opcode::less_equal_mixed: return compare_mixed([](auto order) { return std::is_lteq(order); });
    case Opcode::greater_mixed: return compare_mixed([](auto order) { return std::is_gt(order); });
    case Opcode::greater_equal_mixed: return compare_mixed([](auto order) { return std::is_gteq(order); });
    case Opcode::equal_string:
    case Opcode::not_equal_string: return equal_string<single>(run, operation, id);
    case Opcode::less_string:
      return compare_strings<single>(run, operation, id, [](const StringValue& a, const StringValue& b) {
        return a.text() < b.text();  // bytes of UTF-8 are in the order of code points
      });
    case Opcode::less_equal_string:
      return compare_strings<single>(run, operation, id, [](const StringValue& a, const StringValue& b) {
        return a.text() <= b.text();
      });
    case Opcode::equal_time: return compare(Nanoseconds{}, std::equal_to<>());
    case Opcode::not_equal_time: return compare(Nanoseconds{}, std::not_equal_to<>());
    case Opcode::less_time: return compare(Nanoseconds{}, std::less<>());
    case Opcode::less_equal_time: return compare(Nanoseconds{}, std::less_equal<>());
    case Opcode::equal_deep:
    case Opcode::not_equal_deep: return equal_deep(run, operation, id);
    case Opcode::in_set: return in_set<single>(run, operation, id);
    case Opcode::in_list: return in_list(run, operation, id);

    case Opcode::negate_integer: return unary<single, Integer>(run, operation, id, checked_negate);
    case Opcode::add_integer: return binary<single, Integer>(run, operation, id, checked_add);
    case Opcode::subtract_integer: return binary<single, Integer>(run, operation, id, checked_subtract);
    case Opcode::multiply_integer: return binary<single, Integer>(run, operation, id, checked_multiply);
    case Opcode::divide_integer: return binary<single, Integer>(run, operation, id, checked_divide);
    case Opcode::modulo_integer: return binary<single, Integer>(run, operation, id, checked_modulo);
    case Opcode::negate_floating: return unary<single, double>(run, operation, id, floating(std::negate<>()));
    case Opcode::add_floating: return binary<single, double>(run, operation, id, floating(std::plus<>()));
    case Opcode::subtract_floating:
      return binary<single, double>(run, operation, id, floating(std::minus<>()));
    case Opcode::multiply_floating:
      return binary<single, double>(run, operation, id, floating(std::multiplies<>()));
    case Opcode::divide_floating:
      return binary<single, double>(run, operation, id, floating(std::divides<>()));
    case Opcode::add_time:
      return binary<single, Nanoseconds>(run, operation, id,
                                         [&](Nanoseconds& out, Nanoseconds a, Nanoseconds b) {
                                           return checked_time(out, a + b, operation.kind);
                                         });
    case Opcode::subtract_time:
      return binary<single, Nanoseconds>(run, operation, id,
                                         [&](Nanoseconds& out, Nanoseconds a, Nanoseconds b) {
                                           return checked_time(out, a - b, operation.kind);
                                         });
    case Opcode::add_exact_time:
      return binary<single, Nanoseconds>(
          run, operation, id,
          [](Nanoseconds& out, Nanoseconds a, Nanoseconds b) { return checked_exact_time(out, a + b); });
    case Opcode::subtract_exact_time:
      return binary<single, Nanoseconds>(
          run, operation, id,
          [](Nanoseconds& out, Nanoseconds a, Nanoseconds b) { return checked_exact_time(out, a - b); });
    case Opcode::absolute_integer: return unary<single, Integer>(run, operation, id, checked_absolute);
    case Opcode::absolute_floating:
      return unary<single, double>(run, operation, id,
                                   floating([](double number) { return std::fabs(number); }));
    case Opcode::greatest_integer:
      return binary<single, Integer>(run, operation, id, checked_greatest<Integer>);
    case Opcode::least_integer: return binary<single, Integer>(run, operation, id, checked_least<Integer>);
    case Opcode::greatest_floating:
      return binary<single, double>(run, operation, id, checked_greatest<double>);
    case Opcode::least_floating: return binary<single, double>(run, operation, id, checked_least<double>);
    case Opcode::greatest_element:
    case Opcode::least_element: return extreme_element(run, operation, id);

    case Opcode::size_string:
    case Opcode::concat_string:
    case Opcode::contains:
    case Opcode::starts_with:
    case Opcode::ends_with:
    case Opcode::matches:
    case Opcode::lower_ascii:
    case Opcode::upper_ascii:
    case Opcode::trim:
    case Opcode::substring:
    case Opcode::index_of:
    case Opcode::last_index_of:
    case Opcode::replace: return string_operation<single>(run, operation, id);
    case Opcode::split: return split_string(run, operation, id);
    case Opcode::join: return join_strings(run, operation, id);

    case Opcode::size_list: return size_list(run, operation, id);
    case Opcode::count: return count<single>(run, operation, id);
    case Opcode::index: return index_list(run, operation, id);
    case Opcode::make_list: return make_list(run, operation, id);
    case Opcode::concat_list: return concat_list(run, operation, id);
    case Opcode::all:
    case Opcode::exists:
    case Opcode::exists_one: return reduce_truth<single>(run, operation, id);
    case Opcode::filter: return filter(run, operation, id);
    case Opcode::map: return map(run, operation, id);

    case Opcode::string_to_boolean:
    case Opcode::floating_to_integer:
    case Opcode::string_to_integer:
    case Opcode::timestamp_to_integer:
    case Opcode::integer_to_floating:
    case Opcode::string_to_floating:
    case Opcode::boolean_to_string:
    case Opcode::integer_to_string:
    case Opcode::floating_to_string:
    case Opcode::timestamp_to_string:
    case Opcode::duration_to_string:
    case Opcode::string_to_timestamp:
    case Opcode::integer_to_timestamp:
    case Opcode::string_to_duration: return convert<single>(run, operation, id);

    case Opcode::timestamp_part: return read_timestamp<single>(run, operation, id);
    case Opcode::duration_part: return read_duration<single>(run, operation, id);
    case Opcode::rollout: return rollout<single>(run, operation, id);
  }
  __builtin_unreachable();
}

}  // namespace eligo::engine
