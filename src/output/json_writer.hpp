#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "values/value.hpp"

namespace eligo::output {

/// Writes JSON without white space to the end of a text. Commas come by themselves. What comes out is
/// always valid UTF-8 and valid JSON: bytes that are not UTF-8 become U+FFFD.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(&out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);
  JsonWriter& number(std::uint64_t number);
  JsonWriter& boolean(bool value);
  /// JSON text, put in as it is.
  JsonWriter& raw(std::string_view json);
  /// A value of the rule set's language: timestamps and durations as text, unknown as null, numbers that
  /// JSON does not have (NaN, infinities) as text. With `type`, records are objects; without, arrays.
  JsonWriter& value(const values::Value& value, const values::Type* type = nullptr);

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string* out_;
  bool first_ = true;  ///< nothing stands yet behind the opening bracket, key or start
};

/// One value as JSON text.
[[nodiscard]] std::string json_text(const values::Value& value);
/// A text as a JSON string, quotes included.
[[nodiscard]] std::string json_string(std::string_view text);

}  // namespace eligo::output
