#include "diagnostics/place.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "diagnostics/code_points.hpp"

namespace eligo::diagnostics {

namespace {

// A line longer than this is cut to a window around the place.
constexpr std::size_t longest_line = 160;
constexpr std::size_t context_before = 60;

struct Line {
  std::size_t number = 1;
  std::size_t begin = 0;
  std::size_t end = 0;
};

Line line_of(const Source& source, std::size_t offset) {
  const std::string_view text = source.text;
  Line line;
  if (source.line_starts.empty()) {
    const std::string_view before = text.substr(0, offset);
    line.number = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t newline = before.rfind('\n');
    line.begin = newline == std::string_view::npos ? 0 : newline + 1;
  } else {
    const auto next = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
    line.number = static_cast<std::size_t>(next - source.line_starts.begin());
    line.begin = *(next - 1);
  }
  line.end = std::min(text.find('\n', line.begin), text.size());
  if (line.end > line.begin && text[line.end - 1] == '\r') --line.end;
  return line;
}

std::size_t step(std::string_view text, std::size_t at, std::size_t count) {
  while (count-- > 0 && at < text.size()) at += code_point_at(text, at).bytes;
  return at;
}

// The line, or the window of it that shows the place, with an ellipsis in place of a code point at a cut.
void set_source_line(Diagnostic& diagnostic, std::string_view line) {
  const std::size_t place = diagnostic.column - 1;
  const bool cut_before = place + 20 > longest_line;
  const std::size_t first = cut_before ? place - context_before : 0;
  const std::size_t begin = step(line, 0, first);
  const std::size_t end = step(line, begin, longest_line);
  diagnostic.source_column = static_cast<std::uint32_t>(first + 1);
  diagnostic.source_line = printable(line.substr(begin, end - begin));
  std::string& shown = diagnostic.source_line;
  if (cut_before && !shown.empty()) shown.replace(0, code_point_at(shown, 0).bytes, "…");
  if (end < line.size()) shown += "…";
}

std::uint32_t narrow(std::size_t value) {
  return static_cast<std::uint32_t>(std::min<std::size_t>(value, 0xFFFF'FFFF));
}

}  // namespace

std::shared_ptr<const Source> make_source(std::string file, std::string text) {
  Source source{std::move(file), std::move(text), {0}};
  for (std::size_t at = source.text.find('\n'); at != std::string::npos;
       at = source.text.find('\n', at + 1)) {
    source.line_starts.push_back(narrow(at + 1));
  }
  return std::make_shared<const Source>(std::move(source));
}

Place LocatedText::at(Span span) const {
  const auto offset = [&](std::uint32_t index) {
    const std::uint32_t within = std::min(index, narrow(text.size()));
    return offsets.empty() ? place.span.begin + 1 + within : offsets[within];
  };
  return {place.source, {offset(span.begin), offset(span.end)}, place.pointer};
}

LocatedText text_from_memory(std::string text) {
  LocatedText located;
  located.place.source = make_source({}, text);
  located.place.span = {0, narrow(text.size())};
  located.offsets.resize(text.size() + 1);
  for (std::size_t i = 0; i <= text.size(); ++i) located.offsets[i] = narrow(i);
  located.text = std::move(text);
  return located;
}

Diagnostic diagnose(Code code, const Place& place, std::string message, std::string hint, std::string subject,
                    Severity severity) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = code_text(code, severity);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostic.subject = std::move(subject);
  diagnostic.pointer = place.pointer;
  if (place.source == nullptr) return diagnostic;

  const std::string_view text = place.source->text;
  diagnostic.file = place.source->file;
  const std::size_t begin = std::min<std::size_t>(place.span.begin, text.size());
  const Line line = line_of(*place.source, begin);
  const std::size_t shown_begin = std::min(begin, line.end);
  const std::size_t end = std::clamp<std::size_t>(place.span.end, shown_begin, line.end);
  diagnostic.line = narrow(line.number);
  diagnostic.column = narrow(1 + count_code_points(text.substr(line.begin, shown_begin - line.begin)));
  diagnostic.length =
      narrow(std::max<std::size_t>(1, count_code_points(text.substr(shown_begin, end - shown_begin))));
  set_source_line(diagnostic, text.substr(line.begin, line.end - line.begin));
  return diagnostic;
}

}  // namespace eligo::diagnostics
