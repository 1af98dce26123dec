#include <array>
#include <utility>

#include "document/part_readers.hpp"
#include "document/suspicious_values.hpp"

namespace eligo::document {

namespace {

using diagnostics::Code;

constexpr std::array<std::string_view, 5> keys{"of", "values", "file", "title", "meta"};
constexpr std::array<std::string_view, 5> types{"string", "int", "double", "timestamp", "duration"};

void read_values(const Shape& shape, const ObjectShape& object, const Located& value,
                 const std::optional<ListFolder>& folder, const Limits& limits, WrittenList& list) {
  const auto inline_values = object.find("values");
  const auto file = object.find("file");
  if (inline_values && file) {
    shape.mistakes().error(Code::unknown_key, shape.key_place(*file), "`file` cannot stand beside `values`",
                           "leave one of them out");
    return;
  }
  if (!inline_values && !file) {
    const diagnostics::Span brace{value.json->span.begin, value.json->span.begin + 1};
    shape.mistakes().error(Code::missing_key, {shape.source(), brace, value.pointer},
                           "a list needs `values` or `file`");
    return;
  }
  if (inline_values) {
    SuspiciousValues suspicious(ValueOrigin::json, shape.mistakes());
    for (const Located& item : shape.array(*inline_values, true)) {
      if (shape.mistakes().enough_errors()) return;
      auto scalar = shape.scalar(item);
      if (!scalar) continue;
      const auto* const text = std::get_if<std::string>(&scalar->value.content);
      if (text != nullptr && list.of.text == "string") suspicious.check(*text, scalar->place);
      list.values.push_back(std::move(*scalar));
    }
    suspicious.report_more();
    return;
  }
  list.file = shape.string(*file);
  if (!list.file) return;
  list.values = read_list_file(*list.file, list.of.text, folder, limits, shape.mistakes());
  if (folder) list.path = folder->shown(list.file->text);
}

}  // namespace

std::vector<WrittenList> read_lists(const Shape& shape, const Located& value,
                                    const std::optional<ListFolder>& folder, const Limits& limits) {
  std::vector<WrittenList> lists;
  shape.each_member(value, true, "list", [&](const std::string& name, const Located& item) {
    shape.check_identifier(name, item, " of a list");
    const ObjectShape object(shape, item, keys);
    if (!object.is_object()) return;
    WrittenList list;
    list.name = name;
    list.name_place = shape.key_place(item);
    if (const auto of = object.require("of")) {
      if (auto type = shape.type_choice(*of, types)) list.of = std::move(*type);
    }
    read_values(shape, object, item, folder, limits, list);
    list.title = object.localized("title");
    list.meta = object.meta();
    lists.push_back(std::move(list));
  });
  return lists;
}

}  // namespace eligo::document
