#pragma once

#include <cstddef>
#include <string_view>

namespace eligo::expression {

/// One form of a comprehension macro: `list.name(variables…, bodies…)`.
struct MacroForm {
  std::string_view name;
  std::size_t variables;
  std::size_t bodies;
  std::string_view shape;  ///< for people
};

/// Whether some form has this name.
[[nodiscard]] bool is_macro(std::string_view name) noexcept;

/// The form with that many arguments between the parentheses; null where there is none.
[[nodiscard]] const MacroForm* macro_form(std::string_view name, std::size_t arguments) noexcept;

/// How the macro is written, for people: `list.map(x, value)`. Empty for what is no macro.
[[nodiscard]] std::string_view macro_shape(std::string_view name) noexcept;

}  // namespace eligo::expression
