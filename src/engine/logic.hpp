#pragma once

#include "engine/operand.hpp"

namespace eligo::engine {

// Three-valued logic on bitmaps, 64 rows a word. A true bit is always a known bit.

template <bool single>
void logical_not(const Execution& run, const Operation& operation, ValueId id) {
  const BitOperand<single> a(run, operation, 0);
  const std::size_t words = values::words_for(rows_of<single>(run, operation));
  const BitmapWriter<single> out(run, id, words);
  for (std::size_t word = 0; word < words; ++word) {
    const std::uint64_t known = a.known(word);
    out.known[word] = known;
    out.truth[word] = known & ~a.truth(word);
  }
}

/// `&&` and `||` over any number of operands: what decides (`false` for `&&`) wins over unknown.
template <bool single, bool is_and>
void logical_fold(const Execution& run, const Operation& operation, ValueId id) {
  const std::size_t words = values::words_for(rows_of<single>(run, operation));
  const BitmapWriter<single> out(run, id, words);
  if constexpr (single) {
    std::uint64_t every = all_rows;  // rows for which every operand lets the other ones decide
    std::uint64_t decided = 0;
    for (std::size_t i = 0; i < operation.count; ++i) {
      const program::Slot& slot = run.slot(run.operand(operation, i));
      const std::uint64_t truth = *static_cast<const std::uint64_t*>(slot.values);
      const std::uint64_t falsehood = *slot.known & ~truth;
      every &= is_and ? truth : falsehood;
      decided |= is_and ? falsehood : truth;
    }
    out.truth[0] = is_and ? every : decided;
    out.known[0] = every | decided;
  } else {
    // `truth` gathers `every` and `known` gathers `decided` until the last operand is in.
    for (std::size_t word = 0; word < words; ++word) {
      out.truth[word] = all_rows;
      out.known[word] = 0;
    }
    for (std::size_t i = 0; i < operation.count; ++i) {
      const BitOperand<single> a(run, operation, i);
      for (std::size_t word = 0; word < words; ++word) {
        const std::uint64_t truth = a.truth(word);
        const std::uint64_t falsehood = a.known(word) & ~truth;
        out.truth[word] &= is_and ? truth : falsehood;
        out.known[word] |= is_and ? falsehood : truth;
      }
    }
    for (std::size_t word = 0; word < words; ++word) {
      const std::uint64_t every = out.truth[word];
      const std::uint64_t decided = out.known[word];
      out.truth[word] = is_and ? every : decided;
      out.known[word] = every | decided;
    }
  }
}

/// Comparisons of booleans, where false is less than true. `test` works on words.
template <bool single, typename Test>
void compare_bits(const Execution& run, const Operation& operation, ValueId id, Test test) {
  const BitOperand<single> a(run, operation, 0);
  const BitOperand<single> b(run, operation, 1);
  const std::size_t words = values::words_for(rows_of<single>(run, operation));
  const BitmapWriter<single> out(run, id, words);
  for (std::size_t word = 0; word < words; ++word) {
    const std::uint64_t known = a.known(word) & b.known(word);
    out.known[word] = known;
    out.truth[word] = test(a.truth(word), b.truth(word)) & known;
  }
}

/// Of a column of `rows` rows, those of a word that may have been refused: if they are not known, they were.
inline std::uint64_t refused_in(const values::View& view, std::size_t word, std::size_t rows) {
  if (view.causes == nullptr) [[likely]]
    return 0;
  if (view.constant) return values::is_refusal(view.causes[0]) ? all_rows : 0;
  const std::size_t first = word * 64;
  return test_rows(first, std::min<std::size_t>(64, rows - first),
                   [&](std::size_t row) { return values::is_refusal(view.causes[row]); });
}

/// Of a value that was refused nobody can say whether it would be there, or what it would be.
template <bool single>
void has(const Execution& run, const Operation& operation, ValueId id) {
  const std::uint64_t* const known = run.slot(run.operand(operation, 0)).known;
  const values::View& fact = run.facts[operation.fact()];
  const std::size_t rows = rows_of<single>(run, operation), words = values::words_for(rows);
  const BitmapWriter<single> out(run, id, words);
  for (std::size_t word = 0; word < words; ++word) {
    out.truth[word] = known[word];
    out.known[word] =
        run.options->presence_unknown ? known[word] : known[word] | ~refused_in(fact, word, rows);
  }
}

template <bool single>
void has_field(const Execution& run, const Operation& operation, ValueId id) {
  const program::Slot& slot = run.slot(run.operand(operation, 0));
  const values::View& record = *static_cast<const values::View*>(slot.values);
  const std::size_t rows = rows_of<single>(run, operation), words = values::words_for(rows);
  const BitmapWriter<single> out(run, id, words);
  // Records of which no row is known have no fields; then every word of theirs is 0.
  const bool any = operation.field() < record.child_count;
  const std::uint64_t* const field = any ? record.children[operation.field()].known : slot.known;
  for (std::size_t word = 0; word < words; ++word) {
    const std::uint64_t present = slot.known[word] & field[word];
    const std::uint64_t refused = any ? refused_in(record.children[operation.field()], word, rows) : 0;
    out.truth[word] = present;
    out.known[word] = run.options->presence_unknown ? present : present | (slot.known[word] & ~refused);
  }
}

template <bool single>
void select_bits(const Execution& run, const Operation& operation, ValueId id) {
  const BitOperand<single> condition(run, operation, 0);
  const BitOperand<single> then(run, operation, 1);
  const BitOperand<single> otherwise(run, operation, 2);
  const std::size_t words = values::words_for(rows_of<single>(run, operation));
  const BitmapWriter<single> out(run, id, words);
  for (std::size_t word = 0; word < words; ++word) {
    const std::uint64_t yes = condition.truth(word);
    const std::uint64_t no = condition.known(word) & ~yes;
    out.truth[word] = (yes & then.truth(word)) | (no & otherwise.truth(word));
    out.known[word] = (yes & then.known(word)) | (no & otherwise.known(word));
  }
}

template <bool single, typename T>
void select_values(const Execution& run, const Operation& operation, ValueId id) {
  const BitOperand<single> condition(run, operation, 0);
  const Operand<T, single> then(run, operation, 1);
  const Operand<T, single> otherwise(run, operation, 2);
  const std::size_t rows = rows_of<single>(run, operation);
  const ColumnWriter<T, single> out(run, id, rows);
  for (std::size_t word = 0, begin = 0; begin < rows; ++word, begin += 64) {
    const std::uint64_t yes = condition.truth(word);
    const std::uint64_t no = condition.known(word) & ~yes;
    const std::uint64_t known = (yes & then.known(word)) | (no & otherwise.known(word));
    out.known[word] = known;
    for (std::size_t row = begin; row < std::min(rows, begin + 64); ++row) {
      if ((known >> (row - begin) & 1U) == 0) {
        out.values[row] = T{};
      } else {
        out.values[row] = (yes >> (row - begin) & 1U) != 0 ? then[row] : otherwise[row];
      }
    }
  }
}

/// Null has no values to choose from; it is known or not.
template <bool single>
void select_null(const Execution& run, const Operation& operation, ValueId id) {
  const BitOperand<single> condition(run, operation, 0);
  const BitOperand<single> then(run, operation, 1);
  const BitOperand<single> otherwise(run, operation, 2);
  const std::size_t words = values::words_for(rows_of<single>(run, operation));
  auto* const known = run.arena->allocate<std::uint64_t>(words);
  run.slot(id) = {nullptr, known};
  for (std::size_t word = 0; word < words; ++word) {
    const std::uint64_t yes = condition.truth(word);
    known[word] = (yes & then.known(word)) | (condition.known(word) & ~yes & otherwise.known(word));
  }
}

/// The operand that holds a parameter's value in a segment: operands are the segment index, the base
/// value, and one value a segment. All but the first are constants.
inline ValueId parameter_operand(const Execution& run, const Operation& operation, std::int64_t segment) {
  const bool none = segment >= static_cast<std::int64_t>(operation.count) - 2;
  return run.operand(operation, none ? 1 : static_cast<std::size_t>(segment) + 2);
}

template <typename T>
void select_parameter(const Execution& run, const Operation& operation, ValueId id) {
  const Operand<std::int64_t, false> segment(run, operation, 0);
  const std::size_t rows = run.rows(operation);
  const ColumnWriter<T, false> out(run, id, rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const program::Slot& value = run.slot(parameter_operand(run, operation, segment[row]));
    out.values[row] = *static_cast<const T*>(value.values);
  }
  for (std::size_t word = 0; word < values::words_for(rows); ++word) out.known[word] = all_rows;
}

inline void select_parameter_bits(const Execution& run, const Operation& operation, ValueId id) {
  const Operand<std::int64_t, false> segment(run, operation, 0);
  const std::size_t rows = run.rows(operation);
  const std::size_t words = values::words_for(rows);
  const BitmapWriter<false> out(run, id, words);
  for (std::size_t word = 0; word < words; ++word) {
    out.truth[word] = 0;
    out.known[word] = all_rows;
  }
  for (std::size_t row = 0; row < rows; ++row) {
    const program::Slot& value = run.slot(parameter_operand(run, operation, segment[row]));
    out.truth[row / 64] |= (*static_cast<const std::uint64_t*>(value.values) & 1U) << (row % 64);
  }
}

/// The first condition that is true; an unknown one does not match.
template <bool single>
void segment_index(const Execution& run, const Operation& operation, ValueId id) {
  const std::size_t rows = rows_of<single>(run, operation);
  const std::size_t words = values::words_for(rows);
  const ColumnWriter<std::int64_t, single> out(run, id, rows);
  const std::int64_t none = operation.count;
  const std::int64_t everywhere =
      run.options->forced_segment ? std::int64_t{*run.options->forced_segment} : none;
  for (std::size_t row = 0; row < rows; ++row) out.values[row] = everywhere;
  for (std::size_t word = 0; word < words; ++word) out.known[word] = all_rows;
  if (run.options->forced_segment) return;
  for (std::size_t word = 0; word < words; ++word) {
    std::uint64_t open = first_rows(rows - word * 64);
    for (std::size_t i = 0; i < operation.count && open != 0; ++i) {
      const BitOperand<single> condition(run, operation, i);
      const std::uint64_t match = open & condition.truth(word);
      open &= ~match;
      for (std::uint64_t left = match; left != 0; left &= left - 1) {
        out.values[word * 64 + static_cast<std::size_t>(std::countr_zero(left))] =
            static_cast<std::int64_t>(i);
      }
    }
  }
}

}  // namespace eligo::engine
