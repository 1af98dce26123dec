#include "program/operation.hpp"

#include <array>
#include <cstddef>

namespace eligo::program {

namespace {

// By opcode.
constexpr auto traits = [] {
  using enum Detail;
  constexpr bool folds = true, stays = false;
  return std::to_array<OpcodeTraits>({
#define OPCODE(name, detail, folding) {#name, detail, folding},
#include "program/opcodes.inc"
#undef OPCODE
  });
}();

}  // namespace

const OpcodeTraits& traits_of(Opcode opcode) noexcept { return traits[static_cast<std::size_t>(opcode)]; }

}  // namespace eligo::program
