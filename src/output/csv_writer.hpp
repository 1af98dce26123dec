#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "output/decision_texts.hpp"
#include "output/decision_writer.hpp"

namespace eligo::output {

/// Writes decisions as CSV (RFC 4180, lines end in LF). Codes are joined by `;`, messages by ` | `.
///
/// A cell that a spreadsheet would take for a formula (it begins with `= + - @`, tab or CR) gets an
/// apostrophe in front and is quoted; `raw` writes the exact text instead. Keeps the texts that it has once
/// made, into which only variables are filled: one a thread.
class CsvWriter {
 public:
  CsvWriter(const check::CheckedRuleSet& rules, std::string_view locale, bool raw)
      : rules_(&rules), locale_(locale), raw_(raw) {}

  void write_header(std::string& out) const;
  /// `subject` is JSON text; empty for none.
  void write_decision(std::string& out, const decide::DecisionData& decision, std::string_view subject);
  void write_error(std::string& out, std::string_view subject, const RecordPlace& place,
                   std::string_view error) const;

 private:
  /// What differs between decisions of the same text.
  struct Variable {
    enum class Kind : std::uint8_t {
      placeholder,         ///< of a reason
      quoted_placeholder,  ///< of a reason, within a cell in quotes
      cell_begins,         ///< a cell of which only the variables tell whether it needs quotes
      cell_ends,
      messages,  ///< the whole cell
      retry_at,
    };
    Kind kind = Kind::messages;
    std::uint32_t reason = 0;
    std::uint32_t index = 0;  ///< of the placeholder
  };
  using Text = PreparedText<Variable>;

  void cell(std::string& out, std::string_view text) const;
  void subject_cell(std::string& out, std::string_view subject) const;
  void prepare(Text& text, const decide::DecisionData& decision) const;
  void prepare_messages(Text& text, const decide::DecisionData& decision) const;
  void write_text(std::string& out, const decide::DecisionData& decision, const Text& text) const;
  void write_placeholder(std::string& out, const decide::DecisionData& decision,
                         const Variable& variable) const;
  [[nodiscard]] std::string messages(const decide::DecisionData& decision) const;
  [[nodiscard]] std::size_t shown_reasons(const decide::DecisionData& decision) const;

  const check::CheckedRuleSet* rules_;
  std::string locale_;
  bool raw_;
  DecisionTexts<Variable> texts_;
};

}  // namespace eligo::output
