#include "engine/test_columns.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/asked_facts.hpp"
#include "engine/fact_tests.hpp"
#include "engine/operand.hpp"
#include "values/bit_kernels.hpp"
#include "values/bitmap.hpp"
#include "values/order_key.hpp"

namespace eligo::engine {

using program::Test;
using values::Comparison;
using values::Kind;
using values::View;

namespace {

// A dictionary of more texts is looked up row by row.
constexpr std::size_t most_entries = 4096;

/// Sixty-four rows a word; of the last word those that are there.
template <typename Value, typename Kernel>
void for_words(const Value* values, std::size_t rows, std::uint64_t* truth, Kernel kernel) {
  const std::size_t whole = rows / 64;
  kernel(values, whole, truth);
  if (rows % 64 == 0) return;
  std::array<Value, 64> last{};
  std::copy_n(values + whole * 64, rows % 64, last.begin());
  kernel(last.data(), 1, truth + whole);
}

template <typename Number>
void compare_plainly(const Number* numbers, Comparison comparison, Number constant, std::size_t words,
                     std::uint64_t* truth) {
  const auto each = [=](auto is_met) {
    for (std::size_t word = 0; word < words; ++word)
      truth[word] = test_rows(word * 64, 64, [=](std::size_t row) { return is_met(numbers[row]); });
  };
  switch (comparison) {
    case Comparison::equal: return each([=](Number number) { return number == constant; });
    case Comparison::not_equal: return each([=](Number number) { return number != constant; });
    case Comparison::less: return each([=](Number number) { return number < constant; });
    case Comparison::less_equal: return each([=](Number number) { return number <= constant; });
    case Comparison::greater: return each([=](Number number) { return number > constant; });
    case Comparison::greater_equal: return each([=](Number number) { return number >= constant; });
  }
}

template <typename Bound, typename Number>
void compare(const Bound& bound, const Number* numbers, std::size_t rows, std::uint64_t* truth) {
  const auto kernel = kernel_for(Number{}, bound.comparison);
  for_words(numbers, rows, truth, [&](const Number* from, std::size_t words, std::uint64_t* to) {
    if (kernel != nullptr) {
      kernel(from, bound.constant, words, to);
    } else {
      compare_plainly(from, bound.comparison, bound.constant, words, to);
    }
  });
}

template <typename Bound, typename Number>
void compare_both(const Bound (&bounds)[2], bool interval, const Number* numbers, std::size_t rows,
                  std::uint64_t* truth) {
  compare(bounds[0], numbers, rows, truth);
  if (!interval) return;
  std::array<std::uint64_t, TestColumns::block_words> below;
  compare(bounds[1], numbers, rows, below.data());
  for (std::size_t word = 0; word < values::words_for(rows); ++word) truth[word] &= below[word];
}

// No double has the key -1, between those of 0 and of the number before it.
double least_of(std::int64_t key) { return values::of_order_key(key == -1 ? 0 : key); }
double greatest_of(std::int64_t key) { return values::of_order_key(key == -1 ? -2 : key); }

/// The comparisons that tell whether a number lies in a range; false where none does.
template <typename Number, typename Bound>
bool bound_by(std::int64_t low_key, std::int64_t high_key, Number low, Number high, Bound (&bounds)[2],
              bool& interval) {
  if (low > high) return false;
  if (low == high) {
    bounds[0] = {Comparison::equal, low};
  } else if (low_key == values::lowest_order_key<Number>) {
    bounds[0] = {Comparison::less_equal, high};
  } else {
    bounds[0] = {Comparison::greater_equal, low};
    interval = high_key != values::highest_order_key<Number>;
    bounds[1] = {Comparison::less_equal, high};
  }
  return true;
}

}  // namespace

TestColumns::TestColumns(const program::ConditionPlan& plan, const Results& results,
                         std::pmr::memory_resource& memory)
    : plan_(&plan),
      results_(&results),
      rows_(results.rows()),
      kernels_(values::kernels()),
      columns_(&memory),
      entry_answers_(&memory),
      tables_(&memory),
      truth_(plan.bits() * block_words, &memory),
      own_known_(&memory),
      known_(plan.bits(), nullptr, &memory) {
  columns_.reserve(plan.bits());
  bool by_row = false;
  for (const program::TestRun& run : plan.test_runs()) {
    for (std::size_t test = run.first; test < run.first + run.count; ++test) {
      columns_.push_back(column_of(run, test));
      by_row = by_row || columns_.back().form == Column::Form::rows;
    }
  }
  if (by_row) own_known_.resize(truth_.size());
}

bool TestColumns::all_known(const std::uint64_t* known) const {
  const std::size_t whole = rows_ / 64;
  std::uint64_t all = values::all_rows;
  for (std::size_t word = 0; word < whole; ++word) all &= known[word];
  if (rows_ % 64 != 0) all &= known[whole] | ~values::first_rows(rows_ % 64);
  return all == values::all_rows;
}

TestColumns::Column TestColumns::column_of(const program::TestRun& run, std::size_t number) {
  const Test& test = plan_->tests()[number];
  Column column;
  if (test.kind == Test::Kind::computed) {
    // The column of a constant has one row.
    if (results_->program().operations()[test.value].constant) return column;
    const auto bits = results_->truth(test.value);
    column.form = Column::Form::bits;
    column.bits = bits.truth_words();
    column.known = bits.known_words();
  } else {
    const View& fact = results_->facts()[test.fact];
    if (fact.constant || test.kind == Test::Kind::presence) return column;
    column.known = fact.known;
    switch (test.kind) {
      case Test::Kind::truth:
        column.form = Column::Form::bits;
        column.bits = fact.as<std::uint64_t>();
        break;
      case Test::Kind::range:
      case Test::Kind::member:
        test.fact_kind == Kind::string ? take_text(run, number, column) : take_range(test, column);
        break;
      case Test::Kind::presence:
      case Test::Kind::computed: break;
    }
    if (column.form == Column::Form::rows) column.known = nullptr;
  }
  column.always_known = column.known != nullptr && all_known(column.known);
  return column;
}

void TestColumns::take_range(const Test& test, Column& column) const {
  if (test.kind != Test::Kind::range) return;
  const std::int64_t low = test.low, high = test.high();
  const bool whole = test.fact_kind == Kind::integer;
  const bool some =
      whole ? bound_by(low, high, low, high, column.integers, column.interval)
            : bound_by(low, high, least_of(low), greatest_of(high), column.doubles, column.interval);
  column.form = !some ? Column::Form::never : whole ? Column::Form::integers : Column::Form::doubles;
}

void TestColumns::answer_entries(const program::TestRun& run) {
  if (answered_ == run.first) return;
  answered_ = run.first;
  const std::span<const Test> tests = plan_->tests().subspan(run.first, run.count);
  const View& fact = results_->facts()[tests.front().fact];
  const program::Program& program = results_->program();
  const auto* const entries = fact.as<values::StringValue>();
  entry_answers_.assign(fact.entry_count, 0);
  if (run.answers != program::TestRun::no_answers) {
    const std::uint64_t* const by_code = plan_->answers_by_code(run);
    for (std::uint32_t entry = 0; entry < fact.entry_count; ++entry)
      entry_answers_[entry] = by_code[code_of(entries[entry], program.dictionary())] ^ run.negated;
    return;
  }
  for (std::uint32_t entry = 0; entry < fact.entry_count; ++entry) {
    const std::uint32_t code = code_of(entries[entry], program.dictionary());
    for (std::size_t i = 0; i < tests.size(); ++i)
      entry_answers_[entry] |= std::uint64_t{holds_of_code(tests[i], code, program.sets())}
                               << ((run.first + i) % 64);
  }
}

void TestColumns::take_text(const program::TestRun& run, std::size_t number, Column& column) {
  const Test& test = plan_->tests()[number];
  if (test.kind == Test::Kind::range && test.span != 0) return;
  const View& fact = results_->facts()[test.fact];
  if (fact.codes == nullptr || fact.entry_count > most_entries) {
    column.form = test.kind == Test::Kind::range ? Column::Form::code : Column::Form::member;
    column.code = static_cast<std::uint32_t>(test.low);
    return;
  }
  answer_entries(run);
  if (fact.entry_count <= 32) {
    column.form = Column::Form::code_set;
    for (std::uint32_t entry = 0; entry < fact.entry_count; ++entry)
      column.code |= std::uint32_t{values::bit_in(entry_answers_[entry], number)} << entry;
    if (column.code == 0) column.form = Column::Form::never;
  } else {
    put_into_table(run, number, column);
  }
}

// Tests of one fact stand side by side: eight share a table, which is looked up once a block.
void TestColumns::put_into_table(const program::TestRun& run, std::size_t number, Column& column) {
  const std::size_t bit = (number - run.first) % 8, first = number - bit;
  const std::size_t size = std::bit_ceil(entry_answers_.size());
  if (tabled_ != first) {
    tabled_ = first;
    const std::size_t begin = tables_.size();
    tables_.resize(begin + size);
    for (std::size_t entry = 0; entry < entry_answers_.size(); ++entry)
      tables_[begin + entry] = static_cast<std::uint8_t>(entry_answers_[entry] >> (first % 64));
  }
  column.form = Column::Form::code_table;
  column.code = static_cast<std::uint32_t>(bit);
  column.table = tables_.size() - size;
}

void TestColumns::answer(std::size_t first, std::size_t words) {
  coded_ = no_fact_;
  looked_up_ = no_table_;
  for (std::size_t test = 0; test < columns_.size(); ++test) answer_one(test, first, words);
}

void TestColumns::answer_one(std::size_t test, std::size_t first, std::size_t words) {
  const Test& asked = plan_->tests()[test];
  const Column& column = columns_[test];
  const std::size_t first_row = first * 64, rows = std::min(words * 64, rows_ - first_row);
  if (column.form == Column::Form::rows) return answer_by_row(test, first_row, rows);
  std::uint64_t* const truth = &truth_[test * block_words];
  const auto values = [&](auto number) {
    return results_->facts()[asked.fact].as<decltype(number)>() + first_row;
  };
  const auto by_code = [&](values::CodeKernel kernel) {
    for_words(codes(asked.fact, first_row, rows), rows, truth,
              [&](const std::uint32_t* from, std::size_t count, std::uint64_t* to) {
                kernel(from, column.code, count, to);
              });
  };
  const auto each_code = [&](auto is_met) {
    const std::uint32_t* const all = codes(asked.fact, first_row, rows);
    for (std::size_t row = 0; row < rows; row += 64) {
      truth[row / 64] = test_rows(row, std::min<std::size_t>(64, rows - row),
                                  [&](std::size_t at) { return is_met(all[at]); });
    }
  };
  switch (column.form) {
    case Column::Form::bits: std::copy_n(column.bits + first, words, truth); break;
    case Column::Form::never: std::fill_n(truth, words, 0); break;
    case Column::Form::integers:
      compare_both(column.integers, column.interval, values(std::int64_t{}), rows, truth);
      break;
    case Column::Form::doubles:
      compare_both(column.doubles, column.interval, values(double{}), rows, truth);
      break;
    case Column::Form::code: by_code(values::equal_code_kernel(kernels_)); break;
    case Column::Form::code_set: by_code(values::code_set_kernel(kernels_)); break;
    case Column::Form::code_table: {
      const std::uint8_t* const all = bytes(asked.fact, column.table, first_row, rows);
      values::gather_bits(all, column.code, words, truth, kernels_);
      break;
    }
    case Column::Form::member: {
      const program::ListSet& set = results_->program().set(asked.set);
      each_code([&](std::uint32_t code) { return set.contains_code(code); });
      break;
    }
    case Column::Form::rows: break;
  }
  known_[test] = column.known + first;
  values::keep_known(known_[test], asked.negated ? values::all_rows : 0, words, truth, kernels_);
}

void TestColumns::answer_by_row(std::size_t test, std::size_t first_row, std::size_t rows) {
  std::uint64_t* const truth = &truth_[test * block_words];
  std::uint64_t* const known = &own_known_[test * block_words];
  std::fill_n(truth, block_words, 0);
  std::fill_n(known, block_words, 0);
  const AskedFacts asked = AskedFacts::of(*results_);
  for (std::size_t i = 0; i < rows; ++i) {
    const ColumnRow row(asked.views, first_row + i);
    const Answer answer = FactTests<ColumnRow>(asked, row).ask(plan_->tests()[test]);
    if (answer == Answer::unknown) continue;
    values::set_bit(known, i);
    if (answer == Answer::yes) values::set_bit(truth, i);
  }
  known_[test] = known;
}

const std::uint8_t* TestColumns::bytes(std::uint32_t fact, std::size_t table, std::size_t first_row,
                                       std::size_t rows) {
  if (looked_up_ == table) return bytes_.data();
  looked_up_ = table;
  const std::uint8_t* const of_code = &tables_[table];
  const std::uint32_t* const all = codes(fact, first_row, rows);
  // Codes of rows that are not known may be any: they, too, stay within the table.
  const std::uint32_t within = std::bit_ceil(results_->facts()[fact].entry_count) - 1;
  for (std::size_t row = 0; row < rows; ++row) bytes_[row] = of_code[all[row] & within];
  return bytes_.data();
}

const std::uint32_t* TestColumns::codes(std::uint32_t fact, std::size_t first_row, std::size_t rows) {
  const View& strings = results_->facts()[fact];
  if (strings.codes != nullptr && strings.entry_count <= most_entries) return strings.codes + first_row;
  if (coded_ == fact) return codes_.data();
  coded_ = fact;
  const auto code_at = [&](std::size_t row) {
    return code_of(strings.string_at(row), results_->program().dictionary());
  };
  if (strings.constant) {
    std::fill_n(codes_.begin(), rows,
                strings.is_known(0) ? code_at(0) : std::uint32_t{values::StringValue::absent_code});
    return codes_.data();
  }
  for (std::size_t i = 0; i < rows; i += 64) {
    const std::size_t count = std::min<std::size_t>(64, rows - i);
    const std::uint64_t known = strings.known[(first_row + i) / 64];
    if ((~known & values::first_rows(count)) == 0) {
      for (std::size_t row = i; row < i + count; ++row) codes_[row] = code_at(first_row + row);
    } else {
      for (std::size_t row = i; row < i + count; ++row)
        codes_[row] =
            values::bit_in(known, row) ? code_at(first_row + row) : values::StringValue::absent_code;
    }
  }
  return codes_.data();
}

}  // namespace eligo::engine
