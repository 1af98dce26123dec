#include "check/name_resolver.hpp"

#include <algorithm>
#include <utility>

#include "check/other_languages.hpp"
#include "check/overload.hpp"
#include "diagnostics/suggestion.hpp"
#include "text/display.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using diagnostics::did_you_mean;
using diagnostics::NameIndex;
using text::in_backticks;
using values::Kind;
using values::Type;

// How other languages write CEL's literals.
std::string_view literal_meant(std::string_view word) {
  if (word == "True" || word == "TRUE" || word == "yes") return "true";
  if (word == "False" || word == "FALSE" || word == "no") return "false";
  if (word == "Null" || word == "NULL" || word == "None" || word == "nil") return "null";
  return {};
}

constexpr std::size_t shown_members = 4;  // of a group of facts, in a hint

bool has_value(const Type& type, const std::string& text) {
  return type.enumeration != nullptr && std::ranges::find(*type.enumeration, text) != type.enumeration->end();
}

template <typename Map>
std::vector<std::string> sorted_keys(const Map& map, const std::string& prefix = {}) {
  std::vector<std::string> keys;
  keys.reserve(map.size());
  for (const auto& [name, ignored] : map) keys.push_back(prefix + name);
  std::ranges::sort(keys);
  return keys;
}

}  // namespace

std::string NameResolver::Chain::text(std::size_t count) const {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += (i == 0 ? "" : ".") + names[i];
  return out;
}

BoundVariable NameResolver::unbind() {
  BoundVariable last = std::move(variables_.back());
  variables_.pop_back();
  return last;
}

void NameResolver::forget_uses(NodeId first) {
  for (BoundVariable& each : variables_) {
    std::erase_if(each.uses, [&](NodeId use) { return use >= first; });
  }
}

BoundVariable* NameResolver::variable(std::string_view name) {
  const auto found = std::find_if(variables_.rbegin(), variables_.rend(),
                                  [&](const BoundVariable& each) { return each.name == name; });
  return found == variables_.rend() ? nullptr : &*found;
}

bool NameResolver::is_bound(std::string_view name) const {
  return std::ranges::any_of(variables_, [&](const BoundVariable& each) { return each.name == name; });
}

std::optional<NameResolver::Chain> NameResolver::chain_of(expression::NodeId id) const {
  Chain chain;
  chain.span = tree_[id].span;
  while (tree_[id].kind == expression::NodeKind::select) {
    chain.names.push_back(tree_[id].name);
    chain.ids.push_back(id);
    id = tree_[id].operands.front();
  }
  if (tree_[id].kind != expression::NodeKind::identifier) return std::nullopt;
  chain.names.push_back(tree_[id].name);
  chain.ids.push_back(id);
  std::ranges::reverse(chain.names);
  std::ranges::reverse(chain.ids);
  return chain;
}

Part NameResolver::named(const Chain& chain, std::size_t count, const Scope::Name& name) {
  Node node = maker_.make(chain.ids[count - 1], name.kind, name.type);
  node.refer_to(name.index);
  return maker_.add(node);
}

template <typename Map>
std::string NameResolver::suggestion(const std::string& name, const Map& map, const char* prefix) const {
  return did_you_mean(
      reporter_.suggester()
          .closest(name, diagnostics::identity(map), map.size(), [&] { return sorted_keys(map, prefix); })
          .name);
}

NameResolver::Match NameResolver::match_variable(const Chain& chain, BoundVariable& variable) {
  const Part part = maker_.add(maker_.make(chain.ids[0], variable.kind, variable.type));
  variable.uses.push_back(part.id);
  return {1, part};
}

NameResolver::Match NameResolver::match_parameter(const Chain& chain) {
  if (chain.names.size() == 1) {
    reporter_.error(Code::unknown_name, chain.span, "`params` is a group of parameters, not a value",
                    "write `params.NAME`");
    return {};
  }
  const auto found = scope_.params.find(chain.names[1]);
  if (found != scope_.params.end()) return {2, named(chain, 2, found->second)};
  reporter_.error(Code::unknown_name, tree_[chain.ids[1]].span,
                  "no parameter is called " + in_backticks(chain.text(2)),
                  suggestion(chain.text(2), scope_.params, "params."));
  return {};
}

std::optional<NameResolver::Match> NameResolver::match_fact(const Chain& chain) {
  for (std::size_t count = chain.names.size(); count > 0; --count) {
    const auto found = scope_.facts.find(chain.text(count));
    if (found != scope_.facts.end()) return Match{count, named(chain, count, found->second)};
  }
  return std::nullopt;
}

