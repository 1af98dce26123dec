#include "expression/other_languages.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "expression/words.hpp"
#include "text/ascii.hpp"

namespace eligo::expression {

namespace {

constexpr std::array signs{
    ForeignSign{U'（', "("},  ForeignSign{U'）', ")"}, ForeignSign{U'［', "["},  ForeignSign{U'］', "]"},
    ForeignSign{U'【', "["},  ForeignSign{U'】', "]"}, ForeignSign{U'，', ","},  ForeignSign{U'、', ","},
    ForeignSign{U'：', ":"},  ForeignSign{U'？', "?"}, ForeignSign{U'！', "!"},  ForeignSign{U'．', "."},
    ForeignSign{U'＝', "=="}, ForeignSign{U'＜', "<"}, ForeignSign{U'＞', ">"},  ForeignSign{U'＋', "+"},
    ForeignSign{U'－', "-"},  ForeignSign{U'−', "-"},  ForeignSign{U'–', "-"},   ForeignSign{U'—', "-"},
    ForeignSign{U'＊', "*"},  ForeignSign{U'×', "*"},  ForeignSign{U'·', "*"},   ForeignSign{U'／', "/"},
    ForeignSign{U'÷', "/"},   ForeignSign{U'％', "%"}, ForeignSign{U'＆', "&&"}, ForeignSign{U'｜', "||"},
    ForeignSign{U'∧', "&&"},  ForeignSign{U'∨', "||"}, ForeignSign{U'¬', "!"},   ForeignSign{U'≥', ">="},
    ForeignSign{U'≤', "<="},  ForeignSign{U'≠', "!="}, ForeignSign{U'⩾', ">="},  ForeignSign{U'⩽', "<="},
    ForeignSign{U'≧', ">="},  ForeignSign{U'≦', "<="}, ForeignSign{U'∈', "in"},
};

constexpr std::array invisible{
    InvisibleCharacter{0x00A0, "NO-BREAK SPACE", true},
    InvisibleCharacter{0x00AD, "SOFT HYPHEN", false},
    InvisibleCharacter{0x1680, "OGHAM SPACE MARK", true},
    InvisibleCharacter{0x2000, "EN QUAD", true},
    InvisibleCharacter{0x2001, "EM QUAD", true},
    InvisibleCharacter{0x2002, "EN SPACE", true},
    InvisibleCharacter{0x2003, "EM SPACE", true},
    InvisibleCharacter{0x2004, "THREE-PER-EM SPACE", true},
    InvisibleCharacter{0x2005, "FOUR-PER-EM SPACE", true},
    InvisibleCharacter{0x2006, "SIX-PER-EM SPACE", true},
    InvisibleCharacter{0x2007, "FIGURE SPACE", true},
    InvisibleCharacter{0x2008, "PUNCTUATION SPACE", true},
    InvisibleCharacter{0x2009, "THIN SPACE", true},
    InvisibleCharacter{0x200A, "HAIR SPACE", true},
    InvisibleCharacter{0x200B, "ZERO WIDTH SPACE", false},
    InvisibleCharacter{0x200C, "ZERO WIDTH NON-JOINER", false},
    InvisibleCharacter{0x200D, "ZERO WIDTH JOINER", false},
    InvisibleCharacter{0x200E, "LEFT-TO-RIGHT MARK", false},
    InvisibleCharacter{0x200F, "RIGHT-TO-LEFT MARK", false},
    InvisibleCharacter{0x2028, "LINE SEPARATOR", true},
    InvisibleCharacter{0x2029, "PARAGRAPH SEPARATOR", true},
    InvisibleCharacter{0x202A, "LEFT-TO-RIGHT EMBEDDING", false},
    InvisibleCharacter{0x202B, "RIGHT-TO-LEFT EMBEDDING", false},
    InvisibleCharacter{0x202C, "POP DIRECTIONAL FORMATTING", false},
    InvisibleCharacter{0x202D, "LEFT-TO-RIGHT OVERRIDE", false},
    InvisibleCharacter{0x202E, "RIGHT-TO-LEFT OVERRIDE", false},
    InvisibleCharacter{0x202F, "NARROW NO-BREAK SPACE", true},
    InvisibleCharacter{0x205F, "MEDIUM MATHEMATICAL SPACE", true},
    InvisibleCharacter{0x2060, "WORD JOINER", false},
    InvisibleCharacter{0x2066, "LEFT-TO-RIGHT ISOLATE", false},
    InvisibleCharacter{0x2067, "RIGHT-TO-LEFT ISOLATE", false},
    InvisibleCharacter{0x2068, "FIRST STRONG ISOLATE", false},
    InvisibleCharacter{0x2069, "POP DIRECTIONAL ISOLATE", false},
    InvisibleCharacter{0x3000, "IDEOGRAPHIC SPACE", true},
    InvisibleCharacter{0xFEFF, "ZERO WIDTH NO-BREAK SPACE", false},
};

struct Unit {
  std::string_view name;
  std::int64_t count;
  std::string_view of;  // a unit that durations have
};

constexpr std::array units{
    Unit{"w", 168, "h"},     Unit{"week", 168, "h"}, Unit{"weeks", 168, "h"}, Unit{"d", 24, "h"},
    Unit{"day", 24, "h"},    Unit{"days", 24, "h"},  Unit{"h", 1, "h"},       Unit{"hr", 1, "h"},
    Unit{"hrs", 1, "h"},     Unit{"hour", 1, "h"},   Unit{"hours", 1, "h"},   Unit{"m", 1, "m"},
    Unit{"min", 1, "m"},     Unit{"mins", 1, "m"},   Unit{"minute", 1, "m"},  Unit{"minutes", 1, "m"},
    Unit{"s", 1, "s"},       Unit{"sec", 1, "s"},    Unit{"secs", 1, "s"},    Unit{"second", 1, "s"},
    Unit{"seconds", 1, "s"}, Unit{"ms", 1, "ms"},    Unit{"millis", 1, "ms"},
};

constexpr std::int64_t most_of_a_unit = 1'000'000'000;  // beyond what any duration holds in hours

std::optional<std::string> in_hours(std::string_view number, std::string_view unit, std::int64_t times) {
  const auto* const found = std::ranges::find_if(units, [&](const Unit& each) { return each.name == unit; });
  std::int64_t count = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), count);
  const bool whole = read.ec == std::errc{} && read.ptr == number.data() + number.size();
  if (found == units.end() || !whole || count > most_of_a_unit || times < 0 || times > most_of_a_unit)
    return std::nullopt;
  if (times > 0 && count > most_of_a_unit / times) return std::nullopt;
  return std::to_string(count * times * found->count) + std::string(found->of);
}

}  // namespace

