#include "document/shape.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "diagnostics/suggestion.hpp"
#include "document/type_words.hpp"
#include "json/string.hpp"
#include "text/display.hpp"
#include "values/locale.hpp"

namespace eligo::document {

namespace {

using diagnostics::Code;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The word that people know the value by: its key, or its number in the array.
std::string name_of(const Located& value) {
  const std::string& pointer = value.pointer;
  if (pointer.empty()) return "the document";
  const std::size_t slash = pointer.rfind('/');
  std::string last = pointer.substr(slash + 1);
  if (value.key_span.end == 0) {
    if (slash == 0) return "item " + std::to_string(std::stoul(last) + 1);
    const std::size_t before = pointer.rfind('/', slash - 1);
    const std::string outer = pointer.substr(before + 1, slash - before - 1);
    return "item " + std::to_string(std::stoul(last) + 1) + " of " + text::quote(outer);
  }
  for (const auto& [escape, character] : {std::pair{"~1", "/"}, std::pair{"~0", "~"}}) {
    for (std::size_t at = last.find(escape); at != std::string::npos; at = last.find(escape, at + 1)) {
      last.replace(at, 2, character);
    }
  }
  return text::quote(last);
}

bool is_locale(std::string_view tag) {
  std::size_t part = 0;
  for (std::size_t at = 0; at <= tag.size(); ++part) {
    const std::size_t end = std::min(tag.find('-', at), tag.size());
    const std::string_view subtag = tag.substr(at, end - at);
    const bool fits =
        subtag.size() <= 8 && subtag.size() >= (part == 0 ? 2U : 1U) &&
        std::ranges::all_of(subtag, [&](char c) { return is_letter(c) || (part > 0 && is_digit(c)); });
    if (!fits) return false;
    at = end + 1;
  }
  return true;
}

// Source offsets of the decoded bytes of a string that has escapes.
std::vector<std::uint32_t> offsets_of(std::string_view source, const diagnostics::Span& span,
                                      std::size_t size) {
  std::vector<std::uint32_t> offsets;
  offsets.reserve(size + 1);
  std::size_t at = span.begin + 1U;
  const auto is_unicode = [&](std::size_t offset) { return source.substr(offset, 2) == "\\u"; };
  while (at + 1 < span.end) {
    std::size_t length = 1;
    std::size_t decoded = 1;
    if (is_unicode(at)) {
      const char32_t value = json::four_hex_digits(source, at + 2).value_or(0);  // the text is JSON
      const bool pair = value >= 0xD800 && value <= 0xDBFF;
      length = pair ? 12 : 6;
      decoded = pair ? 4 : value < 0x80 ? 1 : value < 0x800 ? 2 : 3;
    } else if (source[at] == '\\') {
      length = 2;
    }
    offsets.insert(offsets.end(), decoded, static_cast<std::uint32_t>(at));
    at += length;
  }
  offsets.push_back(static_cast<std::uint32_t>(at));
  return offsets;
}

std::vector<std::string> strings_of(std::span<const std::string_view> views) {
  return {views.begin(), views.end()};
}

constexpr std::size_t longest_shown = 40;  // bytes of a value that a hint repeats

// "write `7` as `"7"`", where a number or boolean stands in place of a string.
std::string in_quotes(std::string_view source, const json::Value& json) {
  const std::string_view text = source.substr(json.span.begin, json.span.end - json.span.begin);
  const bool plain =
      json.as<bool>() != nullptr || json.as<std::int64_t>() != nullptr || json.as<double>() != nullptr;
  return plain && text.size() <= longest_shown ? "write `\"" + std::string(text) + "\"`" : std::string{};
}

// What the keys of the format are called elsewhere, and what is close to another key by its letters alone.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> keys_meant{{
    {"not", "none"},
    {"and", "all"},
    {"or", "any"},
    {"if", "when"},
    {"condition", "when"},
    {"expression", "when"},
    {"name", "title"},
    {"code", "reason"},
    {"parameters", "params"},
    {"thresholds", "params"},
    {"default", "value"},
    {"start", "from"},
    {"to", "until"},
    {"end", "until"},
    {"min", "range"},
    {"max", "range"},
}};

// The key that was meant by another; empty where none is close.
std::string_view key_meant(const std::string& key, std::span<const std::string_view> keys) {
  const auto there = [&](std::string_view name) { return std::ranges::find(keys, name); };
  for (const auto& [written, meant] : keys_meant) {
    if (written == key && there(meant) != keys.end()) return meant;
  }
  const auto found = there(diagnostics::closest(key, strings_of(keys)));
  return found == keys.end() ? std::string_view{} : *found;
}

