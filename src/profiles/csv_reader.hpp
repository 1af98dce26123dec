#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "profiles/batch.hpp"
#include "profiles/column_mapping.hpp"
#include "profiles/csv_header.hpp"
#include "profiles/fact_reader.hpp"
#include "profiles/ignored_names.hpp"
#include "profiles/read_options.hpp"
#include "profiles/refusal.hpp"
#include "profiles/schema.hpp"

namespace eligo::profiles {

/// Reads rows of CSV into a batch. Keeps scratch memory: one a thread.
///
/// The schema types the cells: a bool is `true` or `false` (also `True`, `TRUE`, …), numbers are written as
/// in JSON, timestamps and durations as in a JSON profile, a list as its JSON text. An empty cell, quoted or
/// not, is an absent fact. The subject is echoed as a JSON integer where it is written as one that fits in
/// 64 bits, else as a string. A row with another number of cells than
/// the header is an error, and so is one of empty cells alone, and the header where it stands again.
class CsvReader {
 public:
  explicit CsvReader(const Schema& schema, ReadOptions options = {});

  /// Rows are from now on read by this header, which outlives them.
  void begin(const CsvHeader& header);
  /// Appends one row for the text of a CSV row (without its line end). So many bytes behind it may be read,
  /// whatever they are, and both outlive the batch's row.
  void read(std::string_view row, std::uint64_t line, Batch& batch, std::size_t readable);
  /// The same of a row that stands alone.
  void read(std::string_view row, const CsvHeader& header, std::uint64_t line, Batch& batch) {
    begin(header);
    read(row, line, batch, 0);
  }

  /// Of records in cells: see JsonReader.
  [[nodiscard]] const IgnoredNames& ignored() const { return *ignored_; }
  void forget_ignored() { ignored_->clear(); }

 private:
  /// A scalar fact whose cells are of the usual form.
  struct PlainFact {
    const ScalarRule* rule = nullptr;
    const FormedValue* formed = nullptr;  ///< null for most
  };
  /// Which cell a fact's value stands in.
  struct FactColumn {
    std::uint32_t column = 0;
    std::uint32_t fact = 0;
    bool as_written = false;
    const PlainFact* plain = nullptr;  ///< null for lists, or where the form changes usual values
  };

  [[nodiscard]] bool read_row(std::string_view row, Batch& batch);
  [[nodiscard]] bool split(std::string_view row);
  [[nodiscard]] bool is_empty_by_form() const;
  [[nodiscard]] bool is_header() const;
  [[nodiscard]] bool read_facts(Batch& batch);
  [[nodiscard]] bool read_cell(std::uint32_t fact, std::string_view cell, Batch& batch);
  void read_subject(Batch& batch);
  /// False, and nothing is appended, for a cell of another form than nearly all have.
  [[nodiscard]] bool take_plain(const PlainFact& fact, std::string_view cell, values::ByteArena& bytes,
                                values::Column& column);
  [[nodiscard]] bool take_bare(std::string_view cell, values::Column& column) const;
  [[nodiscard]] bool take_as_written(std::string_view cell, values::ByteArena& bytes,
                                     values::Column& column) const;
  [[nodiscard]] bool read_constants(const std::vector<LinkedMapping::Constant>& constants, Batch& batch);
  bool fail(std::string message);
  bool fail_cell(std::uint32_t fact, std::string_view cell);
  bool fail_refused(std::uint32_t fact, const Refusal& refused);

  const Schema* schema_;
  ReadOptions options_;
  json::Cursor cursor_;
  std::unique_ptr<IgnoredNames> ignored_;  // the readers of facts point to it
  std::vector<FactReader> facts_;
  std::vector<PlainFact> plain_;  // by fact; without a rule where there is nothing plain
  const CsvHeader* header_ = nullptr;
  std::vector<FactColumn> fact_columns_;  // by the header, of facts that something reads
  std::optional<std::uint32_t> subject_column_;
  bool copied_ = false;     // the row
  bool usual_row_ = false;  // of ASCII, without control characters and quotes, with commas between the cells
  std::size_t given_ = 0;   // facts of the row that got a value
  std::string padded_;
  std::vector<std::string_view> cells_;
  std::string unquoted_;
  std::string subject_text_;
  std::string_view subject_;
  std::string error_;
};

}  // namespace eligo::profiles
