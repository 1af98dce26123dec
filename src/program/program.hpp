#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "values/dictionary.hpp"

namespace eligo::program {

/// A value of the program: the number of the operation that computes it.
using ValueId = std::uint32_t;
inline constexpr ValueId no_value = 0xFFFF'FFFF;

/// A set of rows that operations work on. Domain 0 is the profiles; every comprehension has a domain of
/// its own, whose rows are the elements of its list over all rows of the parent domain.
using DomainId = std::uint32_t;
inline constexpr DomainId profile_domain = 0;

/// Which parameters an expression sees: segment conditions see the base ones, everything else the ones
/// of the profile's segment. Only definitions can be met in both.
enum class Context : std::uint8_t { base, segment };

/* Opcode, Operation, Domain: operation.hpp (included by the implementation) */
struct Operation;
struct Domain;

/// A rule set lowered to a flat list of operations in dependency order. Immutable; safe to run from many
/// threads at once. Equal sub-expressions are one operation (hash-consing), constant ones are folded by
/// the engine's own kernels. `listing()` prints it.
class Program;

}  // namespace eligo::program
