#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "profiles/schema.hpp"
#include "values/column.hpp"
#include "values/scratch_memory.hpp"

namespace eligo::profiles {

/// What is wrong with a record as a whole (not JSON, two equal keys, no closing quote, …). Never quotes
/// the record's values.
struct RecordError {
  std::string message;
};

/// Profiles as columns, with who they are. Filled by a reader, cleared and filled again; then nothing is
/// allocated any more. One thread at a time.
class Batch {
 public:
  /// Makes a column for each fact (of those that nothing reads every row is unknown).
  explicit Batch(const Schema& schema);

  [[nodiscard]] std::size_t rows() const { return std::max(origins_.size(), column_rows_); }
  /// A fact's column; a reader appends at most one row to it before it ends the row.
  [[nodiscard]] values::Column& column(std::size_t fact) { return columns_[fact]; }
  [[nodiscard]] const values::Column& column(std::size_t fact) const { return columns_[fact]; }
  /// Makes one view a fact, each of `rows()` rows; valid until the next change.
  [[nodiscard]] std::span<const values::View> seal();

  /// The subject of a row as JSON text (`"u17"`, `17`), or empty where the profile has none.
  [[nodiscard]] std::string_view subject(std::size_t row) const { return origin(row).subject; }
  /// The line (NDJSON, CSV) or element number (JSON array) of a row in its input, from 1.
  [[nodiscard]] std::uint64_t line(std::size_t row) const { return origin(row).line; }
  [[nodiscard]] const std::optional<RecordError>& error(std::size_t row) const {
    static const std::optional<RecordError> none;
    return row < errors_.size() ? errors_[row] : none;
  }

  /// Ends the row begun by appending to columns; columns not given a value get an absent one.
  void end_row(std::string_view subject, std::uint64_t line);
  /// The same where it is known how many columns of facts that something reads were given one.
  void end_row(std::string_view subject, std::uint64_t line, std::size_t given);
  /// Takes back what was appended for a row that has not ended.
  void abandon_row();
  /// Takes back what was appended for the row, and puts an error in its place (all facts unknown).
  void fail_row(std::string_view subject, std::uint64_t line, RecordError error);
  /// Puts an error in place of a row that has ended (all facts unknown).
  void refuse_row(std::size_t row, RecordError error);
  /// Takes back rows past `rows`, and what was appended for a row that has not ended.
  void truncate(std::size_t rows);
  /// For whoever fills columns whole: makes `rows` rows of them, with no subject; columns not given values
  /// become absent ones.
  void complete(std::size_t rows);
  void clear();

  /// The columns and the bytes that their strings point to; the batch is then of no more use.
  struct Content {
    std::vector<values::Column> columns;
    values::ByteArena bytes;
  };
  [[nodiscard]] Content release() &&;

  /// Where readers keep the bytes of strings that do not outlive the input.
  [[nodiscard]] values::ByteArena& bytes() { return bytes_; }

 private:
  struct Origin {
    std::string_view subject;
    std::uint64_t line = 0;
  };
  /// Rows of columns that were given whole have none of their own.
  [[nodiscard]] const Origin& origin(std::size_t row) const {
    static const Origin none;
    return row < origins_.size() ? origins_[row] : none;
  }
  void complete_unused();
  void set_error(std::size_t row, RecordError error);

  std::vector<values::Column> columns_;
  std::vector<std::uint32_t> used_;    // facts that something reads
  std::vector<std::uint32_t> unused_;  // filled up only when views are asked for
  std::vector<values::View> views_;
  std::vector<Origin> origins_;
  std::vector<std::optional<RecordError>> errors_;  // of the first rows; those behind them have none
  std::size_t column_rows_ = 0;                     // of columns that were given whole
  values::ByteArena bytes_;
};

}  // namespace eligo::profiles
