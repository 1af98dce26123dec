#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "diagnostics/place.hpp"

namespace eligo::json {

struct Member;

/// A JSON value and where it stands. Integers and other numbers stay apart. The depth is bounded when
/// a tree is read, so copying and destroying one cannot overflow the stack.
struct Value {
  using Array = std::vector<Value>;
  using Object = std::vector<Member>;  ///< in document order, keys distinct

  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> content;
  diagnostics::Span span;

  template <typename T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&content);
  }
};

struct Member {
  std::string key;
  diagnostics::Span key_span;
  Value value;
};

/// For people: `a string`, `an integer`, `null`.
[[nodiscard]] std::string_view type_name(const Value& value) noexcept;

/// A pointer (RFC 6901) one step further.
[[nodiscard]] std::string child_pointer(std::string_view pointer, std::string_view key);
[[nodiscard]] std::string child_pointer(std::string_view pointer, std::size_t index);

/// Valid JSON text without the white space between its tokens; everything else stays as written.
[[nodiscard]] std::string compact(std::string_view json);

}  // namespace eligo::json
