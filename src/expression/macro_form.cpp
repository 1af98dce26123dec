#include "expression/macro_form.hpp"

#include <algorithm>
#include <array>

namespace eligo::expression {

namespace {

// `existsOne` is how newer CEL spells `exists_one`; both are its.
constexpr std::array forms{
    MacroForm{"all", 1, 1, "list.all(x, condition)"},
    MacroForm{"all", 2, 1, "list.all(position, x, condition)"},
    MacroForm{"exists", 1, 1, "list.exists(x, condition)"},
    MacroForm{"exists", 2, 1, "list.exists(position, x, condition)"},
    MacroForm{"exists_one", 1, 1, "list.exists_one(x, condition)"},
    MacroForm{"exists_one", 2, 1, "list.exists_one(position, x, condition)"},
    MacroForm{"existsOne", 1, 1, "list.existsOne(x, condition)"},
    MacroForm{"existsOne", 2, 1, "list.existsOne(position, x, condition)"},
    MacroForm{"filter", 1, 1, "list.filter(x, condition)"},
    MacroForm{"map", 1, 1, "list.map(x, value)"},
    MacroForm{"map", 1, 2, "list.map(x, condition, value)"},
    MacroForm{"transformList", 2, 1, "list.transformList(position, x, value)"},
    MacroForm{"transformList", 2, 2, "list.transformList(position, x, condition, value)"},
};

}  // namespace

bool is_macro(std::string_view name) noexcept { return !macro_shape(name).empty(); }

const MacroForm* macro_form(std::string_view name, std::size_t arguments) noexcept {
  const auto* const found = std::ranges::find_if(forms, [&](const MacroForm& form) {
    return form.name == name && form.variables + form.bodies == arguments;
  });
  return found == forms.end() ? nullptr : found;
}

std::string_view macro_shape(std::string_view name) noexcept {
  const auto* const found =
      std::ranges::find_if(forms, [&](const MacroForm& form) { return form.name == name; });
  return found == forms.end() ? std::string_view{} : found->shape;
}

}  // namespace eligo::expression
