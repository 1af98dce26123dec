#include "json/writer.hpp"

#include <cmath>
#include <type_traits>
#include <variant>

#include "json/string.hpp"

namespace eligo::json {

void Writer::separate() {
  if (!first_) *out_ += ',';
  first_ = false;
}

Writer& Writer::open(char bracket) {
  separate();
  *out_ += bracket;
  first_ = true;
  return *this;
}

Writer& Writer::close(char bracket) {
  *out_ += bracket;
  first_ = false;
  return *this;
}

Writer& Writer::key(std::string_view name) {
  separate();
  append_string(*out_, name);
  *out_ += ':';
  first_ = true;
  return *this;
}

Writer& Writer::string(std::string_view text) {
  separate();
  append_string(*out_, text);
  return *this;
}

Writer& Writer::number(std::uint64_t number) { return raw(std::to_string(number)); }

Writer& Writer::boolean(bool value) { return raw(value ? "true" : "false"); }

Writer& Writer::raw(std::string_view json) {
  separate();
  *out_ += json;
  return *this;
}

Writer& Writer::value(const values::Value& value, const values::Type* type) {
  std::visit(
      [&](const auto& content) {
        using Content = std::decay_t<decltype(content)>;
        if constexpr (std::is_same_v<Content, values::Unknown> || std::is_same_v<Content, values::Null>) {
          raw("null");
        } else if constexpr (std::is_same_v<Content, bool>) {
          boolean(content);
        } else if constexpr (std::is_same_v<Content, std::int64_t>) {
          raw(std::to_string(content));
        } else if constexpr (std::is_same_v<Content, double>) {
          std::isfinite(content) ? raw(values::number_text(content)) : string(values::number_text(content));
        } else if constexpr (std::is_same_v<Content, std::string>) {
          string(content);
        } else if constexpr (std::is_same_v<Content, values::Timestamp>) {
          string(values::format_timestamp(content.nanoseconds));
        } else if constexpr (std::is_same_v<Content, values::Interval>) {
          string(values::format_duration(content.nanoseconds));
        } else if constexpr (std::is_same_v<Content, values::List>) {
          begin_array();
          for (const values::Value& element : content) {
            this->value(element, type != nullptr ? type->element.get() : nullptr);
          }
          end_array();
        } else {
          static_assert(std::is_same_v<Content, values::Record>);
          const bool named = type != nullptr && type->fields != nullptr;
          named ? begin_object() : begin_array();
          for (std::size_t field = 0; field < content.fields.size(); ++field) {
            if (named) key((*type->fields)[field].name);
            this->value(content.fields[field], named ? &(*type->fields)[field].type : nullptr);
          }
          named ? end_object() : end_array();
        }
      },
      value.content);
  return *this;
}

std::string text_of(const values::Value& value) {
  std::string text;
  Writer(text).value(value);
  return text;
}

std::string quoted(std::string_view text) {
  std::string quoted;
  append_string(quoted, text);
  return quoted;
}

}  // namespace eligo::json
