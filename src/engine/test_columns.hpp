#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "engine/runner.hpp"
#include "program/condition_plan.hpp"
#include "values/vector_compare.hpp"
#include "values/view.hpp"

namespace eligo::engine {

/// Answers the tests of a plan's clauses for a block of rows at a time, as bitmaps: numbers and codes are
/// compared where they lie, by vector instructions where there are any. What a test needs for that is made
/// once a batch.
class TestColumns {
 public:
  static constexpr std::size_t block_words = 16;

  /// ConditionPlan::computed_part() has been run. All three outlive it.
  TestColumns(const program::ConditionPlan& plan, const Results& results, std::pmr::memory_resource& memory);

  /// Whether the test is known in every row.
  [[nodiscard]] bool is_always_known(std::size_t test) const { return columns_[test].always_known; }

  /// Answers all tests for the rows of `words` words, at most `block_words`, from word `first` on.
  void answer(std::size_t first, std::size_t words);
  /// Of the last block: a row that is true is known, too. Rows past the last one are unspecified.
  [[nodiscard]] const std::uint64_t* truth(std::size_t test) const { return &truth_[test * block_words]; }
  [[nodiscard]] const std::uint64_t* known(std::size_t test) const { return known_[test]; }

 private:
  /// How a test is answered.
  struct Column {
    enum class Form : std::uint8_t {
      rows,  ///< one by one
      bits,  ///< by a bitmap that is there
      never,
      integers,  ///< by one or two comparisons
      doubles,
      code,        ///< by one code
      code_set,    ///< by the bits of some of the first 32
      code_table,  ///< by a bit of the byte that each code has
      member       ///< by a set of the rule set's
    };
    template <typename Number>
    struct Bound {
      values::Comparison comparison = values::Comparison::equal;
      Number constant = 0;
    };
    Form form = Form::rows;
    bool always_known = false;
    bool interval = false;                 // a second comparison
    Bound<std::int64_t> integers[2] = {};  // the comparisons
    Bound<double> doubles[2] = {};
    std::uint32_t code = 0;  // or the bits of the set, or the bit of the table's bytes
    std::size_t table = 0;   // where it begins in tables_
    const std::uint64_t* bits = nullptr;
    const std::uint64_t* known = nullptr;  // null where rows tell
  };

  /// `number` is that of a test of the run.
  [[nodiscard]] Column column_of(const program::TestRun& run, std::size_t number);
  void take_range(const program::Test& test, Column& column) const;
  void take_text(const program::TestRun& run, std::size_t number, Column& column);
  /// Which tests of a run of codes hold for each entry of the fact's own dictionary, before they are negated.
  void answer_entries(const program::TestRun& run);
  void answer_one(std::size_t test, std::size_t first, std::size_t words);
  void answer_by_row(std::size_t test, std::size_t first_row, std::size_t rows);
  /// The codes of a string fact in rows of the block: into its own dictionary, or into the rule set's.
  [[nodiscard]] const std::uint32_t* codes(std::uint32_t fact, std::size_t first_row, std::size_t rows);
  void put_into_table(const program::TestRun& run, std::size_t number, Column& column);
  /// The bytes that a table has for the rows of the block.
  [[nodiscard]] const std::uint8_t* bytes(std::uint32_t fact, std::size_t table, std::size_t first_row,
                                          std::size_t rows);
  [[nodiscard]] bool all_known(const std::uint64_t* known) const;

  static constexpr std::uint32_t no_fact_ = 0xFFFF'FFFF;
  static constexpr std::size_t no_table_ = static_cast<std::size_t>(-1), no_run_ = no_table_;

  const program::ConditionPlan* plan_;
  const Results* results_;
  std::size_t rows_;
  values::Kernels kernels_;
  std::pmr::vector<Column> columns_;                   // by test
  std::pmr::vector<std::uint64_t> entry_answers_;      // by entry of a dictionary, the bits of a run's tests
  std::size_t answered_ = no_run_, tabled_ = no_run_;  // the first test of that run, and of the last table
  std::pmr::vector<std::uint8_t> tables_;              // each of a power of two bytes
  std::pmr::vector<std::uint64_t> truth_;              // by test and word of the block
  std::pmr::vector<std::uint64_t> own_known_;
  std::pmr::vector<const std::uint64_t*> known_;  // by test
  std::uint32_t coded_ = no_fact_;                // the fact whose codes in the block are here
  std::array<std::uint32_t, block_words * 64> codes_;
  std::size_t looked_up_ = no_table_;  // the table whose bytes of the block are here
  std::array<std::uint8_t, block_words * 64> bytes_{};
};

}  // namespace eligo::engine
