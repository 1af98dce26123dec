#include "check/function.hpp"

#include <array>
#include <cstddef>

namespace eligo::check {

namespace {

struct Traits {
  std::string_view name;
  bool may_fail;
  bool can_be_followed;
};

// By function.
constexpr auto traits = [] {
  constexpr bool may_fail = true, succeeds = false;
  constexpr bool followed = true, jumps = false;
  return std::to_array<Traits>({
#define FUNCTION(id, name, failure, time) {name, failure, time},
#define OVERLOAD(id, style, operands, result, opcode, lowered)
#include "check/functions.inc"
#undef OVERLOAD
#undef FUNCTION
  });
}();

const Traits& of(Function function) { return traits[static_cast<std::size_t>(function)]; }

}  // namespace

std::string_view function_name(Function function) noexcept { return of(function).name; }
bool may_fail(Function function) noexcept { return of(function).may_fail; }
bool can_be_followed(Function function) noexcept { return of(function).can_be_followed; }

}  // namespace eligo::check
