#include "expression/string_literal.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "text/display.hpp"
#include "text/hex.hpp"
#include "text/utf8.hpp"

namespace eligo::expression {

namespace {

using diagnostics::Code;
using diagnostics::Span;

struct SimpleEscape {
  char letter;
  char meaning;
};

constexpr std::array simple_escapes{
    SimpleEscape{'a', '\a'}, SimpleEscape{'b', '\b'}, SimpleEscape{'f', '\f'},  SimpleEscape{'n', '\n'},
    SimpleEscape{'r', '\r'}, SimpleEscape{'t', '\t'}, SimpleEscape{'v', '\v'},  SimpleEscape{'\\', '\\'},
    SimpleEscape{'?', '?'},  SimpleEscape{'"', '"'},  SimpleEscape{'\'', '\''}, SimpleEscape{'`', '`'},
};

// `\xHH`, `\uHHHH`, `\UHHHHHHHH`, `\OOO`: how many digits follow, in which base.
struct NumericEscape {
  std::size_t digits = 0;
  std::uint32_t base = 16;
  std::size_t skip = 2;  // the backslash and the letter
};

std::optional<NumericEscape> numeric_escape(char letter) {
  switch (letter) {
    case 'x':
    case 'X': return NumericEscape{2};
    case 'u': return NumericEscape{4};
    case 'U': return NumericEscape{8};
    case '0':
    case '1':
    case '2':
    case '3': return NumericEscape{3, 8, 1};
    default: return std::nullopt;
  }
}

class Decoder {
 public:
  Decoder(std::string_view inside, std::size_t offset, Reporter& reporter)
      : inside_(inside), offset_(offset), reporter_(reporter) {}

  std::string decode() {
    while (at_ < inside_.size()) {
      if (inside_[at_] == '\\') {
        escape();
      } else {
        out_.push_back(inside_[at_++]);
      }
    }
    return std::move(out_);
  }

 private:
  void escape() {
    const char letter = at_ + 1 < inside_.size() ? inside_[at_ + 1] : '\0';
    const auto* const simple =
        std::ranges::find_if(simple_escapes, [&](const SimpleEscape& each) { return each.letter == letter; });
    if (simple != simple_escapes.end()) {
      out_.push_back(simple->meaning);
      at_ += 2;
    } else if (const auto form = numeric_escape(letter)) {
      code_point(*form);
    } else {
      const std::size_t length =
          at_ + 1 < inside_.size() ? 1 + text::code_point_at(inside_, at_ + 1).bytes : 1;
      const std::string letters(inside_.substr(at_ + 1, length - 1));
      refuse(length, "is not an escape",
             reporter_.within_json()
                 ? "in a JSON file write r'\\\\" + letters + "', a raw string, or '\\\\\\\\" + letters + "'"
                 : "write `\\\\` for a backslash, or a raw string: r'…'");
    }
  }

  void code_point(const NumericEscape& form) {
    std::uint64_t value = 0;
    std::size_t digits = 0;
    while (digits < form.digits && at_ + form.skip + digits < inside_.size()) {
      const auto digit = text::digit_value(inside_[at_ + form.skip + digits], form.base);
      if (!digit) break;
      value = value * form.base + *digit;
      ++digits;
    }
    const std::size_t length = form.skip + digits;
    if (digits < form.digits) {
      refuse(
          length, "is cut short",
          std::to_string(form.digits) + (form.base == 8 ? " octal" : " hexadecimal") + " digits are needed");
      return;
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (surrogate || value > 0x10FFFF) {
      refuse(length, "is not a Unicode character",
             surrogate ? "write characters beyond U+FFFF as `\\U` with eight digits" : "");
      return;
    }
    text::append_utf8(out_, static_cast<char32_t>(value));
    at_ += length;
  }

  void refuse(std::size_t length, const char* problem, std::string hint) {
    const auto begin = static_cast<std::uint32_t>(offset_ + at_);
    reporter_.error(Code::invalid_escape, Span{begin, begin + static_cast<std::uint32_t>(length)},
                    text::in_backticks(inside_.substr(at_, length)) + " " + problem, std::move(hint));
    at_ += length;
  }

  std::string_view inside_;
  std::size_t offset_;
  Reporter& reporter_;
  std::size_t at_ = 0;
  std::string out_;
};

std::string hexadecimal(char32_t value, std::size_t digits) {
  std::string out(digits, '0');
  for (std::size_t i = digits; i-- > 0; value >>= 4U) out[i] = text::hex_digits[value & 0xFU];
  return out;
}

// Characters that cannot be seen, or that turn what is seen around.
bool is_invisible(char32_t value) {
  return value < 0x20 || (value >= 0x7F && value < 0xA0) || (value >= 0x200B && value <= 0x200F) ||
         (value >= 0x2028 && value <= 0x202E) || (value >= 0x2060 && value <= 0x2069) || value == 0xFEFF;
}

std::string invisible(char32_t value) {
  switch (value) {
    case U'\n': return "\\n";
    case U'\r': return "\\r";
    case U'\t': return "\\t";
    default: return value < 0x80 ? "\\x" + hexadecimal(value, 2) : "\\u" + hexadecimal(value, 4);
  }
}

}  // namespace

std::string decode_escapes(std::string_view inside, std::size_t offset, Reporter& reporter) {
  return Decoder(inside, offset, reporter).decode();
}

std::string quote(std::string_view text) {
  const bool single = text.find('\'') == std::string_view::npos || text.find('"') != std::string_view::npos;
  const char mark = single ? '\'' : '"';
  std::string out(1, mark);
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    if (is_invisible(point.value)) {
      out += invisible(point.value);
    } else {
      if (point.value == U'\\' || point.value == static_cast<char32_t>(mark)) out.push_back('\\');
      out.append(text.substr(at, point.bytes));
    }
    at += point.bytes;
  }
  out.push_back(mark);
  return out;
}

}  // namespace eligo::expression
