#include <eligo/diagnostic.hpp>

#include <string_view>

#include "diagnostics/code_points.hpp"

namespace eligo {

namespace {

using diagnostics::printable;

// Terminals give these code points two cells (East Asian Wide and Fullwidth, emoji).
bool is_wide(char32_t point) {
  return (point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF) ||
         (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF) ||
         (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60) ||
         (point >= 0xFFE0 && point <= 0xFFE6) || (point >= 0x1F300 && point <= 0x1F64F) ||
         (point >= 0x1F900 && point <= 0x1F9FF) || (point >= 0x20000 && point <= 0x3FFFD);
}

struct Style {
  std::string_view strong, mistake, caret, off;
};

Style style_of(Severity severity, bool color) {
  if (!color) return {};
  return {"\x1b[1m", severity == Severity::error ? "\x1b[1;31m" : "\x1b[1;33m", "\x1b[32m", "\x1b[0m"};
}

std::string heading(const Diagnostic& diagnostic, const Style& style) {
  std::string out(style.strong);
  if (!diagnostic.file.empty() || diagnostic.line != 0) {
    out += diagnostic.file.empty() ? "<text>" : printable(diagnostic.file);
    if (diagnostic.line != 0) {
      out += ':' + std::to_string(diagnostic.line) + ':' + std::to_string(diagnostic.column);
    }
    out += ": ";
  }
  out += style.off;
  out += style.mistake;
  out += diagnostic.severity == Severity::error ? "error" : "warning";
  out += '[' + printable(diagnostic.code) + ']';
  out += style.off;
  return out + ": " + printable(diagnostic.message) + '\n';
}

struct Carets {
  std::string padding;
  std::string carets;
};

// Under the code points meant, in terminal cells; a place that a cut line does not show whole is marked
// as far as it is shown.
Carets carets_under(const std::string& line, const Diagnostic& diagnostic) {
  Carets result;
  const std::size_t from =
      diagnostic.column < diagnostic.source_column ? 0 : diagnostic.column - diagnostic.source_column;
  std::size_t index = 0;
  for (std::size_t at = 0; at < line.size() && index < from + diagnostic.length; ++index) {
    const diagnostics::CodePoint point = diagnostics::code_point_at(line, at);
    const std::size_t cells = is_wide(point.value) ? 2 : 1;
    if (index < from) {
      result.padding.append(cells, ' ');
    } else {
      result.carets.append(cells, '^');
    }
    at += point.bytes;
  }
  if (result.carets.empty()) result.carets = "^";
  return result;
}

std::string excerpt(const Diagnostic& diagnostic, const Style& style) {
  const std::string line = printable(diagnostic.source_line);
  std::string number = std::to_string(diagnostic.line);
  if (number.size() < 5) number.insert(0, 5 - number.size(), ' ');
  const Carets marks = carets_under(line, diagnostic);
  std::string out = number + " | " + line + '\n';
  out += std::string(number.size(), ' ') + " | " + marks.padding;
  out += style.caret;
  out += marks.carets;
  if (!diagnostic.hint.empty()) out += ' ' + printable(diagnostic.hint);
  out += style.off;
  return out + '\n';
}

// A deep pointer is cut in the middle: both its ends tell where it is.
std::string shortened(const std::string& pointer) {
  constexpr std::size_t longest = 160;
  if (pointer.size() <= longest) return pointer;
  const std::size_t head = pointer.rfind('/', longest / 2);
  const std::size_t tail = pointer.find('/', pointer.size() - longest / 4);
  if (head == std::string::npos || head == 0 || tail == std::string::npos) return pointer;
  return pointer.substr(0, head) + "/…" + pointer.substr(tail);
}

std::string footer(const Diagnostic& diagnostic) {
  if (diagnostic.subject.empty() && diagnostic.pointer.empty()) return {};
  std::string out = "   " + printable(diagnostic.subject);
  if (!diagnostic.pointer.empty()) {
    out += (diagnostic.subject.empty() ? "at " : ", at ") + printable(shortened(diagnostic.pointer));
  }
  return out + '\n';
}

}  // namespace

std::string Diagnostic::render(bool color) const {
  const Style style = style_of(severity, color);
  std::string out = heading(*this, style);
  if (line != 0) {
    out += excerpt(*this, style);
  } else if (!hint.empty()) {
    out += "   " + printable(hint) + '\n';
  }
  return out + footer(*this);
}

std::string render(const std::vector<Diagnostic>& diagnostics, bool color) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += diagnostic.render(color);
  return out;
}

}  // namespace eligo
