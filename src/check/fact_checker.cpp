#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "check/passes.hpp"
#include "check/scalar.hpp"
#include "diagnostics/suggestion.hpp"
#include "document/type_words.hpp"
#include "expression/words.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using document::FactType;
using values::Kind;
using values::Type;
using values::Value;

constexpr std::array<std::string_view, 4> own_words{"now", "params", "lists", "math"};
constexpr std::array<std::pair<std::string_view, Actionable>, 5> actions{{{"increase", Actionable::increase},
                                                                          {"decrease", Actionable::decrease},
                                                                          {"set", Actionable::set},
                                                                          {"wait", Actionable::wait},
                                                                          {"never", Actionable::never}}};

std::vector<std::string> split(const std::string& name) {
  std::vector<std::string> path;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('.', at), name.size());
    path.push_back(name.substr(at, end - at));
    at = end + 1;
  }
  return path;
}

bool check_words(const std::vector<std::string>& path, const diagnostics::Place& place,
                 MistakeList& mistakes) {
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i == 0 ? is_reserved_word(path[i]) : expression::is_keyword(path[i])) {
      mistakes.error(Code::reserved_word, place,
                     quote(path[i]) + " is reserved" +
                         (i == 0 ? ": no name may begin with it" : ": no part of a name may be it"));
      return false;
    }
  }
  return true;
}

std::optional<Type> enum_type(const FactType& written, MistakeList& mistakes) {
  if (written.values.empty()) {
    mistakes.error(Code::missing_key, written.place, "an enum needs `values`",
                   "add what it may be, like `\"values\": [\"active\", \"frozen\"]`");
    return std::nullopt;
  }
  std::vector<std::string> names;
  std::unordered_map<std::string, diagnostics::Place> places;
  for (const diagnostics::LocatedText& value : written.values) {
    const auto [entry, is_new] = places.emplace(value.text, value.place);
    if (is_new) {
      names.push_back(value.text);
    } else if (!mistakes.enough_errors()) {
      mistakes.error(Code::duplicate_value, value.place, "the value " + quote(value.text) + " stands twice",
                     first_place_hint(entry->second));
    }
  }
  return values::enum_of(std::move(names));
}

std::optional<Type> named_type(const std::string& name) {
  if (auto scalar = scalar_type(name)) return scalar;
  constexpr std::string_view prefix = "list<";
  if (!name.starts_with(prefix) || !name.ends_with('>')) return std::nullopt;
  auto element = scalar_type(std::string_view(name).substr(prefix.size(), name.size() - prefix.size() - 1));
  return element ? std::optional(values::list_of(std::move(*element))) : std::nullopt;
}

std::optional<Type> check_type(const FactType& written, bool is_field, MistakeList& mistakes) {
  const bool is_enum = written.name == "enum";
  if (!is_enum && !written.values.empty()) {
    mistakes.error(Code::invalid_fact_type, written.values.front().place,
                   "only an enum has `values`, this is " + quote(written.name),
                   "did you mean the type `enum`?");
  }
  if (is_enum) return enum_type(written, mistakes);
  auto type = named_type(written.name);
  if (type && is_field && type->kind == Kind::list) {
    mistakes.error(Code::invalid_fact_type, written.place, "records are flat: a field cannot be a list");
    return std::nullopt;
  }
  if (type) return type;
  static const std::vector<std::string> words{
      "bool",           "int",        "double",    "string",       "enum",         "timestamp",
      "duration",       "list<bool>", "list<int>", "list<double>", "list<string>", "list<timestamp>",
      "list<duration>", "list"};
  std::string hint = document::type_hint(written.name);
  if (hint.empty()) hint = diagnostics::did_you_mean(written.name, words);
  if (hint.empty()) {
    hint =
        "the types are `bool`, `int`, `double`, `string`, `enum`, `timestamp`, `duration`, `list<…>` of "
        "these but enum, "
        "and `list` of records";
  }
  mistakes.error(Code::invalid_fact_type, written.place, "there is no type " + quote(written.name),
                 std::move(hint));
  return std::nullopt;
}

bool is_ordered(Kind kind) {
  return kind == Kind::integer || kind == Kind::floating || kind == Kind::timestamp || kind == Kind::duration;
}

// Both are of the same, ordered kind.
bool is_above(const Value& left, const Value& right) {
  if (const auto* integer = std::get_if<std::int64_t>(&left.content))
    return *integer > std::get<std::int64_t>(right.content);
  if (const auto* number = std::get_if<double>(&left.content))
    return *number > std::get<double>(right.content);
  if (const auto* moment = std::get_if<values::Timestamp>(&left.content)) {
    return moment->nanoseconds > std::get<values::Timestamp>(right.content).nanoseconds;
  }
  return std::get<values::Interval>(left.content).nanoseconds >
         std::get<values::Interval>(right.content).nanoseconds;
}

Range check_range(const FactType& written, const Type& type, MistakeList& mistakes) {
  Range range;
  if (!written.range) return range;
  if (!is_ordered(type.kind)) {
    mistakes.error(Code::invalid_range, written.range->place,
                   "a fact of type " + quote(written.name) + " has no range",
                   "`int`, `double`, `timestamp` and `duration` have");
    return range;
  }
  constexpr ScalarCodes codes{Code::invalid_range, Code::invalid_instant, Code::invalid_duration};
  const auto bound = [&](const std::optional<document::ScalarLiteral>& literal) {
    return literal ? convert(*literal, type, codes, "the fact", mistakes) : std::nullopt;
  };
  range.lowest = bound(written.range->lowest);
  range.highest = bound(written.range->highest);
  if (range.lowest && range.highest && is_above(*range.lowest, *range.highest)) {
    mistakes.error(Code::invalid_range, written.range->place,
                   "the range is empty: its lowest bound is above its highest");
  }
  return range;
}

