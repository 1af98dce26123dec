#include "text/display.hpp"

#include <algorithm>

#include "text/display_width_table.hpp"
#include "text/score.hpp"
#include "text/utf8.hpp"

namespace eligo::text {

namespace {

constexpr bool is_control(char32_t value) {
  // C0, DEL, C1, and the bidirectional overrides, which reorder what a terminal shows.
  return value < 0x20 || (value >= 0x7F && value < 0xA0) || (value >= 0x202A && value <= 0x202E) ||
         (value >= 0x2066 && value <= 0x2069) || value == 0x2028 || value == 0x2029;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    append_utf8(out, is_control(point.value) ? U' ' : point.value);
    at += point.bytes;
  }
  return out;
}

std::string cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  std::size_t end = 0;
  for (std::size_t count = 0; count < most && end < text.size(); ++count) {
    end += code_point_at(text, end).bytes;
  }
  return std::string(text.substr(0, end)) + (end < text.size() ? "…" : "");
}

std::string in_backticks(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string quote(std::string_view text, std::size_t most) {
  return in_backticks(printable(cut(text, most)));
}

std::size_t display_width(char32_t point) noexcept {
  if (point < 0x300) return 1;
  if (contains(no_width, point)) return 0;
  return contains(double_width, point) ? 2 : 1;
}

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    width += display_width(point.value);
    at += point.bytes;
  }
  return width;
}

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "100%";
  std::uint64_t thousandths = (part * 1'000 + whole / 2) / whole;
  if (part < whole) thousandths = std::min<std::uint64_t>(thousandths, 999);
  if (part > 0) thousandths = std::max<std::uint64_t>(thousandths, 1);
  return thousandths_text(thousandths);
}

std::string counted(std::uint64_t number, std::string_view what) {
  return grouped(number) + " " + std::string(what) + (number == 1 ? "" : "s");
}

}  // namespace eligo::text
