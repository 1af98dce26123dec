#include "json/number_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace eligo::json {

namespace {

constexpr std::int32_t largest_exponent = 1'000'000;
constexpr std::ptrdiff_t most_digits = 19;  // 10^19 - 1 fits in 64 bits

/// Moves over digits and takes them in; more than fit wrap, which the caller tells by their count.
const char* read_digits(const char* at, const char* end, std::uint64_t& digits) {
  for (; at != end; ++at) {
    const auto digit = static_cast<unsigned char>(*at - '0');
    if (digit > 9) break;
    digits = digits * 10 + digit;
  }
  return at;
}

/// The exponent behind the `e`; null where there is none.
const char* read_exponent(const char* at, const char* end, std::int32_t& exponent) {
  const bool negative = at != end && *at == '-';
  if (at != end && (*at == '-' || *at == '+')) ++at;
  const char* const begin = at;
  std::int32_t size = 0;
  for (; at != end && *at >= '0' && *at <= '9'; ++at) {
    size = std::min(size * 10 + (*at - '0'), largest_exponent);
  }
  exponent += negative ? -size : size;
  return at == begin ? nullptr : at;
}

}  // namespace

NumberText scan_number(std::string_view token) {
  NumberText number;
  const char* at = token.data();
  const char* const end = at + token.size();
  number.negative = at != end && *at == '-';
  if (number.negative) ++at;
  const char* const whole = at;
  at = read_digits(at, end, number.digits);
  std::ptrdiff_t count = at - whole;
  if (count == 0 || (count > 1 && *whole == '0')) return number;
  number.few_digits = count <= most_digits;
  if (at == end) {
    number.form = NumberForm::integer;
    return number;
  }
  if (*at == '.') {
    const char* const fraction = ++at;
    at = read_digits(at, end, number.digits);
    if (at == fraction) return number;
    number.few_digits = count + (at - fraction) <= most_digits;
    number.exponent = -static_cast<std::int32_t>(std::min<std::ptrdiff_t>(at - fraction, largest_exponent));
  }
  if (at != end && (*at == 'e' || *at == 'E')) {
    at = read_exponent(at + 1, end, number.exponent);
    if (at == nullptr) return number;
  }
  if (at == end) number.form = NumberForm::decimal;
  return number;
}

std::optional<std::int32_t> decimals_of(std::string_view token) {
  const NumberText number = scan_number(token);
  if (number.form == NumberForm::invalid) return std::nullopt;
  return std::max(-number.exponent, 0);
}

bool is_tiny(std::string_view digits) {
  const std::size_t mark = std::min(digits.find_first_of("eE"), digits.size());
  const std::string_view significand = digits.substr(0, mark);
  const auto point = static_cast<std::int64_t>(std::min(significand.find('.'), significand.size()));
  const auto first = static_cast<std::int64_t>(significand.find_first_not_of("0."));
  std::int64_t exponent = 0;
  if (mark < digits.size()) {
    std::string_view text = digits.substr(mark + 1);
    if (text.front() == '+') text.remove_prefix(1);
    const auto result = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (result.ec != std::errc{}) return text.front() == '-';
  }
  return point - first + exponent < 0;
}

}  // namespace eligo::json
