#include <array>
#include <utility>

#include "document/part_readers.hpp"
#include "text/display.hpp"

namespace eligo::document {

namespace {

using diagnostics::Code;

constexpr std::array<std::string_view, 5> param_keys{"type", "value", "title", "unit", "meta"};
constexpr std::array<std::string_view, 2> override_keys{"type", "value"};
constexpr std::array<std::string_view, 6> types{"bool", "int", "double", "string", "timestamp", "duration"};

void check_name(const Shape& shape, const std::string& name, const Located& value) {
  if (is_identifier(name)) return;
  shape.mistakes().error(Code::invalid_identifier, shape.key_place(value),
                         text::quote(name) + " is no name of a param",
                         "a name consists of letters, digits and `_`, and does not begin with a digit");
}

}  // namespace

std::vector<WrittenParam> read_params(const Shape& shape, const Located& value) {
  std::vector<WrittenParam> params;
  for (const auto& [name, item] : shape.members(value, true)) {
    if (shape.mistakes().enough_errors()) break;
    const diagnostics::MistakeList::Context context(shape.mistakes(), "param " + text::quote(name));
    check_name(shape, name, item);
    WrittenParam param;
    param.name = name;
    param.name_place = shape.key_place(item);
    std::optional<Located> content = item;
    if (item.json->as<json::Value::Object>() != nullptr) {
      const ObjectShape object(shape, item, param_keys);
      if (const auto type = object.require("type")) param.type = shape.type_choice(*type, types);
      content = object.require("value");
      if (const auto title = object.find("title")) param.title = shape.localized(*title);
      if (const auto unit = object.find("unit")) {
        if (const auto text = shape.string(*unit)) param.unit = text->text;
      }
      if (const auto meta = object.find("meta")) param.meta = shape.meta(*meta);
    }
    auto scalar = content ? shape.scalar(*content) : std::nullopt;
    if (!scalar) continue;
    param.value = std::move(*scalar);
    params.push_back(std::move(param));
  }
  return params;
}

std::vector<WrittenOverride> read_overrides(const Shape& shape, const Located& value) {
  std::vector<WrittenOverride> overrides;
  for (const auto& [name, item] : shape.members(value, true)) {
    if (shape.mistakes().enough_errors()) break;
    WrittenOverride entry;
    entry.name = name;
    entry.name_place = shape.key_place(item);
    std::optional<Located> content = item;
    if (item.json->as<json::Value::Object>() != nullptr) {
      const ObjectShape object(shape, item, override_keys);
      if (const auto type = object.require("type")) entry.type = shape.type_choice(*type, types);
      content = object.require("value");
    }
    auto scalar = content ? shape.scalar(*content) : std::nullopt;
    if (!scalar) continue;
    entry.value = std::move(*scalar);
    overrides.push_back(std::move(entry));
  }
  return overrides;
}

}  // namespace eligo::document
