#include "api/profile_json.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <variant>

#include "values/value.hpp"

namespace eligo::api {

namespace {

// A number that JSON has and no double holds: refused as one that is none, and as infinities, are.
constexpr std::string_view too_large = "1e999";

bool is_missing(const Value& value) {
  const auto* const absence = value.get_if<Absence>();
  return absence != nullptr && *absence == Absence::missing;
}

bool is_below(std::string_view name, std::string_view object) {
  return name.size() > object.size() && name.starts_with(object) && name[object.size()] == '.';
}

/// The names of the objects that a dotted name is in, the outermost first, and its own, each in full.
std::vector<std::string_view> steps_to(std::string_view name) {
  std::vector<std::string_view> steps;
  for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1))
    steps.push_back(name.substr(0, dot));
  steps.push_back(name);
  return steps;
}

std::string_view last_part(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

struct Entry {
  std::string_view name;
  const Value* value;  ///< null for the subject
};

/// In the given order, but all that one object holds together.
void order_by_object(std::vector<Entry>& entries) {
  std::unordered_map<std::string_view, std::size_t> first;  // of an object: where it comes first
  for (std::size_t at = 0; at < entries.size(); ++at)
    for (const std::string_view step : steps_to(entries[at].name)) first.emplace(step, at);
  const auto comes_first = [&](std::string_view left, std::string_view right) {
    return first.at(left) < first.at(right);
  };
  std::ranges::stable_sort(entries, [&](const Entry& left, const Entry& right) {
    return std::ranges::lexicographical_compare(steps_to(left.name), steps_to(right.name), comes_first);
  });
}

}  // namespace

void write_value(json::Writer& writer, const Value& value) {
  const auto write = [&](const auto& content) {
    using Content = std::decay_t<decltype(content)>;
    if constexpr (std::is_same_v<Content, Absence>) {
      writer.raw(is_refusal(content) ? "{}" : "null");
    } else if constexpr (std::is_same_v<Content, bool>) {
      writer.boolean(content);
    } else if constexpr (std::is_same_v<Content, std::int64_t>) {
      writer.raw(std::to_string(content));
    } else if constexpr (std::is_same_v<Content, double>) {
      writer.raw(std::isfinite(content) ? values::number_text(content) : too_large);
    } else if constexpr (std::is_same_v<Content, std::string>) {
      writer.string(content);
    } else if constexpr (std::is_same_v<Content, Value::List>) {
      writer.begin_array();
      for (const Value& element : content) write_value(writer, element);
      writer.end_array();
    } else if constexpr (std::is_same_v<Content, Value::Record>) {
      writer.begin_object();
      for (const Member& member : content) {
        if (is_missing(member.value)) continue;
        writer.key(member.name);
        write_value(writer, member.value);
      }
      writer.end_object();
    } else {
      writer.string(content.text());
    }
  };
  std::visit(write, value.content);
}

std::string profile_json(std::string_view subject_name, std::string_view subject,
                         const std::vector<NamedValue>& facts) {
  // A key has one value: a fact of the subject's name, or below or above it, leaves no place for the subject.
  const bool is_taken = std::ranges::any_of(facts, [&](const NamedValue& fact) {
    return fact.name == subject_name || is_below(fact.name, subject_name) ||
           is_below(subject_name, fact.name);
  });
  std::vector<Entry> entries;
  if (!subject.empty() && !is_taken) entries.push_back({subject_name, nullptr});
  for (const NamedValue& fact : facts) entries.push_back({fact.name, &fact.value});
  order_by_object(entries);

  std::string text;
  json::Writer writer(text);
  writer.begin_object();
  std::vector<std::string_view> open;
  for (const Entry& entry : entries) {
    std::vector<std::string_view> objects = steps_to(entry.name);
    objects.pop_back();
    const auto same = static_cast<std::size_t>(std::ranges::mismatch(open, objects).in1 - open.begin());
    for (; open.size() > same; open.pop_back()) writer.end_object();
    for (; open.size() < objects.size(); open.push_back(objects[open.size()]))
      writer.key(last_part(objects[open.size()])).begin_object();
    writer.key(last_part(entry.name));
    entry.value == nullptr ? static_cast<void>(writer.raw(subject)) : write_value(writer, *entry.value);
  }
  for (; !open.empty(); open.pop_back()) writer.end_object();
  writer.end_object();
  return text;
}

}  // namespace eligo::api
