#pragma once

#include <bit>
#include <functional>
#include <tuple>
#include <type_traits>

#include "engine/execution.hpp"
#include "values/vector_compare.hpp"

namespace eligo::engine {

using values::all_rows;
using values::CompareKernel;
using values::Comparison;
using values::first_rows;
using values::pack_word;
using values::spread_word;

/// A column that an operation reads. With `single` there is one row; else a constant operand's one row
/// stands for all rows.
template <typename T, bool single>
class Operand {
 public:
  Operand(const Execution& run, const Operation& operation, std::size_t index) {
    const ValueId id = run.operand(operation, index);
    const program::Slot& slot = run.slot(id);
    values_ = static_cast<const T*>(slot.values);
    known_ = slot.known;
    if constexpr (!single) constant_ = run.operations[id].constant;
  }

  [[nodiscard]] bool is_constant() const { return single || constant_; }
  [[nodiscard]] const T* values() const { return values_; }
  [[nodiscard]] const T& operator[](std::size_t row) const { return values_[is_constant() ? 0 : row]; }
  [[nodiscard]] std::uint64_t known(std::size_t word) const {
    if constexpr (single) return known_[0];
    return constant_ ? spread_word(known_[0]) : known_[word];
  }
  [[nodiscard]] bool is_known(std::size_t row) const { return values::bit_in(known(row / 64), row); }

 private:
  const T* values_;
  const std::uint64_t* known_;
  bool constant_ = single;
};

/// A boolean column that an operation reads, a word at a time.
template <bool single>
class BitOperand : public values::TruthBits<single> {
 public:
  BitOperand(const Execution& run, const Operation& operation, std::size_t index)
      : BitOperand(run, run.operand(operation, index)) {}

 private:
  BitOperand(const Execution& run, ValueId id)
      : values::TruthBits<single>(static_cast<const std::uint64_t*>(run.slot(id).values), run.slot(id).known,
                                  single || run.operations[id].constant) {}
};

/// A boolean column that an operation writes; with `single` one row.
template <bool single>
struct BitmapWriter {
  std::uint64_t* truth;
  std::uint64_t* known;

  BitmapWriter(const Execution& run, ValueId id, std::size_t words) {
    if constexpr (single) {
      truth = reinterpret_cast<std::uint64_t*>(run.cell(id).value);
      known = &run.cell(id).known;
    } else {
      truth = run.arena->allocate<std::uint64_t>(words * 2);
      known = truth + words;
    }
    run.slot(id) = {truth, known};
  }
};

/// A column of values that an operation writes; with `single` one row.
template <typename T, bool single>
struct ColumnWriter {
  T* values;
  std::uint64_t* known;

