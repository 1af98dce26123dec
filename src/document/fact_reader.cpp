#include <algorithm>
#include <array>
#include <utility>

#include "document/part_readers.hpp"
#include "document/suspicious_values.hpp"
#include "text/display.hpp"

namespace eligo::document {

namespace {

using diagnostics::Code;

constexpr std::array<std::string_view, 12> fact_keys{"type",       "values", "range",    "step",
                                                     "of",         "unit",   "title",    "description",
                                                     "actionable", "cost",   "optional", "meta"};
constexpr std::array<std::string_view, 6> field_keys{"type", "values", "range", "step", "unit", "title"};
constexpr std::array<std::string_view, 5> actions{"increase", "decrease", "set", "wait", "never"};

constexpr std::size_t longest_name = 1'000;  // bytes; checks of names take time with the square of it

bool is_dotted_name(std::string_view name) {
  if (name.size() > longest_name) return false;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('.', at), name.size());
    if (!is_identifier(name.substr(at, end - at))) return false;
    at = end + 1;
  }
  return true;
}

std::optional<WrittenRange> read_range(const Shape& shape, const Located& value) {
  const std::vector<Located> bounds = shape.array(value, true);
  if (value.json->as<json::Value::Array>() == nullptr) return std::nullopt;
  if (bounds.size() != 2) {
    shape.mistakes().error(Code::invalid_range, shape.place(value),
                           "a range has two bounds, this one has " + std::to_string(bounds.size()),
                           "write `[lowest, highest]`, with `null` for a side that is open");
    return std::nullopt;
  }
  WrittenRange range;
  range.place = shape.place(value);
  const auto bound = [&](const Located& item) {
    return item.json->as<std::nullptr_t>() != nullptr ? std::nullopt : shape.scalar(item);
  };
  range.lowest = bound(bounds[0]);
  range.highest = bound(bounds[1]);
  return range;
}

FactType read_type(const Shape& shape, const ObjectShape& object, const Located& value) {
  FactType type;
  type.place = shape.place(value);
  if (const auto name = object.require("type")) {
    type.place = shape.place(*name);
    if (const auto text = shape.string(*name)) type.name = text->text;
  }
  if (const auto values = object.find("values")) {
    SuspiciousValues suspicious(ValueOrigin::json, shape.mistakes());
    for (const Located& item : shape.array(*values, false)) {
      auto text = shape.string(item);
      if (!text) continue;
      suspicious.check(text->text, text->place);
      type.values.push_back(std::move(*text));
    }
    suspicious.report_more();
  }
  if (const auto range = object.find("range")) type.range = read_range(shape, *range);
  if (const auto step = object.find("step")) type.step = shape.scalar(*step);
  type.unit = object.string("unit");
  type.title = object.localized("title");
  return type;
}

std::vector<WrittenField> read_fields(const Shape& shape, const Located& value) {
  std::vector<WrittenField> fields;
  for (const auto& [name, item] : shape.members(value, false)) {
    const diagnostics::MistakeList::Context context(
        shape.mistakes(), shape.mistakes().context() + ", field " + text::quote(name));
    shape.check_identifier(name, item, "");
    const ObjectShape object(shape, item, field_keys);
    if (!object.is_object()) continue;
    fields.push_back({name, shape.key_place(item), read_type(shape, object, item)});
  }
  return fields;
}

WrittenFact read_fact(const Shape& shape, const ObjectShape& object, const std::string& name,
                      const Located& value) {
  WrittenFact fact;
  fact.name = name;
  fact.name_place = shape.key_place(value);
  fact.place = shape.place(value);
  fact.type = read_type(shape, object, value);
  if (const auto of = object.find("of")) {
    fact.fields = read_fields(shape, *of);
    if (!fact.type.name.empty() && fact.type.name != "list") {
      shape.mistakes().error(
          Code::invalid_fact_type, shape.key_place(*of),
          "only a fact of type `list` has `of`, this one is " + text::quote(fact.type.name));
    }
  } else if (fact.type.name == "list") {
    shape.mistakes().error(Code::missing_key, fact.type.place,
                           "a fact of type `list` needs `of`, the fields of its records",
                           "a list of plain values has a type like `list<string>`");
  }
  fact.description = object.localized("description");
  if (const auto action = object.find("actionable")) fact.actionable = shape.choice(*action, actions);
  if (const auto cost = object.find("cost")) fact.cost = shape.scalar(*cost);
  if (const auto optional = object.find("optional")) fact.optional = shape.boolean(*optional).value_or(false);
  fact.meta = object.meta();
  return fact;
}

}  // namespace

std::vector<WrittenFact> read_facts(const Shape& shape, const Located& value) {
  std::vector<WrittenFact> facts;
  shape.each_member(value, false, "fact", [&](const std::string& name, const Located& item) {
    if (!is_dotted_name(name)) {
      shape.mistakes().error(Code::invalid_identifier, shape.key_place(item),
                             text::quote(name) + " is no name of a fact",
                             "a name consists of letters, digits and `_`; dots join several");
    }
    const ObjectShape object(shape, item, fact_keys);
    if (object.is_object()) facts.push_back(read_fact(shape, object, name, item));
  });
  return facts;
}

}  // namespace eligo::document
