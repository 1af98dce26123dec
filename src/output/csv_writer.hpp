#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "output/csv_cell.hpp"
#include "output/csv_columns.hpp"
#include "output/decision_texts.hpp"
#include "output/numbered_text.hpp"
#include "output/record_keys.hpp"
#include "output/text_buffer.hpp"

namespace eligo::output {

/// Writes decisions as CSV (RFC 4180, lines end in LF).
///
/// A cell that a spreadsheet would take for a formula is guarded (see append_cell), unless it is in the
/// column of a key; `raw` writes the exact text of all. Keeps the texts that it has once made, into which
/// only variables are filled: one a thread.
class CsvWriter {
 public:
  CsvWriter(const check::CheckedRuleSet& rules, std::string_view locale, std::vector<CsvColumn> columns,
            bool raw)
      : rules_(&rules), locale_(locale), columns_(std::move(columns)), raw_(raw) {}

  void write_header(std::string& out) const;
  void write_decision(std::string& out, const decide::DecisionData& decision, const RecordKeys& keys);
  /// What stands in place of a decision for a record that cannot be read.
  void write_error(std::string& out, const RecordKeys& keys, std::string_view error);

 private:
  /// What differs between decisions of the same text.
  struct Variable {
    enum class Kind : std::uint8_t {
      keys,                ///< a cell that the record gives, and those up to `index`
      placeholder,         ///< of a reason
      quoted_placeholder,  ///< of a reason, within a cell in quotes
      cell_begins,         ///< a cell of which only the variables tell whether it needs quotes
      cell_ends,
      messages,  ///< the whole cell
      retry_at,
      valid_until,
    };
    Kind kind = Kind::messages;
    std::uint32_t column = 0;
    std::uint32_t reason = 0;
    std::uint32_t index = 0;  ///< of the placeholder; the last of several cells
  };
  using Text = PreparedText<Variable>;

  void cell(std::string& out, std::string_view text, const CsvColumn& column) const;
  [[nodiscard]] std::string_view key_cells(std::uint32_t first, std::uint32_t last, const RecordKeys& keys);
  [[nodiscard]] std::uint32_t last_key(std::uint32_t first) const;
  void add_key(std::uint32_t& index, std::uint32_t last, const RecordKeys& keys);
  [[nodiscard]] bool line_follows(std::uint32_t index, std::uint32_t last) const {
    return index < last && columns_[index + 1].holds == CsvColumn::Holds::line;
  }
  void add_guarded(std::string_view text, const CsvColumn& column);
  void add_meant(std::string_view json, const CsvColumn& column);
  void prepare(Text& text, const decide::DecisionData& decision) const;
  void prepare_cell(Text& text, std::uint32_t index, const decide::DecisionData& decision) const;
  [[nodiscard]] std::string joined(const CsvColumn& column, const decide::DecisionData& decision) const;
  void prepare_messages(Text& text, std::uint32_t index, const decide::DecisionData& decision) const;
  void write_placeholder(std::string& out, const decide::DecisionData& decision,
                         const Variable& variable) const;
  [[nodiscard]] std::string messages(const decide::DecisionData& decision) const;

  const check::CheckedRuleSet* rules_;
  std::string locale_;
  std::vector<CsvColumn> columns_;
  bool raw_;
  DecisionTexts<Variable> texts_;
  // Of the record that was written last.
  bool placed_ = false;
  std::string file_;
  std::string file_cell_;
  NumberedText line_;  // with the file's cell before it, where the line's column follows that
  TextBuffer keys_;
};

}  // namespace eligo::output
