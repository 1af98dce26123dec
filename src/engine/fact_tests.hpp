#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "engine/asked_facts.hpp"
#include "engine/deep_equality.hpp"
#include "program/program.hpp"
#include "program/test.hpp"
#include "values/order_key.hpp"
#include "values/scalar_cell.hpp"
#include "values/view.hpp"

namespace eligo::engine {

/// The string's number in the rule set's dictionary.
[[nodiscard]] inline std::uint32_t code_of(const values::StringValue& text,
                                           const values::Dictionary& dictionary) {
  return text.code == values::StringValue::unknown_code ? dictionary.find(text.text()) : text.code;
}

/// One row of columns, as tests ask it.
class ColumnRow {
 public:
  ColumnRow(std::span<const values::View> facts, std::size_t row) : facts_(facts.data()), row_(row) {}

  [[nodiscard]] std::size_t row() const { return row_; }
  [[nodiscard]] bool is_known(std::uint32_t fact) const { return facts_[fact].is_known(row_); }
  /// Of a scalar that is known.
  template <typename T>
  [[nodiscard]] T value(std::uint32_t fact) const {
    if constexpr (std::is_same_v<T, values::StringValue>) {
      return facts_[fact].string_at(row_);
    } else {
      return facts_[fact].as<T>()[facts_[fact].constant ? 0 : row_];
    }
  }
  [[nodiscard]] bool is_true(std::uint32_t fact) const {
    return values::bit_at(facts_[fact].as<std::uint64_t>(), facts_[fact].constant ? 0 : row_);
  }

 private:
  const values::View* facts_;
  std::size_t row_;
};

/// The same of cells, where scalars alone are asked for.
class CellRow {
 public:
  explicit CellRow(const values::ScalarCell* cells) : cells_(cells) {}

  [[nodiscard]] static std::size_t row() { return 0; }
  [[nodiscard]] bool is_known(std::uint32_t fact) const { return (cells_[fact].known & 1U) != 0; }
  /// The first bit says whether it is known.
  [[nodiscard]] std::uint64_t known_bits(std::uint32_t fact) const { return cells_[fact].known; }
  template <typename T>
  [[nodiscard]] T value(std::uint32_t fact) const {
    return cells_[fact].as<T>();
  }
  [[nodiscard]] bool is_true(std::uint32_t fact) const { return (value<std::uint64_t>(fact) & 1U) != 0; }

 private:
  const values::ScalarCell* cells_;
};

/// Asks the facts of one row, and what a run computed of them.
template <typename Row>
class FactTests {
 public:
  FactTests(const AskedFacts& asked, const Row& row) : asked_(asked), row_(row) {}

  [[nodiscard]] std::size_t row() const { return row_.row(); }
  [[nodiscard]] bool is_known(std::uint32_t fact) const { return row_.is_known(fact); }

  /// Of a number or string that is known: what a range is about.
  [[nodiscard]] std::int64_t key(std::uint32_t fact, values::Kind kind) const {
    if (kind == values::Kind::integer) return values::order_key(row_.template value<std::int64_t>(fact));
    if (kind == values::Kind::floating) return values::order_key(row_.template value<double>(fact));
    return code(fact);
  }
  /// Of a string that is known.
  [[nodiscard]] std::uint32_t code(std::uint32_t fact) const {
    return code_of(row_.template value<values::StringValue>(fact), asked_.program->dictionary());
  }

  [[nodiscard]] Answer ask(const program::Test& test) const {
    using Kind = program::Test::Kind;
    const auto answer = [&](bool is) { return is != test.negated ? Answer::yes : Answer::no; };
    if (test.kind == Kind::computed) {
      const auto bits = asked_.computed->truth(test.value);
      return bits.is_known(row()) ? answer(bits.is_true(row())) : Answer::unknown;
    }
    if (test.kind == Kind::presence) {  // of a list, too
      const values::View& fact = asked_.views[test.fact];
      const bool present = fact.is_known(row());
      if (!present && values::is_refusal(fact.cause_at(row()))) return Answer::unknown;
      return answer(present);
    }
    if (!is_known(test.fact)) return Answer::unknown;
    return answer(test.kind == Kind::truth ? row_.is_true(test.fact)
                                           : holds(test, key(test.fact, test.fact_kind)));
  }
  [[nodiscard]] const Row& row_values() const { return row_; }
  /// Of a range or a membership, before it is negated; `key` is the fact's.
  [[nodiscard]] bool holds(const program::Test& test, std::int64_t key) const {
    if (test.fact_kind == values::Kind::string)
      return holds_of_code(test, static_cast<std::uint32_t>(key), asked_.program->sets());
    if (test.kind == program::Test::Kind::range) return test.is_in_range(key);
    const program::ListSet& set = asked_.program->set(test.set);
    if (test.fact_kind == values::Kind::integer) return set.contains(key);
    return set.contains(row_.template value<double>(test.fact));
  }

 private:
  const AskedFacts& asked_;
  const Row& row_;
};

}  // namespace eligo::engine