std::string missing_hint(std::string_view key) {
  if (key == "format") return "add `\"format\": 1`";
  if (key == "effect") return "add `\"effect\": \"deny\"` or `\"effect\": \"hide\"`";
  if (key == "version") return "add one of your own, like `\"version\": \"1\"`";
  if (key == "category") return "add the stage that the rule belongs to, like `\"category\": \"credit\"`";
  if (key == "reason") return "add a code in capitals, like `\"reason\": \"SCORE_LOW\"`";
  return {};
}

}  // namespace

std::string listed(std::span<const std::string_view> words, std::string_view conjunction) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " " + std::string(conjunction) + " " : ", ";
    text += text::in_backticks(words[i]);
  }
  return text;
}

bool is_identifier(std::string_view text) {
  return !text.empty() && !is_digit(text.front()) &&
         std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

Place Shape::place(const Located& value) const { return {source_, value.json->span, value.pointer}; }

Place Shape::key_place(const Located& value) const { return {source_, value.key_span, value.pointer}; }

void Shape::wrong_type(const Located& value, std::string_view needed, std::string hint) const {
  mistakes_.error(Code::wrong_json_type, place(value),
                  name_of(value) + " must be " + std::string(needed) + ", but this is " +
                      std::string(json::type_name(*value.json)),
                  std::move(hint));
}

std::optional<LocatedText> Shape::string(const Located& value) const {
  const auto* text = value.json->as<std::string>();
  if (text == nullptr) {
    wrong_type(value, "a string", in_quotes(source_->text, *value.json));
    return std::nullopt;
  }
  LocatedText located{*text, place(value), {}};
  const diagnostics::Span span = value.json->span;
  if (text->size() + 2 != span.end - span.begin)
    located.offsets = offsets_of(source_->text, span, text->size());
  return located;
}

std::optional<LocatedText> Shape::label(const Located& value) const {
  auto text = string(value);
  if (!text) return std::nullopt;
  const std::string& label = text->text;
  const bool control =
      std::ranges::any_of(label, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (label.empty() || label.front() == ' ' || label.back() == ' ' || control) {
    mistakes_.error(Code::invalid_identifier, place(value),
                    label.empty()
                        ? name_of(value) + " is empty"
                        : name_of(value) + " has control characters in it or white space around it");
    return std::nullopt;
  }
  return text;
}

std::optional<LocatedText> Shape::choice(const Located& value,
                                         std::span<const std::string_view> choices) const {
  return one_of(value, choices, nullptr);
}

std::optional<LocatedText> Shape::type_choice(const Located& value,
                                              std::span<const std::string_view> types) const {
  return one_of(value, types, type_hint);
}

std::optional<LocatedText> Shape::one_of(const Located& value, std::span<const std::string_view> choices,
                                         std::string (*hint_of)(std::string_view)) const {
  auto text = string(value);
  if (!text || std::ranges::find(choices, text->text) != choices.end()) return text;
  std::string hint = hint_of == nullptr ? std::string{} : hint_of(text->text);
  if (hint.empty()) hint = diagnostics::did_you_mean(text->text, strings_of(choices));
  mistakes_.error(Code::invalid_choice, place(value),
                  name_of(value) + " must be " + listed(choices, "or") + ", not " + text::quote(text->text),
                  std::move(hint));
  return std::nullopt;
}

std::optional<std::int64_t> Shape::integer(const Located& value) const {
  if (const auto* number = value.json->as<std::int64_t>()) return *number;
  const auto* text = value.json->as<std::string>();
  const bool digits =
      text != nullptr && !text->empty() && text->size() < 19 && std::ranges::all_of(*text, is_digit);
  wrong_type(value, "an integer", digits ? "write `" + *text + "` without quotes" : std::string{});
  return std::nullopt;
}

std::optional<bool> Shape::boolean(const Located& value) const {
  if (const auto* truth = value.json->as<bool>()) return *truth;
  const auto* text = value.json->as<std::string>();
  const bool word = text != nullptr && (*text == "true" || *text == "false");
  wrong_type(value, "`true` or `false`", word ? "leave out the quotes" : std::string{});
  return std::nullopt;
}

std::optional<ScalarLiteral> Shape::scalar(const Located& value) const {
  ScalarLiteral literal{{}, place(value)};
  if (const auto* truth = value.json->as<bool>()) {
    literal.value.content = *truth;
  } else if (const auto* whole = value.json->as<std::int64_t>()) {
    literal.value.content = *whole;
  } else if (const auto* number = value.json->as<double>()) {
    literal.value.content = *number;
  } else if (const auto* text = value.json->as<std::string>()) {
    literal.value.content = *text;
  } else {
    wrong_type(value, "a boolean, a number or a string");
    return std::nullopt;
  }
  return literal;
}

std::optional<WrittenText> Shape::localized(const Located& value) const {
  if (value.json->as<std::string>() != nullptr) {
    wrong_type(value, "an object of texts by locale", "write `{\"en\": …}`");
    return std::nullopt;
  }
  WrittenText localized{{}, place(value)};
  for (auto& [locale, text] : members(value, false)) {
    if (!is_locale(locale)) {
      mistakes_.error(Code::invalid_locale, key_place(text), text::quote(locale) + " is not a language tag",
                      "tags look like `en` or `zh-CN`");
    }
    const auto twin = std::ranges::find_if(
        localized.entries,
        [&tag = locale](const WrittenText::Entry& entry) { return values::same_locale(entry.locale, tag); });
    if (twin != localized.entries.end()) {
      mistakes_.error(Code::duplicate_value, key_place(text),
                      text::quote(locale) + " and " + text::quote(twin->locale) + " are one locale",
                      "keep one of them");
    }
    if (auto string_value = string(text)) localized.entries.push_back({locale, std::move(*string_value)});
  }
  return localized;
}

Meta Shape::meta(const Located& value) const {
  const diagnostics::Span span = value.json->span;
  return json::compact(std::string_view(source_->text).substr(span.begin, span.end - span.begin));
}

template <typename Collection>
const Collection* Shape::collection(const Located& value, bool may_be_empty, std::string_view needed,
                                    std::string_view part) const {
  const auto* const found = value.json->as<Collection>();
  if (found == nullptr) {
    wrong_type(value, needed);
  } else if (found->empty() && !may_be_empty) {
    mistakes_.error(Code::empty_collection, place(value),
                    name_of(value) + " needs at least one " + std::string(part));
  }
  return found;
}

std::vector<Located> Shape::array(const Located& value, bool may_be_empty) const {
  std::vector<Located> items;
  const auto* const array = collection<json::Value::Array>(value, may_be_empty, "an array", "item");
  if (array == nullptr) return items;
  items.reserve(array->size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    items.push_back({&(*array)[i], json::child_pointer(value.pointer, i), {}});
  }
  return items;
}

std::vector<std::pair<std::string, Located>> Shape::members(const Located& value, bool may_be_empty) const {
  std::vector<std::pair<std::string, Located>> found;
  const auto* const object = collection<json::Value::Object>(value, may_be_empty, "an object", "entry");
  if (object == nullptr) return found;
  found.reserve(object->size());
  for (const json::Member& member : *object) {
    found.emplace_back(
        member.key, Located{&member.value, json::child_pointer(value.pointer, member.key), member.key_span});
  }
  return found;
}

void Shape::check_identifier(const std::string& name, const Located& item, std::string_view whose) const {
  if (is_identifier(name)) return;
  mistakes_.error(Code::invalid_identifier, key_place(item),
                  text::quote(name) + " is no name" + std::string(whose),
                  "a name consists of letters, digits and `_`, and does not begin with a digit");
}

ObjectShape::ObjectShape(const Shape& shape, const Located& value, std::span<const std::string_view> keys)
    : shape_(shape), value_(value), object_(value.json->as<json::Value::Object>()) {
  if (object_ == nullptr) {
    shape.wrong_type(value, "an object");
    return;
  }
  for (const json::Member& member : *object_) {
    if (shape.mistakes().enough_errors()) return;
    if (std::ranges::find(keys, member.key) != keys.end()) continue;
    const std::string_view meant = key_meant(member.key, keys);
    if (!meant.empty()) misspelt_.push_back(meant);
    shape.mistakes().error(
        Code::unknown_key, {shape.source(), member.key_span, json::child_pointer(value.pointer, member.key)},
        "the format has no key " + text::quote(member.key) + " here",
        meant.empty() ? "the keys here are " + listed(keys, "and") : diagnostics::did_you_mean(meant));
  }
}

std::optional<Located> ObjectShape::find(std::string_view key) const {
  if (object_ == nullptr) return std::nullopt;
  for (const json::Member& member : *object_) {
    if (member.key == key)
      return Located{&member.value, json::child_pointer(value_.pointer, key), member.key_span};
  }
  return std::nullopt;
}

std::optional<Located> ObjectShape::require(std::string_view key) const {
  auto found = find(key);
  const bool misspelt = std::ranges::find(misspelt_, key) != misspelt_.end();
  if (!found && object_ != nullptr && !misspelt) {
    const diagnostics::Span brace{value_.json->span.begin, value_.json->span.begin + 1};
    shape_.mistakes().error(Code::missing_key, {shape_.source(), brace, value_.pointer},
                            "the key `" + std::string(key) + "` is missing", missing_hint(key));
  }
  return found;
}

std::optional<WrittenText> ObjectShape::localized(std::string_view key) const {
  const auto found = find(key);
  return found ? shape_.localized(*found) : std::nullopt;
}

std::string ObjectShape::string(std::string_view key) const {
  const auto found = find(key);
  auto text = found ? shape_.string(*found) : std::nullopt;
  return text ? std::move(text->text) : std::string();
}

Meta ObjectShape::meta() const {
  const auto found = find("meta");
  return found ? shape_.meta(*found) : std::nullopt;
}

}  // namespace eligo::document
