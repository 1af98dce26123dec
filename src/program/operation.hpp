#pragma once

#include <cassert>
#include <cstdint>
#include <string_view>

#include "values/type.hpp"
#include "values/view.hpp"

namespace eligo::program {

/// A value of the program: the number of the operation that computes it.
using ValueId = std::uint32_t;
inline constexpr ValueId no_value = 0xFFFF'FFFF;

/// The salt of a rollout whose salt is not known when the rule set is loaded.
inline constexpr std::uint32_t no_salt = 0xFFFF'FFFF;

/// A set of rows that operations work on. Domain 0 is the profiles; every comprehension has a domain
/// whose rows are the elements of its list over all rows of the parent domain.
using DomainId = std::uint32_t;
inline constexpr DomainId profile_domain = 0;

/// What an operation does: opcodes.inc says of each what.
enum class Opcode : std::uint8_t {
#define OPCODE(name, detail, folding) name,
#include "program/opcodes.inc"
#undef OPCODE
};

/// What an operation's detail is the number of.
enum class Detail : std::uint8_t { none, constant, fact, domain, field, set, pattern, time_part, salt };

/// What opcodes.inc says of an opcode.
struct OpcodeTraits {
  std::string_view name;  ///< as listings write it: `less_integer`
  Detail detail = Detail::none;
  bool folds = false;  ///< whether running it on constants gives a constant
};
[[nodiscard]] const OpcodeTraits& traits_of(Opcode opcode) noexcept;

/// One operation. Its operands stand in the program's list of operands, at [first, first + count).
struct Operation {
  Opcode opcode = Opcode::constant;
  values::Kind kind = values::Kind::null;  ///< of the result
  bool constant = false;                   ///< one row that stands for all: depends on no profile
  bool live = false;                       ///< a decision needs it
  bool outermost = false;                  ///< as many rows as there are profiles, or one
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  DomainId domain = profile_domain;
  ValueId left = 0, right = 0;  ///< the first two operands, at hand
  ValueId id = no_value;        ///< its own number

  // What it refers to; each for the opcodes that opcodes.inc gives it to.
  [[nodiscard]] std::uint32_t constant_index() const { return detail_as(Detail::constant); }
  [[nodiscard]] std::uint32_t fact() const { return detail_as(Detail::fact); }
  [[nodiscard]] DomainId opened_domain() const { return detail_as(Detail::domain); }
  [[nodiscard]] std::uint32_t field() const { return detail_as(Detail::field); }
  [[nodiscard]] std::uint32_t set() const { return detail_as(Detail::set); }
  [[nodiscard]] std::uint32_t pattern() const { return detail_as(Detail::pattern); }
  [[nodiscard]] std::uint32_t time_part() const { return detail_as(Detail::time_part); }
  /// no_salt where it is not known when the rule set is loaded.
  [[nodiscard]] std::uint32_t salt() const { return detail_as(Detail::salt); }
  /// Sets what an operation of its opcode refers to.
  void refer_to(std::uint32_t detail) { detail_ = detail; }
  /// What it refers to, whatever that is.
  [[nodiscard]] std::uint32_t detail() const { return detail_; }

 private:
  [[nodiscard]] std::uint32_t detail_as([[maybe_unused]] Detail expected) const {
    assert(traits_of(opcode).detail == expected);
    return detail_;
  }

  std::uint32_t detail_ = 0;
};

/// The elements of a list as rows.
struct Domain {
  DomainId parent = profile_domain;
  bool constant_parent = false;  ///< the parent is one row that stands for all
  ValueId iterate = no_value;    ///< the operation that opens it
  std::uint32_t depth = 1;
};

/// Where an operation's result is while a program runs. `values` is as in values::View; for lists and
/// records it points to the View itself. `known` is null where the operation has not run.
struct Slot {
  const void* values = nullptr;
  const std::uint64_t* known = nullptr;
};

}  // namespace eligo::program