NameResolver::Match NameResolver::match(const Chain& chain) {
  const std::string& first = chain.names.front();
  if (BoundVariable* const bound = variable(first)) return match_variable(chain, *bound);
  if (first == "params") return match_parameter(chain);
  if (first == "lists") {
    reporter_.error(Code::list_use, chain.span, "a list of the rule set can only stand after `in`",
                    "write `x in lists.NAME`");
    return {};
  }
  if (first == "now") {
    Type type;
    type.kind = Kind::timestamp;
    return {1, maker_.add(maker_.make(chain.ids[0], NodeKind::now, type))};
  }
  if (auto fact = match_fact(chain)) return *fact;
  const auto definition = scope_.definitions.find(first);
  if (definition != scope_.definitions.end()) return {1, named(chain, 1, definition->second)};
  return unknown(chain);
}

// The first members of a group of facts; one more than a hint shows where there are more.
std::vector<std::string> NameResolver::group(const std::string& prefix) const {
  std::vector<std::string> members;
  const std::string beginning = prefix + ".";
  for (auto at = scope_.facts.lower_bound(beginning);
       at != scope_.facts.end() && at->first.starts_with(beginning) && members.size() <= shown_members;
       ++at) {
    members.push_back(at->first);
  }
  return members;
}

std::vector<std::string> NameResolver::all_names() const {
  std::vector<std::string> names = sorted_keys(scope_.facts);
  for (std::string& name : sorted_keys(scope_.definitions)) names.push_back(std::move(name));
  for (std::string& name : sorted_keys(scope_.params, "params.")) names.push_back(std::move(name));
  names.emplace_back("now");
  return names;
}

// The closest of all names; a variable that is as close goes first.
std::string NameResolver::closest_name(const std::string& text) const {
  std::vector<std::string> bound;
  for (const BoundVariable& each : variables_) bound.push_back(each.name);
  const NameIndex::Answer variable = NameIndex(bound).closest(text);
  const std::size_t count = scope_.facts.size() + scope_.definitions.size() + scope_.params.size();
  const NameIndex::Answer name = reporter_.suggester().closest(text, diagnostics::identity(scope_.facts),
                                                               count, [this] { return all_names(); });
  const bool is_variable =
      !variable.name.empty() && (name.name.empty() || variable.distance <= name.distance);
  return is_variable ? variable.name : name.name;
}

// What a name alone may mean: the end of a fact's, or a value of an enum.
std::string NameResolver::fact_hint(const std::string& text) const {
  diagnostics::Suggester& suggester = reporter_.suggester();
  if (!suggester.spend(scope_.facts.size())) return {};
  for (const auto& [name, ignored] : scope_.facts) {
    if (name.ends_with("." + text)) return did_you_mean(name);
  }
  for (const auto& [name, fact] : scope_.facts) {
    const auto& values = fact.type.enumeration;
    if (!suggester.spend(1 + (values ? values->size() : 0))) return {};
    if (has_value(fact.type, text))
      return "texts stand in quotes: `'" + text + "'` is a value of " + in_backticks(name);
  }
  return {};
}

std::string NameResolver::hint_for(const Chain& chain) const {
  const std::string text = chain.text();
  if (const std::string_view meant = literal_meant(text); !meant.empty()) {
    return "did you mean " + in_backticks(meant) + "?";
  }
  if (const std::string_view hint = foreign_name_hint(text); !hint.empty()) return std::string(hint);
  if (scope_.params.count(text) != 0) return "did you mean `params." + text + "`?";
  if (scope_.lists.count(text) != 0) return "write `x in lists." + text + "`";
  if (std::string hint = did_you_mean(closest_name(text)); !hint.empty()) return hint;
  std::vector<std::string> bound;
  for (const BoundVariable& each : variables_) bound.push_back(each.name);
  if (const std::string name = diagnostics::closest(chain.names.front(), bound); !name.empty()) {
    return "did you mean " + in_backticks(name + text.substr(chain.names.front().size())) + "?";
  }
  return fact_hint(text);
}

