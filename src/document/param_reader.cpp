#include <array>
#include <span>
#include <utility>

#include "document/part_readers.hpp"

namespace eligo::document {

namespace {

constexpr std::array<std::string_view, 5> param_keys{"type", "value", "title", "unit", "meta"};
constexpr std::array<std::string_view, 2> override_keys{"type", "value"};
constexpr std::array<std::string_view, 6> types{"bool", "int", "double", "string", "timestamp", "duration"};

/// A value, or an object with it and a type, of which `read_more` reads the rest.
template <typename Written, typename ReadMore>
void read_param(const Shape& shape, const std::string& name, const Located& item,
                std::span<const std::string_view> keys, const ReadMore& read_more,
                std::vector<Written>& read) {
  Written param;
  param.name = name;
  param.name_place = shape.key_place(item);
  std::optional<Located> content = item;
  if (item.json->as<json::Value::Object>() != nullptr) {
    const ObjectShape object(shape, item, keys);
    if (const auto type = object.require("type")) param.type = shape.type_choice(*type, types);
    content = object.require("value");
    read_more(object, param);
  }
  auto scalar = content ? shape.scalar(*content) : std::nullopt;
  if (!scalar) return;
  param.value = std::move(*scalar);
  read.push_back(std::move(param));
}

}  // namespace

std::vector<WrittenParam> read_params(const Shape& shape, const Located& value) {
  std::vector<WrittenParam> params;
  const auto read_more = [](const ObjectShape& object, WrittenParam& param) {
    param.title = object.localized("title");
    param.unit = object.string("unit");
    param.meta = object.meta();
  };
  shape.each_member(value, true, "param", [&](const std::string& name, const Located& item) {
    shape.check_identifier(name, item, " of a param");
    read_param(shape, name, item, param_keys, read_more, params);
  });
  return params;
}

std::vector<WrittenOverride> read_overrides(const Shape& shape, const Located& value) {
  std::vector<WrittenOverride> overrides;
  const auto no_more = [](const ObjectShape&, WrittenOverride&) {};
  for (const auto& [name, item] : shape.members(value, true)) {
    if (shape.mistakes().enough_errors()) break;
    read_param(shape, name, item, override_keys, no_more, overrides);
  }
  return overrides;
}

}  // namespace eligo::document
