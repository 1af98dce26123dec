#include "diagnostics/place.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "text/display.hpp"
#include "text/utf8.hpp"

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
    line.number = 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
    const std::size_t newline = before.rfind('\n');
    line.begin = newline == std::string_view::npos ? 0 : newline + 1;
  } else {
    const auto next = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
    line.number = static_cast<std::size_t>(next - source.line_starts.begin());
    line.begin = *(next - 1);
    line.end = next == source.line_starts.end() ? text.size() : *next - 1U;
  }
  if (source.line_starts.empty()) line.end = std::min(text.find('\n', line.begin), text.size());
  if (line.end > line.begin && text[line.end - 1] == '\r') --line.end;
  return line;
}

std::size_t step(std::string_view text, std::size_t at, std::size_t count) {
  while (count-- > 0 && at < text.size()) at += text::code_point_at(text, at).bytes;
  return at;
}

std::uint32_t narrow(std::size_t value) {
  return static_cast<std::uint32_t>(std::min<std::size_t>(value, 0xFFFF'FFFF));
}

// Code points between the start of the line and `offset`.
std::size_t column_of(const Source& source, const Line& line, std::size_t offset) {
  const ColumnMark from = last_mark(source, line.begin, offset);
  return from.column +
         text::count_code_points(std::string_view(source.text).substr(from.offset, offset - from.offset));
}

// Where the code point of a column begins.
std::size_t offset_of(const Source& source, const Line& line, std::size_t column) {
  const auto by_offset = [](const ColumnMark& mark, std::size_t place) { return mark.offset < place; };
  const auto first = std::lower_bound(source.marks.begin(), source.marks.end(), line.begin, by_offset);
  const auto last = std::lower_bound(first, source.marks.end(), line.end, by_offset);
  const auto later = std::upper_bound(
      first, last, column, [](std::size_t place, const ColumnMark& mark) { return place < mark.column; });
  const ColumnMark from = later == first ? ColumnMark{narrow(line.begin), 0} : *(later - 1);
  return step(std::string_view(source.text).substr(0, line.end), from.offset, column - from.column);
}

std::size_t code_points_between(const Source& source, const Line& line, std::size_t begin, std::size_t end) {
  if (end - begin > mark_distance) return column_of(source, line, end) - column_of(source, line, begin);
  return text::count_code_points(std::string_view(source.text).substr(begin, end - begin));
}

// The line, or the window of it that shows the place, with an ellipsis in place of a code point at a cut.
void set_source_line(Diagnostic& diagnostic, const Source& source, const Line& line) {
  const std::size_t place = diagnostic.column - 1;
  const bool cut_before = place + 20 > longest_line;
  const std::size_t first = cut_before ? place - context_before : 0;
  const std::string_view text = std::string_view(source.text).substr(0, line.end);
  const std::size_t begin = offset_of(source, line, first);
  const std::size_t end = step(text, begin, longest_line);
  diagnostic.source_column = static_cast<std::uint32_t>(first + 1);
  diagnostic.source_line = text::printable(text.substr(begin, end - begin));
  std::string& shown = diagnostic.source_line;
  if (cut_before && !shown.empty()) shown.replace(0, text::code_point_at(shown, 0).bytes, "…");
  if (end < text.size()) shown += "…";
}

void mark_columns(Source& source, std::size_t begin, std::size_t end) {
  const std::string_view text = std::string_view(source.text).substr(0, end);
  std::size_t next = begin + mark_distance;
  std::size_t column = 0;
  for (std::size_t at = begin; at < end; ++column) {
    if (at >= next) {
      source.marks.push_back({narrow(at), narrow(column)});
      next = at + mark_distance;
    }
    at += static_cast<unsigned char>(text[at]) < 0x80 ? 1 : text::code_point_at(text, at).bytes;
  }
}

}  // namespace

std::shared_ptr<const Source> make_source(std::string file, std::string text) {
  Source source{std::move(file), std::move(text), {0}, {}};
  for (std::size_t begin = 0; begin < source.text.size();) {
    const std::size_t newline = source.text.find('\n', begin);
    const std::size_t end = std::min(newline, source.text.size());
    if (end - begin > mark_distance) mark_columns(source, begin, end);
    if (newline != std::string::npos) source.line_starts.push_back(narrow(newline + 1));
    begin = end + 1;
  }
  return std::make_shared<const Source>(std::move(source));
}

ColumnMark last_mark(const Source& source, std::size_t line_begin, std::size_t offset) {
  const auto later =
      std::upper_bound(source.marks.begin(), source.marks.end(), offset,
                       [](std::size_t place, const ColumnMark& mark) { return place < mark.offset; });
  if (later != source.marks.begin() && (later - 1)->offset > line_begin) return *(later - 1);
  return {narrow(line_begin), 0};
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

Diagnostic diagnose(Code code, const Place& place, std::string message, std::string hint, std::string context,
                    Severity severity) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = code_text(code, severity);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostic.context = std::move(context);
  diagnostic.pointer = place.pointer;
  if (place.source == nullptr) return diagnostic;

  const std::string_view text = place.source->text;
  diagnostic.file = place.source->file;
  const std::size_t begin = std::min<std::size_t>(place.span.begin, text.size());
  const Line line = line_of(*place.source, begin);
  const std::size_t shown_begin = std::min(begin, line.end);
  const std::size_t end = std::clamp<std::size_t>(place.span.end, shown_begin, line.end);
  diagnostic.line = narrow(line.number);
  diagnostic.column = narrow(1 + column_of(*place.source, line, shown_begin));
  diagnostic.length =
      narrow(std::max<std::size_t>(1, code_points_between(*place.source, line, shown_begin, end)));
  set_source_line(diagnostic, *place.source, line);
  return diagnostic;
}

}  // namespace eligo::diagnostics
