#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "values/value.hpp"

namespace eligo::json {

/// Writes JSON without white space to the end of a text. Commas come by themselves. What comes out is
/// always valid UTF-8 and valid JSON: bytes that are not UTF-8 become U+FFFD.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(&out) {}

  Writer& begin_object() { return open('{'); }
  Writer& end_object() { return close('}'); }
  Writer& begin_array() { return open('['); }
  Writer& end_array() { return close(']'); }

  Writer& key(std::string_view name);
  Writer& string(std::string_view text);
  Writer& number(std::uint64_t number);
  Writer& boolean(bool value);
  /// JSON text, put in as it is.
  Writer& raw(std::string_view json);
  /// A value of the rule set's language: timestamps and durations as text, unknown as null, numbers that
  /// JSON does not have (NaN, infinities) as text. With `type`, records are objects; without, arrays.
  Writer& value(const values::Value& value, const values::Type* type = nullptr);

 private:
  Writer& open(char bracket);
  Writer& close(char bracket);
  void separate();

  std::string* out_;
  bool first_ = true;  ///< nothing stands yet behind the opening bracket, key or start
};

/// One value as JSON text.
[[nodiscard]] std::string text_of(const values::Value& value);
/// A text as a JSON string, quotes included.
[[nodiscard]] std::string quoted(std::string_view text);
/// Texts as a JSON array of strings.
[[nodiscard]] std::string quoted_array(const auto& texts) {
  std::string out;
  Writer json(out);
  json.begin_array();
  for (const auto& text : texts) json.string(text);
  json.end_array();
  return out;
}

}  // namespace eligo::json
