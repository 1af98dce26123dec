#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "program/program.hpp"
#include "program/test.hpp"
#include "values/hash.hpp"

namespace eligo::program {

/// A condition: true where all tests of one of the clauses are. Without clauses it is never true, and always
/// with a clause without tests.
using Clauses = std::vector<std::vector<Test>>;

/// The clauses of a bool of the program. What would take too many is one test of what operations compute.
[[nodiscard]] Clauses clauses_of(const Program& program, ValueId condition);

/// Tells tests apart, and says in which order they stand: by form, then by fact.
using TestKey =
    std::tuple<Test::Form, std::uint32_t, Test::Kind, std::uint32_t, std::int64_t, std::uint64_t, bool>;
[[nodiscard]] inline TestKey key_of(const Test& test) {
  const std::uint32_t about = test.kind == Test::Kind::computed ? test.value : test.fact;
  return {test.form(), about, test.kind, test.set, test.low, test.span, test.negated};
}

/// For tables of tests.
struct TestKeyHash {
  [[nodiscard]] std::size_t operator()(const TestKey& key) const {
    const auto& [form, about, kind, set, low, span, negated] = key;
    std::uint64_t hash = static_cast<std::uint64_t>(form) << 16U | static_cast<std::uint64_t>(kind) << 8U |
                         (negated ? 1U : 0U);
    hash = values::mix_hash(hash, std::uint64_t{about} << 32U | set);
    hash = values::mix_hash(hash, static_cast<std::uint64_t>(low));
    return values::end_hash(values::mix_hash(hash, span));
  }
};

}  // namespace eligo::program
