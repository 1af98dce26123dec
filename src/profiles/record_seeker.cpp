#include "profiles/record_seeker.hpp"

#include <optional>
#include <string_view>

#include "json/string.hpp"
#include "profiles/column_path.hpp"
#include "profiles/value_scan.hpp"
#include "profiles/value_splitter.hpp"
#include "text/display.hpp"

namespace eligo::profiles {

namespace {

constexpr std::string_view no_json = "the text before the records is not valid JSON";

/// Drops the byte, where it comes next.
bool accept(InputWindow& window, char byte) {
  if (!drop_white_space(window) || window.text().front() != byte) return false;
  window.drop(1);
  return true;
}

/// Drops the value ahead.
bool skip_value(InputWindow& window) {
  if (!drop_white_space(window)) return false;
  const char first = window.text().front();
  if (first != '{' && first != '[' && first != '"') {
    while (true) {
      const std::size_t end = window.text().find_first_of(",]} \t\r\n");
      if (end != std::string_view::npos) {
        window.drop(end);
        return end > 0;
      }
      if (!window.grow()) return false;
    }
  }
  ValueScan scan(false, {});
  bool complete = false;
  while (true) {
    if (const auto end = scan.find_end(window.text(), complete)) {
      window.drop(*end);
      return true;
    }
    if (complete) return false;
    const std::size_t passed = scan.position();  // a string of it is not looked at again
    if (first != '"') {
      window.drop(passed);
      scan.forget(passed);
    }
    complete = !window.grow();
  }
}

/// Takes the key ahead, as text, and its colon.
std::optional<std::string> take_key(InputWindow& window) {
  if (!drop_white_space(window) || window.text().front() != '"') return std::nullopt;
  std::size_t at = 1;
  while (true) {
    const std::string_view text = window.text();
    while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
    if (at < text.size()) break;
    if (!window.grow()) return std::nullopt;
  }
  std::string key = json::bare_text(window.text().substr(0, at + 1));
  window.drop(at + 1);
  return accept(window, ':') ? std::optional(std::move(key)) : std::nullopt;
}

}  // namespace

std::string seek_records(InputWindow& window, const std::string& pointer) {
  for (const std::string& token : pointer_path(pointer)) {
    if (!accept(window, '{'))
      return "there is nothing at " + text::quoted_name(pointer) + ", where the records should be";
    while (true) {
      const std::optional<std::string> key = take_key(window);
      if (!key) {
        return accept(window, '}') ? "there is no key " + text::quoted_name(token) + " on the way to " +
                                         text::quoted_name(pointer) + ", where the records should be"
                                   : std::string(no_json);
      }
      if (*key == token) break;
      if (!skip_value(window)) return std::string(no_json);
      static_cast<void>(accept(window, ','));
    }
  }
  if (drop_white_space(window) && window.text().front() == '[') return {};
  return "what stands at " + text::quoted_name(pointer) + " is no array of records";
}

}  // namespace eligo::profiles