NameResolver::Match NameResolver::unknown(const Chain& chain) {
  const std::vector<std::string> members = group(chain.text());
  if (!members.empty()) {
    std::string hint = "its facts are";
    const std::size_t shown = std::min(members.size(), shown_members);
    for (std::size_t i = 0; i < shown; ++i) hint += (i == 0 ? " " : ", ") + in_backticks(members[i]);
    if (shown < members.size()) hint += ", …";
    reporter_.error(Code::unknown_name, chain.span,
                    in_backticks(chain.text()) + " is a group of facts, not a fact", hint);
  } else {
    reporter_.error(Code::unknown_name, chain.span, "no fact is called " + in_backticks(chain.text()),
                    hint_for(chain));
  }
  return {};
}

Part NameResolver::field(const Part& record, expression::NodeId id) {
  const expression::Node& written = tree_[id];
  if (!record.ok()) return {};
  if (record.type.kind == Kind::any) return maker_.add(maker_.make(id, NodeKind::field, record.type));
  if (record.type.kind != Kind::record) {
    const std::vector<std::string> members = names_of(Style::member);
    const bool is_function = std::ranges::find(members, written.name) != members.end();
    std::string hint = foreign_field_hint(tree_, id, record.type);
    if (is_function) hint = "a function needs its parentheses: `" + written.name + "()`";
    reporter_.error(
        Code::unknown_field, written.name_span,
        "a value of type " + values::type_name(record.type) + " has no field " + in_backticks(written.name),
        std::move(hint));
    return {};
  }
  const std::vector<values::Field>& fields = *record.type.fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name != written.name) continue;
    Node node = maker_.make(id, NodeKind::field, fields[i].type);
    node.refer_to(static_cast<std::uint32_t>(i));
    return maker_.add(node, {&record, 1});
  }
  reporter_.error(Code::unknown_field, written.name_span,
                  "the record has no field " + in_backticks(written.name),
                  suggested_field(written.name, record.type));
  return {};
}

std::string NameResolver::suggested_field(const std::string& name, const Type& record) const {
  const auto names = [&] {
    std::vector<std::string> all;
    for (const values::Field& field : *record.fields) all.push_back(field.name);
    return all;
  };
  return did_you_mean(reporter_.suggester().closest(name, record.fields, record.fields->size(), names).name);
}

std::optional<Part> NameResolver::resolve(expression::NodeId id) {
  const auto chain = chain_of(id);
  if (!chain) return std::nullopt;
  Match found = match(*chain);
  for (std::size_t i = found.count; found.part.ok() && i < chain->names.size(); ++i) {
    found.part = field(found.part, chain->ids[i]);
  }
  return found.part;
}

std::optional<Part> NameResolver::resolve_has(expression::NodeId id) {
  const expression::Node& written = tree_[id];
  Chain chain;
  if (!written.operands.empty()) {
    auto base = chain_of(written.operands.front());
    if (!base) return std::nullopt;
    chain = std::move(*base);
    chain.span.end = written.name_span.end;
  } else {
    chain.span = written.name_span;
  }
  chain.names.push_back(written.name);
  chain.ids.push_back(id);

  const std::string& first = chain.names.front();
  const bool is_variable = is_bound(first);
  const bool asks_definition = scope_.definitions.count(first) != 0;
  if (!is_variable && (first == "params" || first == "lists" || first == "now" || asks_definition)) {
    reporter_.error(Code::invalid_has, chain.span, "`has()` needs the name of a fact or of a field",
                    in_backticks(chain.text()) + (asks_definition ? " is a definition" : " is always there"));
    return Part{};
  }
  Match found = match(chain);
  if (is_variable && chain.names.size() == 1) {
    reporter_.error(Code::invalid_has, chain.span, "`has()` needs the name of a fact or of a field",
                    in_backticks(first) + " is an element, and always there");
    return Part{};
  }
  for (std::size_t i = found.count; found.part.ok() && i < chain.names.size(); ++i) {
    found.part = field(found.part, chain.ids[i]);
  }
  return found.part;
}

std::optional<std::optional<std::uint32_t>> NameResolver::list_named(expression::NodeId id) {
  const auto chain = chain_of(id);
  if (!chain || chain->names.front() != "lists" || chain->names.size() != 2 || is_bound("lists")) {
    return std::nullopt;
  }
  const auto found = scope_.lists.find(chain->names[1]);
  if (found != scope_.lists.end()) return std::optional(found->second);
  reporter_.error(Code::unknown_name, chain->span, "no list is called " + in_backticks(chain->text()),
                  suggestion(chain->text(), scope_.lists, "lists."));
  return std::optional<std::uint32_t>{};
}

}  // namespace eligo::check
