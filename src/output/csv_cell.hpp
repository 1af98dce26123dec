#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace eligo::output {

/// Whether a cell that a spreadsheet would take for a formula is made a text.
enum class FormulaGuard : std::uint8_t { off, on };

/// Appends a cell of CSV (RFC 4180). One that is guarded and begins with `= + - @`, tab or CR gets an
/// apostrophe in front and is quoted, unless it is a number.
void append_cell(std::string& out, std::string_view text, FormulaGuard guard);

/// Whether `append_cell` writes the text in quotes, or with the apostrophe.
[[nodiscard]] bool needs_quotes(std::string_view text);
[[nodiscard]] bool looks_like_formula(std::string_view text);

/// Appends what stands within quotes.
void append_doubled(std::string& out, std::string_view text);

}  // namespace eligo::output