  ColumnWriter(const Execution& run, ValueId id, std::size_t rows) {
    if constexpr (single) {
      static_assert(sizeof(T) <= sizeof(Cell::value));
      values = reinterpret_cast<T*>(run.cell(id).value);
      known = &run.cell(id).known;
    } else {
      values = run.arena->allocate<T>(rows);
      known = run.arena->allocate<std::uint64_t>(values::words_for(rows));
    }
    run.slot(id) = {values, known};
  }
};

/// The rows of an operation; the compiler sees the constant 1 for a single one.
template <bool single>
std::size_t rows_of(const Execution& run, const Operation& operation) {
  if constexpr (single) return 1;
  return run.rows(operation);
}

/// Tests each of `count` rows, at most 64, that begin at `row`.
template <typename Test>
std::uint64_t test_rows(std::size_t row, std::size_t count, Test test) {
  if (count == 64) {
    std::uint8_t bytes[64];
    for (std::size_t j = 0; j < 64; ++j) bytes[j] = static_cast<std::uint8_t>(test(row + j));
    return pack_word(bytes);
  }
  std::uint64_t word = 0;
  for (std::size_t j = 0; j < count; ++j) word |= std::uint64_t{test(row + j)} << j;
  return word;
}

/// The comparison that a test is, with its operands as they stand and turned round.
template <typename Test>
struct ComparisonOf;
template <>
struct ComparisonOf<std::equal_to<>> {
  static constexpr Comparison straight = Comparison::equal, turned = Comparison::equal;
};
template <>
struct ComparisonOf<std::not_equal_to<>> {
  static constexpr Comparison straight = Comparison::not_equal, turned = Comparison::not_equal;
};
template <>
struct ComparisonOf<std::less<>> {
  static constexpr Comparison straight = Comparison::less, turned = Comparison::greater;
};
template <>
struct ComparisonOf<std::less_equal<>> {
  static constexpr Comparison straight = Comparison::less_equal, turned = Comparison::greater_equal;
};

inline CompareKernel<std::int64_t> kernel_for(std::int64_t, Comparison comparison) {
  return values::integer_kernel(comparison, values::kernels());
}
inline CompareKernel<double> kernel_for(double, Comparison comparison) {
  return values::double_kernel(comparison, values::kernels());
}

/// Boolean result from a test over all rows, known or not, that cannot fail and is cheap.
template <bool single, typename A, typename B, typename Test>
void compare_columns(const Execution& run, const Operation& operation, ValueId id, Test test) {
  const Operand<A, single> a(run, operation, 0);
  const Operand<B, single> b(run, operation, 1);
  const std::size_t rows = rows_of<single>(run, operation);
  const BitmapWriter<single> out(run, id, values::words_for(rows));
  if constexpr (single) {
    out.known[0] = a.known(0) & b.known(0);
    out.truth[0] = std::uint64_t{test(a[0], b[0])} & out.known[0];
  } else {
    std::size_t done = 0;  // words
    const auto run_words = [&](auto test_row) {
      for (std::size_t word = 0, row = 0; row < rows; ++word, row += 64) {
        const std::uint64_t known = a.known(word) & b.known(word);
        out.known[word] = known;
        const std::uint64_t truth =
            word < done ? out.truth[word] : test_rows(row, std::min<std::size_t>(64, rows - row), test_row);
        out.truth[word] = truth & known;
      }
    };
    // Three loops, so that each reads plain arrays and the compiler can use vector instructions.
    const A* const left = a.values();
    const B* const right = b.values();
    if constexpr (std::is_same_v<A, B> && (std::is_same_v<A, std::int64_t> || std::is_same_v<A, double>)) {
      const bool turned = a.is_constant();
      const auto comparison = turned ? ComparisonOf<Test>::turned : ComparisonOf<Test>::straight;
      const auto kernel = turned != b.is_constant() ? kernel_for(A{}, comparison) : nullptr;
      if (kernel != nullptr) {
        done = rows / 64;
        kernel(turned ? right : left, turned ? *left : *right, done, out.truth);
      }
    }
    if (b.is_constant()) {
      run_words([left, constant = *right, test](std::size_t row) { return test(left[row], constant); });
    } else if (a.is_constant()) {
      run_words([constant = *left, right, test](std::size_t row) { return test(constant, right[row]); });
    } else {
      run_words([left, right, test](std::size_t row) { return test(left[row], right[row]); });
    }
  }
}

/// Result row by row. `compute(value&, a, b, …)` runs on known rows only and returns an error or none;
/// other rows get an empty value.
template <bool single, typename Out, typename Compute, typename... In>
void map_columns(const Execution& run, const Operation& operation, ValueId id, Compute compute,
                 const Operand<In, single>&... in) {
  const std::size_t rows = rows_of<single>(run, operation);
  const ColumnWriter<Out, single> out(run, id, rows);
  for (std::size_t word = 0, begin = 0; begin < rows; ++word, begin += 64) {
    const std::size_t end = std::min(rows, begin + 64);
    std::uint64_t known = (in.known(word) & ... & first_rows(end - begin));
    for (std::size_t row = begin; row < end; ++row) {
      if ((known >> (row - begin) & 1U) == 0) {
        out.values[row] = Out{};
        continue;
      }
      const values::Cause cause = compute(out.values[row], in[row]...);
      if (cause == values::Cause::none) [[likely]]
        continue;
      out.values[row] = Out{};
      known &= ~(std::uint64_t{1} << (row - begin));
      run.record(id, row, cause);
    }
    out.known[word] = known;
  }
}

/// Boolean result row by row, of known rows only. `test(bool&, a, b, …)` returns an error or none.
template <bool single, typename Test, typename... In>
void test_columns(const Execution& run, const Operation& operation, ValueId id, Test test,
                  const Operand<In, single>&... in) {
  const std::size_t rows = rows_of<single>(run, operation);
  const BitmapWriter<single> out(run, id, values::words_for(rows));
  for (std::size_t word = 0, begin = 0; begin < rows; ++word, begin += 64) {
    const std::size_t end = std::min(rows, begin + 64);
    std::uint64_t known = (in.known(word) & ... & first_rows(end - begin));
    std::uint64_t truth = 0;
    for (std::uint64_t left = known; left != 0; left &= left - 1) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(left));
      bool holds = false;
      const values::Cause cause = test(holds, in[begin + bit]...);
      if (cause != values::Cause::none) [[unlikely]] {
        known &= ~(std::uint64_t{1} << bit);
        run.record(id, begin + bit, cause);
      } else {
        truth |= std::uint64_t{holds} << bit;
      }
    }
    out.truth[word] = truth;
    out.known[word] = known;
  }
}

}  // namespace eligo::engine
