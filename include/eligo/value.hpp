#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <eligo/instant.hpp>
#include <eligo/lifetime.hpp>

namespace eligo {

/// Of what type a fact, a field of its records or a param is. `enumeration`: one of a few strings.
enum class ValueType : std::uint8_t {
  boolean,
  integer,  ///< 64 bits with a sign
  floating,
  string,
  enumeration,
  timestamp,
  duration,
  list,
  record,  ///< as the element of a list only
};

/// As rule authors write it: `bool`, `int`, `double`, `string`, `enum`, `timestamp`, `duration`, `list`,
/// `record`.
[[nodiscard]] std::string_view to_string(ValueType type) noexcept;

/// Why there is no value.
enum class Absence : std::uint8_t {
  missing,       ///< it was not given
  null,          ///< JSON's null
  wrong_type,    ///< refused: of another type, or a text that is no timestamp or duration
  out_of_range,  ///< refused: out of the declared range, or of what the type holds
  not_in_enum,   ///< refused: not one of the values of the enum
};

/// Whether a value was given that is not taken.
[[nodiscard]] constexpr bool is_refusal(Absence absence) noexcept { return absence >= Absence::wrong_type; }

struct Member;

/// A value of a fact or param on its own, or why there is none.
struct Value {
  using List = std::vector<Value>;
  using Record = std::vector<Member>;  ///< one member a field, in the declared order
  std::variant<Absence, bool, std::int64_t, double, std::string, Instant, Duration, List, Record> content;

  [[nodiscard]] bool known() const noexcept { return content.index() != 0; }
  /// The value where it is of this type, else null.
  template <typename T>
  [[nodiscard]] const T* get_if() const& noexcept ELIGO_LIFETIME_BOUND {
    return std::get_if<T>(&content);
  }
  template <typename T>
  const T* get_if() const&& = delete;

  friend bool operator==(const Value&, const Value&) = default;
};

/// A field of a record.
struct Member {
  std::string name;
  Value value;

  friend bool operator==(const Member&, const Member&) = default;
};

}  // namespace eligo
