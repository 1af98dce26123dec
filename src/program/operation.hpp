#pragma once

#include <cstdint>
#include <string_view>

#include "values/type.hpp"
#include "values/view.hpp"

namespace eligo::program {

/// A value of the program: the number of the operation that computes it.
using ValueId = std::uint32_t;
inline constexpr ValueId no_value = 0xFFFF'FFFF;

/// `detail` of a rollout whose salt is not known when the rule set is loaded.
inline constexpr std::uint32_t no_salt = 0xFFFF'FFFF;

/// A set of rows that operations work on. Domain 0 is the profiles; every comprehension has a domain
/// whose rows are the elements of its list over all rows of the parent domain.
using DomainId = std::uint32_t;
inline constexpr DomainId profile_domain = 0;

/// What an operation does. `a`, `b`, `c` are its operands. Where not said otherwise a row is unknown as
/// soon as one operand is. Operations marked (error) can be unknown by a run-time error of their own.
enum class Opcode : std::uint8_t {
  // sources
  constant,       ///< constant number `detail`
  now,            ///< the instant of the evaluation
  fact,           ///< fact number `detail`
  segment_index,  ///< the first operand that is true, counted from 0; their number where none is
  parameter,      ///< a: segment index; b: the base value; then the value in each segment
  iterate,        ///< opens domain `detail` over the elements of list a; true where the list is known
  element,        ///< the element, in the domain opened by a
  position,       ///< the element's position in its list, in the domain opened by a
  field,          ///< field number `detail` of record a
  expand,         ///< a, of an outer domain, for each row of the domain opened by b
  // logic
  has,        ///< is a, fact number `detail`, known?
  has_field,  ///< is field number `detail` of record a known?
  logical_not,
  logical_and,  ///< false as soon as one operand is, whatever the others
  logical_or,   ///< true as soon as one operand is, whatever the others
  select,       ///< a ? b : c; the branch not taken does not matter
  // comparisons; `greater` is `less` with its operands swapped
  equal_boolean,
  not_equal_boolean,
  less_boolean,
  less_equal_boolean,
  equal_integer,
  not_equal_integer,
  less_integer,
  less_equal_integer,
  equal_floating,
  not_equal_floating,
  less_floating,
  less_equal_floating,
  equal_mixed,
  not_equal_mixed,  ///< integer a with floating b, exact
  less_mixed,
  less_equal_mixed,  ///< the same
  greater_mixed,
  greater_equal_mixed,  ///< the same
  equal_string,
  not_equal_string,
  less_string,
  less_equal_string,  ///< order by code points
  equal_time,
  not_equal_time,
  less_time,
  less_equal_time,  ///< timestamps or durations
  equal_deep,
  not_equal_deep,  ///< lists, null; an unknown element makes it unknown unless another differs
  in_set,          ///< a is a member of set `detail`
  in_list,         ///< a is an element of list b; unknown elements count only if no other matches
  // arithmetic (error)
  negate_integer,
  add_integer,
  subtract_integer,
  multiply_integer,
  divide_integer,
  modulo_integer,
  negate_floating,
  add_floating,
  subtract_floating,
  multiply_floating,
  divide_floating,  ///< never an error
  add_time,
  subtract_time,  ///< timestamps and durations; the result's kind gives the range
  add_exact_time,
  subtract_exact_time,  ///< the same where the result is only compared: beyond that range, too
  absolute_integer,
  absolute_floating,  ///< never an error
  greatest_integer,
  least_integer,
  greatest_floating,
  least_floating,  ///< of a and b (error where one is NaN)
  greatest_element,
  least_element,  ///< of the numbers in list a (error where empty, or one is NaN)
  // strings; sizes and positions count code points
  size_string,
  concat_string,
  contains,
  starts_with,
  ends_with,
  matches,  ///< a holds a match of pattern `detail`
  lower_ascii,
  upper_ascii,
  trim,
  substring,      ///< a from b (to before c) (error)
  index_of,       ///< the first place of b in a (from c on), or -1 (error)
  last_index_of,  ///< the last place of b in a (at c or before), or -1 (error)
  split,          ///< a cut at each b (into at most c parts)
  join,           ///< the strings of list a (with b between them)
  replace,        ///< each b in a (at most d of them) replaced by c
  // lists
  size_list,
  count,  ///< how many elements fulfil b, in the domain opened by a
  index,  ///< element b of list a (error)
  make_list,
  concat_list,
  // reductions of the domain opened by a
  all,
  exists,
  exists_one,  ///< of condition b
  filter,      ///< the elements for which b is true
  map,         ///< b for each element (c, where b is true, if there are three operands)
  // conversions (error)
  string_to_boolean,
  floating_to_integer,
  string_to_integer,
  timestamp_to_integer,
  integer_to_floating,
  string_to_floating,
  boolean_to_string,
  integer_to_string,
  floating_to_string,
  timestamp_to_string,
  duration_to_string,
  string_to_timestamp,
  integer_to_timestamp,
  string_to_duration,
  // time
  timestamp_part,  ///< calendar part `detail` of a (error where b is given and no zone)
  duration_part,   ///< part `detail` of a
  // others
  rollout,  ///< is key a among the first c percent with salt b? `detail`: the salt, where constant
};

/// As listings write it: `less_integer`.
[[nodiscard]] std::string_view opcode_name(Opcode opcode) noexcept;

/// One operation. Its operands stand in the program's list of operands, at [first, first + count).
struct Operation {
  Opcode opcode = Opcode::constant;
  values::Kind kind = values::Kind::null;  ///< of the result
  bool constant = false;                   ///< one row that stands for all: depends on no profile
  bool live = false;                       ///< a decision needs it
  bool outermost = false;                  ///< as many rows as there are profiles, or one
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::uint32_t detail = 0;  ///< see Opcode
  DomainId domain = profile_domain;
  ValueId left = 0, right = 0;  ///< the first two operands, at hand
  ValueId id = no_value;        ///< its own number
};

/// The elements of a list as rows.
struct Domain {
  DomainId parent = profile_domain;
  bool uniform_parent = false;  ///< the parent is one row that stands for all
  ValueId iterate = no_value;   ///< the operation that opens it
  std::uint32_t depth = 1;
};

/// Where an operation's result is while a program runs. `values` is as in values::View; for lists and
/// records it points to the View itself. `known` is null where the operation has not run.
struct Slot {
  const void* values = nullptr;
  const std::uint64_t* known = nullptr;
};

}  // namespace eligo::program
