#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace eligo::values {

enum class Kind : std::uint8_t {
  boolean,
  integer,   ///< 64 bit, signed
  floating,  ///< IEEE 754 binary64; `double` in rule sets
  string,
  timestamp,  ///< year 1 to 9999, nanoseconds
  duration,   ///< nanoseconds
  null,       ///< the type of the literal `null`
  list,
  record,  ///< flat; only as an element of a list
  any,     ///< the element type of the empty list literal, which fits every list
};

[[nodiscard]] constexpr bool is_number(Kind kind) noexcept {
  return kind == Kind::integer || kind == Kind::floating;
}
[[nodiscard]] constexpr bool is_time(Kind kind) noexcept {
  return kind == Kind::timestamp || kind == Kind::duration;
}

struct Field;

/// The static type of an expression or a fact. Cheap to copy; immutable.
struct Type {
  Kind kind = Kind::null;
  std::shared_ptr<const Type> element;                          ///< list only
  std::shared_ptr<const std::vector<Field>> fields;             ///< record only, in declared order
  std::shared_ptr<const std::vector<std::string>> enumeration;  ///< string only: the values of an enum
};

struct Field {
  std::string name;
  Type type;
};

[[nodiscard]] inline bool is_number(const Type& type) noexcept { return is_number(type.kind); }
[[nodiscard]] inline bool is_time(const Type& type) noexcept { return is_time(type.kind); }

[[nodiscard]] Type list_of(Type element);
[[nodiscard]] Type record_of(std::vector<Field> fields);
[[nodiscard]] Type enum_of(std::vector<std::string> values);

/// Equal but for enumerations, which are strings to the language.
[[nodiscard]] bool same_type(const Type& left, const Type& right);

/// Whether a value of `from` may stand where `to` is asked: same type, or an empty list.
[[nodiscard]] bool fits(const Type& from, const Type& to);

/// As rule authors write it: `int`, `list<timestamp>`, `enum`, `list<record>`.
[[nodiscard]] std::string type_name(const Type& type);

}  // namespace eligo::values
