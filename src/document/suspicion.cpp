#include "document/suspicion.hpp"

#include <algorithm>
#include <array>

#include "document/composition.hpp"
#include "text/utf8.hpp"

namespace eligo::document {

namespace {

using text::CodePoint;
using Kind = Suspicion::Kind;

constexpr std::string_view blanks = " \t";
constexpr std::string_view ideographic_space = "\xE3\x80\x80";

// C0 but for the tab, DEL, C1, line and paragraph separators.
bool is_control(char32_t point) {
  return (point < 0x20 && point != U'\t') || (point >= 0x7F && point < 0xA0) || point == 0x2028 ||
         point == 0x2029;
}

bool is_invisible(char32_t point) {
  return is_odd_space(point) || point == 0xAD || point == 0x061C || point == 0x180E || point == 0x200B ||
         point == 0x200E || point == 0x200F || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF;
}

// Persian, Indic scripts and emoji need joiners, between characters that are no ASCII.
bool is_stray_joiner(char32_t previous, char32_t point, char32_t next) {
  return (point == 0x200C || point == 0x200D) && (previous < 0x80 || next < 0x80);
}

// `ü` as UTF-8 read as Latin-1 is `Ã¼`.
bool is_misdecoded(char32_t previous, char32_t point) {
  return point == 0xFFFD || ((previous == 0xC2 || previous == 0xC3) && point >= 0xA0 && point < 0xC0);
}

// The gravest of the suspicions that single characters raise.
std::optional<Suspicion> odd_character(std::string_view value) {
  std::optional<Suspicion> found;
  char32_t previous = 0;
  for (std::size_t at = 0; at < value.size();) {
    const CodePoint code = text::code_point_at(value, at);
    const char32_t point = code.value;
    at += code.bytes;
    const auto note = [&](Kind kind) {
      if (!found || kind < found->kind) found = Suspicion{kind, point, previous};
    };
    const char32_t next = at < value.size() ? text::code_point_at(value, at).value : 0;
    if (is_control(point)) {
      note(Kind::control);
    } else if (is_invisible(point) || is_stray_joiner(previous, point, next)) {
      note(Kind::invisible);
    } else if (composes(previous, point)) {
      note(Kind::decomposed);
    } else if (is_misdecoded(previous, point)) {
      note(Kind::misdecoded);
    }
    previous = point;
  }
  return found;
}

std::string_view trimmed(std::string_view text) {
  for (bool shorter = true; shorter;) {
    const std::size_t before = text.size();
    if (!text.empty() && blanks.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
    if (!text.empty() && blanks.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    if (text.starts_with(ideographic_space)) text.remove_prefix(ideographic_space.size());
    if (text.ends_with(ideographic_space)) text.remove_suffix(ideographic_space.size());
    shorter = text.size() < before;
  }
  return text;
}

struct Quotes {
  std::string_view open, close;
};

constexpr std::array<Quotes, 6> quotes{{{"\"", "\""},
                                        {"'", "'"},
                                        {"`", "`"},
                                        {"\xE2\x80\x9C", "\xE2\x80\x9D"},
                                        {"\xE2\x80\x98", "\xE2\x80\x99"},
                                        {"\xC2\xAB", "\xC2\xBB"}}};

// What stands in quotes, also where a comma follows them, as in JSON.
std::optional<std::string_view> quoted(std::string_view value) {
  if (value.ends_with(',')) value.remove_suffix(1);
  for (const Quotes& pair : quotes) {
    const std::size_t both = pair.open.size() + pair.close.size();
    if (value.size() >= both && value.starts_with(pair.open) && value.ends_with(pair.close)) {
      return value.substr(pair.open.size(), value.size() - both);
    }
  }
  return std::nullopt;
}

// Where a comment seems to begin: at a sign at the beginning or behind a blank.
std::size_t comment_begin(std::string_view value) {
  for (std::size_t at = 0; at < value.size(); ++at) {
    const char sign = value[at];
    if (sign != '#' && sign != ';' && (sign != '/' || value.substr(at, 2) != "//")) continue;
    if (at == 0 || blanks.find(value[at - 1]) != std::string_view::npos) return at;
  }
  return std::string_view::npos;
}

// `CN-31, CN-33`: words without small letters on both sides of each comma.
bool are_codes(std::string_view value) {
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t end = std::min(value.find_first_of(",;", at), value.size());
    const std::string_view part = trimmed(value.substr(at, end - at));
    const auto is_prose = [](char c) { return c == ' ' || (c >= 'a' && c <= 'z'); };
    if (part.empty() || std::ranges::any_of(part, is_prose)) return false;
    at = end + 1;
  }
  return true;
}

// In JSON each value has its own quotes, so that a comma with a space behind it is mostly one of prose.
bool has_columns(std::string_view value, ValueOrigin origin) {
  if (value.find('\t') != std::string_view::npos) return true;
  const std::size_t first = value.find_first_of(",;");
  if (first == std::string_view::npos || origin == ValueOrigin::list_file) return first != value.npos;
  for (std::size_t at = first; at != std::string_view::npos; at = value.find_first_of(",;", at + 1)) {
    if (at + 1 == value.size() || value[at + 1] != ' ') return true;
  }
  return are_codes(value);
}

// In a text of these alone nothing is suspicious.
constexpr bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.' || c == ':' || c == '+' || c == '@';
}

}  // namespace

bool is_odd_space(char32_t point) noexcept {
  return point == 0xA0 || (point >= 0x2000 && point <= 0x200A) || point == 0x202F || point == 0x205F;
}

std::optional<Suspicion> suspicion_of(std::string_view value, ValueOrigin origin) {
  if (std::ranges::all_of(value, is_plain)) return std::nullopt;
  const auto odd = odd_character(value);
  if (odd && odd->kind <= Kind::invisible) return odd;
  const auto suspicion = [](Kind kind, std::string_view meant) { return Suspicion{kind, 0, 0, meant}; };
  if (const std::string_view core = trimmed(value); core.size() < value.size()) {
    return suspicion(Kind::white_space, core);
  }
  if (const auto inner = quoted(value)) return suspicion(Kind::quotes, *inner);
  if (value.starts_with("- ") || value.starts_with("* ")) {
    return suspicion(Kind::bullet, trimmed(value.substr(2)));
  }
  const std::size_t comment = comment_begin(value);
  if (comment != std::string_view::npos && (comment > 0 || origin == ValueOrigin::list_file)) {
    const std::string_view before = trimmed(value.substr(0, comment));
    return suspicion(Kind::comment, quoted(before).value_or(before));
  }
  if (has_columns(value, origin)) return suspicion(Kind::column, {});
  return odd;
}

}  // namespace eligo::document
