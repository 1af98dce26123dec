#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace eligo::output {

/// A text with a number near its end, made again for each number: at little cost where that is the next one.
class NumberedText {
 public:
  /// `before` stands before the number, `after` behind it.
  explicit NumberedText(std::string_view before = {}, std::string_view after = {})
      : text_(before), after_(after), before_(before.size()) {
    text_ += '0';
    text_ += after;
  }

  /// Valid until the next call.
  [[nodiscard]] std::string_view with(std::uint64_t number) {
    const bool is_next = number != 0 && number - 1 == number_;
    number_ = number;
    if (!is_next || !count_on()) write();
    return text_;
  }

 private:
  /// Makes the number the next one; false where that needs another digit.
  bool count_on() {
    char* const first = text_.data() + before_;
    char* digit = text_.data() + text_.size() - after_.size() - 1;
    for (; *digit == '9'; --digit) {
      if (digit == first) return false;
      *digit = '0';
    }
    ++*digit;
    return true;
  }
  void write();

  std::string text_;
  std::string after_;
  std::size_t before_;
  std::uint64_t number_ = 0;
};

}  // namespace eligo::output