bool is_above_zero(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value.content)) return *integer > 0;
  if (const auto* number = std::get_if<double>(&value.content)) return *number > 0;
  return std::get<values::Interval>(value.content).nanoseconds > 0;
}

std::optional<Value> check_step(const FactType& written, const Type& type, MistakeList& mistakes) {
  if (!written.step) return std::nullopt;
  if (!is_ordered(type.kind)) {
    mistakes.error(Code::invalid_step, written.step->place,
                   "a fact of type " + quote(written.name) + " has no step",
                   "`int`, `double`, `timestamp` and `duration` have");
    return std::nullopt;
  }
  constexpr ScalarCodes codes{Code::invalid_step, Code::invalid_instant, Code::invalid_duration};
  Type wanted = type;
  if (type.kind == Kind::timestamp) wanted.kind = Kind::duration;
  auto step = convert(*written.step, wanted, codes, "the step", mistakes);
  if (step && !is_above_zero(*step)) {
    mistakes.error(Code::invalid_step, written.step->place, "`step` must be above 0");
    return std::nullopt;
  }
  return step;
}

std::optional<Type> check_fields(const document::WrittenFact& written, Fact& fact, MistakeList& mistakes) {
  std::vector<values::Field> fields;
  bool all_fine = true;
  for (const document::WrittenField& entry : written.fields) {
    const MistakeList::Context context(mistakes, mistakes.context() + ", field " + quote(entry.name));
    refuse_keyword(entry.name, entry.name_place, "field", mistakes);
    auto type = check_type(entry.type, true, mistakes);
    if (!type) {
      all_fine = false;
      continue;
    }
    Range range = check_range(entry.type, *type, mistakes);
    auto step = check_step(entry.type, *type, mistakes);
    fields.push_back({entry.name, *type});
    fact.fields.push_back({entry.name, fact.name + "." + entry.name, std::move(*type), std::move(range),
                           std::move(step), entry.type.unit, texts_of(entry.type.title)});
  }
  if (!all_fine) return std::nullopt;
  return values::list_of(values::record_of(std::move(fields)));
}

void check_advice(const document::WrittenFact& written, Fact& fact, MistakeList& mistakes) {
  if (written.actionable) {
    for (const auto& [word, action] : actions) {
      if (word == written.actionable->text) fact.actionable = action;
    }
  }
  if (!written.cost) return;
  const Value& cost = written.cost->value;
  if (const auto* integer = std::get_if<std::int64_t>(&cost.content)) {
    fact.cost = static_cast<double>(*integer);
  } else if (const auto* number = std::get_if<double>(&cost.content)) {
    fact.cost = *number;
  } else {
    mistakes.error(Code::wrong_json_type, written.cost->place, "`cost` must be a number");
    return;
  }
  if (!(fact.cost > 0)) mistakes.error(Code::invalid_choice, written.cost->place, "`cost` must be above 0");
}

void check_fact(Linking& linking, const document::WrittenFact& written) {
  const MistakeList::Context context(linking.mistakes, "fact " + quote(written.name));
  Fact fact;
  fact.name = written.name;
  fact.path = split(written.name);
  const bool named = check_words(fact.path, written.name_place, linking.mistakes);
  auto type = written.type.name == "list" ? check_fields(written, fact, linking.mistakes)
                                          : check_type(written.type, false, linking.mistakes);
  if (type) {
    fact.range = check_range(written.type, *type, linking.mistakes);
    fact.step = check_step(written.type, *type, linking.mistakes);
  }
  check_advice(written, fact, linking.mistakes);
  if (!type || !named) {
    linking.broken.insert(fact.name);
    return;
  }
  fact.type = std::move(*type);
  fact.unit = written.type.unit;
  fact.title = texts_of(written.type.title);
  fact.description = texts_of(written.description);
  fact.meta = written.meta;
  fact.optional = written.optional;
  const auto index = static_cast<std::uint32_t>(linking.rules.facts.size());
  linking.scope.facts.emplace(fact.name, Scope::Name{NodeKind::fact, index, fact.type});
  linking.rules.facts.push_back(std::move(fact));
}

// A fact cannot be a value and hold other facts at once.
void refuse_prefixes(Linking& linking) {
  std::unordered_map<std::string_view, const document::WrittenFact*> by_name;
  for (const document::WrittenFact& fact : linking.document.facts) by_name.emplace(fact.name, &fact);
  for (const document::WrittenFact& fact : linking.document.facts) {
    const std::string_view name = fact.name;
    for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
      const auto outer = by_name.find(name.substr(0, dot));
      if (outer == by_name.end() || linking.mistakes.enough_errors()) continue;
      const MistakeList::Context context(linking.mistakes, "fact " + quote(name));
      linking.mistakes.error(
          Code::name_clash, fact.name_place,
          quote(outer->first) + " is a fact itself, so " + quote(name) + " cannot lie within it",
          first_place_hint(outer->second->name_place));
    }
  }
}

}  // namespace

bool is_reserved_word(std::string_view word) {
  return expression::is_keyword(word) || expression::is_reserved_word(word) ||
         std::ranges::find(own_words, word) != own_words.end();
}

void check_facts(Linking& linking) {
  for (const document::WrittenFact& fact : linking.document.facts) {
    if (linking.mistakes.enough_errors()) return;
    check_fact(linking, fact);
  }
  refuse_prefixes(linking);
}

}  // namespace eligo::check
