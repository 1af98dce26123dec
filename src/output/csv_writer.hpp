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
#include "output/record_keys.hpp"

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
      key,                 ///< a cell that the record gives
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
    std::uint32_t index = 0;  ///< of the placeholder
  };
  using Text = PreparedText<Variable>;

  void cell(std::string& out, std::string_view text, const CsvColumn& column) const;
  void write_key(std::string& out, const CsvColumn& column, const RecordKeys& keys);
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
  std::string file_;
  std::string file_cell_;
};

}  // namespace eligo::output
