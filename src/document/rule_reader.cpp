#include <algorithm>
#include <array>
#include <utility>

#include "document/part_readers.hpp"
#include "text/display.hpp"

namespace eligo::document {

namespace {

using diagnostics::Code;

constexpr std::array<std::string_view, 4> definition_keys{"value", "title", "unit", "meta"};
constexpr std::array<std::string_view, 6> segment_keys{"id", "title", "when", "params", "waives", "meta"};
constexpr std::array<std::string_view, 14> rule_keys{
    "id",       "title",  "category", "effect",       "when",    "on_missing", "reason",
    "priority", "active", "review",   "always_shown", "message", "remedy",     "meta"};
constexpr std::array<std::string_view, 5> alternative_keys{"id", "when", "title", "message", "meta"};
constexpr std::array<std::string_view, 2> window_keys{"from", "until"};
constexpr std::array<std::string_view, 2> effects{"deny", "hide"};
constexpr std::array<std::string_view, 3> missing_effects{"deny", "hide", "skip"};

// "rule `credit.score`", or "rule 7" where the id cannot be read.
std::string context_of(std::string_view what, const Located& value, std::size_t index) {
  if (const auto* object = value.json->as<json::Value::Object>()) {
    for (const json::Member& member : *object) {
      const auto* id = member.value.as<std::string>();
      if (member.key == "id" && id != nullptr && !id->empty())
        return std::string(what) + " " + text::quote(*id);
    }
  }
  return std::string(what) + " " + std::to_string(index + 1);
}

bool is_reason_code(std::string_view code) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return !code.empty() && is_capital(code.front()) && std::ranges::all_of(code, [&](char c) {
    return is_capital(c) || (c >= '0' && c <= '9') || c == '_';
  });
}

std::optional<LocatedText> read_reason_code(const Shape& shape, const Located& value) {
  auto code = shape.string(value);
  if (code && !is_reason_code(code->text)) {
    shape.mistakes().error(Code::invalid_identifier, code->place,
                           text::quote(code->text) + " is no reason code",
                           "codes are capitals, digits and `_`, like `SCORE_BELOW_THRESHOLD`");
    return std::nullopt;
  }
  return code;
}

std::optional<WrittenWindow> read_window(const Shape& shape, const Located& value) {
  const ObjectShape object(shape, value, window_keys);
  if (!object.is_object()) return std::nullopt;
  WrittenWindow window;
  window.place = shape.place(value);
  const auto side = [&](std::string_view key) -> std::optional<LocatedText> {
    const auto found = object.find(key);
    return !found || found->json->as<std::nullptr_t>() != nullptr ? std::nullopt : shape.string(*found);
  };
  window.from = side("from");
  window.until = side("until");
  return window;
}

// Where a part is wrong, it was noted; what stands in for it never leaves this stage.
template <typename T>
void assign(T& part, std::optional<T> read) {
  if (read) part = std::move(*read);
}

WrittenSegment read_segment(const Shape& shape, const ObjectShape& object, const Located& value) {
  WrittenSegment segment;
  segment.place = shape.place(value);
  if (const auto id = object.require("id")) assign(segment.id, shape.label(*id));
  segment.title = object.localized("title");
  if (const auto when = object.require("when")) assign(segment.when, read_condition(shape, *when));
  if (const auto params = object.find("params")) segment.params = read_overrides(shape, *params);
  if (const auto waives = object.find("waives")) {
    for (const Located& item : shape.array(*waives, true)) {
      if (auto code = read_reason_code(shape, item)) segment.waives.push_back(std::move(*code));
    }
  }
  segment.meta = object.meta();
  return segment;
}

WrittenRule read_rule(const Shape& shape, const ObjectShape& object, const Located& value) {
  WrittenRule rule;
  rule.place = shape.place(value);
  if (const auto id = object.require("id")) assign(rule.id, shape.label(*id));
  rule.title = object.localized("title");
  if (const auto category = object.require("category")) assign(rule.category, shape.label(*category));
  if (const auto effect = object.require("effect")) assign(rule.effect, shape.choice(*effect, effects));
  if (const auto when = object.require("when")) assign(rule.when, read_condition(shape, *when));
  if (const auto missing = object.find("on_missing"))
    rule.on_missing = shape.choice(*missing, missing_effects);
  if (const auto reason = object.require("reason")) assign(rule.reason, read_reason_code(shape, *reason));
  if (const auto priority = object.find("priority")) assign(rule.priority, shape.integer(*priority));
  if (const auto active = object.find("active")) rule.active = read_window(shape, *active);
  if (const auto review = object.find("review")) assign(rule.review, shape.boolean(*review));
  if (const auto shown = object.find("always_shown")) assign(rule.always_shown, shape.boolean(*shown));
  rule.message = object.localized("message");
  rule.remedy = object.localized("remedy");
  rule.meta = object.meta();
  return rule;
}

WrittenAlternative read_alternative(const Shape& shape, const ObjectShape& object, const Located& value) {
  WrittenAlternative alternative;
  alternative.place = shape.place(value);
  if (const auto id = object.require("id")) assign(alternative.id, shape.label(*id));
  if (const auto when = object.require("when")) assign(alternative.when, read_condition(shape, *when));
  alternative.title = object.localized("title");
  alternative.message = object.localized("message");
  alternative.meta = object.meta();
  return alternative;
}

template <typename Item, std::size_t KeyCount>
std::vector<Item> read_items(const Shape& shape, const Located& value, std::string_view what,
                             bool may_be_empty, const std::array<std::string_view, KeyCount>& keys,
                             Item (*read)(const Shape&, const ObjectShape&, const Located&)) {
  std::vector<Item> items;
  const std::vector<Located> elements = shape.array(value, may_be_empty);
  items.reserve(elements.size());
  for (std::size_t i = 0; i < elements.size() && !shape.mistakes().enough_errors(); ++i) {
    const diagnostics::MistakeList::Context context(shape.mistakes(), context_of(what, elements[i], i));
    const ObjectShape object(shape, elements[i], keys);
    if (object.is_object()) items.push_back(read(shape, object, elements[i]));
  }
  return items;
}

}  // namespace

std::span<const std::string_view> on_missing_choices() noexcept { return missing_effects; }

std::vector<WrittenDefinition> read_definitions(const Shape& shape, const Located& value) {
  std::vector<WrittenDefinition> definitions;
  shape.each_member(value, true, "definition", [&](const std::string& name, const Located& item) {
    shape.check_identifier(name, item, " of a definition");
    WrittenDefinition definition;
    definition.name = name;
    definition.name_place = shape.key_place(item);
    std::optional<Located> content = item;
    if (item.json->as<json::Value::Object>() != nullptr) {
      const ObjectShape object(shape, item, definition_keys);
      content = object.require("value");
      definition.title = object.localized("title");
      definition.unit = object.string("unit");
      definition.meta = object.meta();
    }
    auto expression = content ? shape.string(*content) : std::nullopt;
    if (!expression) return;
    definition.expression = std::move(*expression);
    definitions.push_back(std::move(definition));
  });
  return definitions;
}

std::vector<WrittenSegment> read_segments(const Shape& shape, const Located& value) {
  return read_items(shape, value, "segment", true, segment_keys, &read_segment);
}

std::vector<WrittenRule> read_rules(const Shape& shape, const Located& value) {
  return read_items(shape, value, "rule", false, rule_keys, &read_rule);
}

std::vector<WrittenAlternative> read_alternatives(const Shape& shape, const Located& value) {
  return read_items(shape, value, "alternative", true, alternative_keys, &read_alternative);
}

}  // namespace eligo::document