const ForeignSign* foreign_sign(char32_t point) noexcept {
  const auto* const found =
      std::ranges::find_if(signs, [&](const ForeignSign& each) { return each.point == point; });
  return found == signs.end() ? nullptr : found;
}

const InvisibleCharacter* invisible_character(char32_t point) noexcept {
  const auto* const found =
      std::ranges::find_if(invisible, [&](const InvisibleCharacter& each) { return each.point == point; });
  return found == invisible.end() ? nullptr : found;
}

std::optional<std::string> duration_meant(std::string_view text, std::int64_t times) {
  std::string plain = text::lower_ascii(trimmed(text));
  std::string_view rest = plain;
  // ISO 8601: P30D, PT24H
  if (rest.starts_with("pt")) {
    rest.remove_prefix(2);
  } else if (rest.starts_with("p")) {
    rest.remove_prefix(1);
    if (rest.ends_with("m")) return std::nullopt;  // months
  }
  const std::size_t end = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (end == 0 || end == rest.size()) return std::nullopt;
  return in_hours(rest.substr(0, end), trimmed(rest.substr(end)), times);
}

std::size_t closing_bracket(std::string_view text, std::size_t open) noexcept {
  std::size_t depth = 0;
  for (std::size_t at = open; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\'' || c == '"') {
      for (++at; at < text.size() && text[at] != c; ++at) at += text[at] == '\\' ? 1 : 0;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if ((c == ')' || c == ']' || c == '}') && --depth == 0) {
      return at;
    }
  }
  return text.size();
}

bool is_dotted_name(std::string_view text) noexcept {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('.', at), text.size());
    const std::string_view part = text.substr(at, end - at);
    if (part.empty() || !is_name_start(part.front()) || !std::ranges::all_of(part, is_name_part))
      return false;
    at = end + 1;
  }
  return true;
}

std::string bare_name_hint(std::string_view name) {
  const std::string plain(name);
  if (name.find('.') != std::string_view::npos) return "write `" + plain + "`";
  return "write `params." + plain + "`, or `" + plain + "` for a fact";
}

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t\r\n\f";
  const std::size_t first = text.find_first_not_of(blanks);
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

std::string grouped(std::string_view text) {
  bool infix = text.starts_with('!') || text.starts_with('-');
  for (std::size_t at = 0; at < text.size() && !infix; ++at) {
    const char c = text[at];
    if (c == '(' || c == '[') {
      at = closing_bracket(text, at);
    } else if (c == '\'' || c == '"') {
      for (++at; at < text.size() && text[at] != c; ++at) at += text[at] == '\\' ? 1 : 0;
    } else {
      infix = !is_name_part(c) && c != '.';
    }
  }
  return infix ? "(" + std::string(text) + ")" : std::string(text);
}

}  // namespace eligo::expression
