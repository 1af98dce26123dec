#include <eligo/diagnostic.hpp>

#include <string_view>

#include "text/display.hpp"
#include "text/utf8.hpp"

namespace eligo {

namespace {

using text::printable;

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
    out += diagnostic.file.empty() ? "<text>" : text::printable(diagnostic.file);
    if (diagnostic.line != 0) {
      out += ':' + std::to_string(diagnostic.line) + ':' + std::to_string(diagnostic.column);
    }
    out += ": ";
  }
  out += style.off;
  out += style.mistake;
  out += diagnostic.severity == Severity::error ? "error" : "warning";
  out += '[' + text::printable(diagnostic.code) + ']';
  out += style.off;
  return out + ": " + text::printable(diagnostic.message) + '\n';
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
    const text::CodePoint point = text::code_point_at(line, at);
    const std::size_t cells = text::display_width(point.value);
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
  const std::string line = text::printable(diagnostic.source_line);
  std::string number = std::to_string(diagnostic.line);
  if (number.size() < 5) number.insert(0, 5 - number.size(), ' ');
  const Carets marks = carets_under(line, diagnostic);
  std::string out = number + " | " + line + '\n';
  out += std::string(number.size(), ' ') + " | " + marks.padding;
  out += style.caret;
  out += marks.carets;
  if (!diagnostic.hint.empty()) out += ' ' + text::printable(diagnostic.hint);
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
  if (diagnostic.context.empty() && diagnostic.pointer.empty()) return {};
  std::string out = "   " + text::printable(diagnostic.context);
  if (!diagnostic.pointer.empty()) {
    out += (diagnostic.context.empty() ? "at " : ", at ") + text::printable(shortened(diagnostic.pointer));
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
    out += "   " + text::printable(hint) + '\n';
  }
  return out + footer(*this);
}

std::string render(const std::vector<Diagnostic>& diagnostics, bool color) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += diagnostic.render(color);
  return out;
}

}  // namespace eligo
