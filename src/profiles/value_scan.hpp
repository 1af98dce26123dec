#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace eligo::profiles {

/// Finds where one JSON value ends, by its strings and brackets. The value need not be valid: what is wrong
/// with it is found by who reads it, and here it is to end where its writer meant it to, so that it takes
/// nothing of what follows with it.
///
/// - A string whose closing quote is followed by what follows no string is none: its opening quote does not
///   count.
/// - A bracket closes what was opened within its own pair.
/// - An object that stands where a key should be (`{"a":1,{"a":2}`) says that objects before it were not
///   closed.
///
/// Looks at each byte twice at most.
class ValueScan {
 public:
  /// `indentation`: of the line that the value begins, where it is its first; used to tell elements of an
  /// array that has one object or more in lines of their own.
  ValueScan(bool in_array, std::optional<std::size_t> indentation)
      : in_array_(in_array), indentation_(indentation) {}

  /// Goes on in the text, which begins with the value and is longer each time. Where the value ends; nothing
  /// where more text is needed, and `complete` says that there is none.
  [[nodiscard]] std::optional<std::size_t> find_end(std::string_view text, bool complete);
  /// The text's first bytes are gone.
  void forget(std::size_t size);
  [[nodiscard]] std::size_t position() const { return at_; }
  [[nodiscard]] std::optional<std::size_t> indentation() const { return indentation_; }

  /// Objects of this value begin lines just as the value itself does, so that lines tell nothing.
  [[nodiscard]] bool has_nested_lines() const { return nested_lines_; }
  /// From now on the value ends where, behind a comma, the next line begins as it does.
  void end_at_lines() { end_at_lines_ = true; }

 private:
  [[nodiscard]] bool is_done(std::string_view text) const;
  void follow_string(std::string_view text);
  [[nodiscard]] bool follow(std::string_view text, char c, bool complete, bool& wait);
  [[nodiscard]] bool open_object(std::string_view text);
  [[nodiscard]] bool close(std::string_view text, bool object, bool complete, bool& wait);
  void open(bool object);
  void pop();
  [[nodiscard]] bool begins_line(std::string_view text) const;

  bool in_array_;
  std::optional<std::size_t> indentation_;
  bool end_at_lines_ = false;
  bool nested_lines_ = false;
  std::size_t at_ = 0;
  std::optional<std::size_t> string_;  // where the string that was begun or ended last begins
  bool in_string_ = false;
  char last_ = '\0';                  // the last byte outside strings that is no white space
  std::optional<std::size_t> comma_;  // the last comma outside strings
  std::optional<std::size_t> end_;
  std::vector<bool> open_;  // an object or an array
  std::size_t arrays_ = 0;  // of these
};

}  // namespace eligo::profiles
