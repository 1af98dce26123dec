#include <array>
#include <utility>

#include "document/part_readers.hpp"
#include "text/display.hpp"

namespace eligo::document {

namespace {

using diagnostics::Code;

constexpr std::array<std::string_view, 6> keys{"when", "all", "any", "none", "note", "meta"};
constexpr std::array<std::pair<std::string_view, Condition::Kind>, 4> kinds{{
    {"when", Condition::Kind::expression},
    {"all", Condition::Kind::all},
    {"any", Condition::Kind::any},
    {"none", Condition::Kind::none},
}};

std::optional<Condition> read_object(const Shape& shape, const Located& value) {
  const ObjectShape object(shape, value, keys);
  Condition condition;
  condition.place = shape.place(value);
  std::optional<Located> content;
  std::string_view content_key;
  for (const auto& [key, kind] : kinds) {
    auto found = object.find(key);
    if (!found) continue;
    if (content) {
      shape.mistakes().error(
          Code::unknown_key, shape.key_place(*found),
          text::in_backticks(key) + " cannot stand beside `" + std::string(content_key) + "`",
          "nest one within the other");
      continue;
    }
    content = std::move(found);
    content_key = key;
    condition.kind = kind;
  }
  condition.note = object.localized("note");
  condition.meta = object.meta();
  if (!content) {
    shape.mistakes().error(Code::missing_key, condition.place,
                           "a condition object needs one of `when`, `all`, `any` and `none`");
    return std::nullopt;
  }
  if (condition.kind == Condition::Kind::expression) {
    auto text = shape.string(*content);
    if (!text) return std::nullopt;
    condition.expression = std::move(*text);
    return condition;
  }
  for (const Located& item : shape.array(*content, false)) {
    if (auto part = read_condition(shape, item)) condition.parts.push_back(std::move(*part));
  }
  return condition;
}

}  // namespace

// The depth of the recursion is bounded by that of the JSON text.
std::optional<Condition> read_condition(const Shape& shape, const Located& value) {
  if (value.json->as<json::Value::Object>() != nullptr) return read_object(shape, value);
  if (const auto* truth = value.json->as<bool>()) {
    shape.wrong_type(value, "an expression in a string, or an object",
                     *truth ? "write `\"true\"`" : "write `\"false\"`");
    return std::nullopt;
  }
  if (value.json->as<std::string>() == nullptr) {
    shape.wrong_type(value, "an expression in a string, or an object");
    return std::nullopt;
  }
  Condition condition;
  condition.place = shape.place(value);
  condition.expression = *shape.string(value);
  return condition;
}

}  // namespace eligo::document
