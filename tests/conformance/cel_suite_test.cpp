// Runs the cases of the public CEL conformance suite that stand in cel.jsonl. What our checker refuses is
// counted; what it accepts must come to what the suite says.

#include <fstream>
#include <iostream>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "check/expression_checker.hpp"
#include "conformance/evaluation.hpp"
#include "expression/parser.hpp"
#include "scaffold/columns.hpp"
#include "scaffold/loaded_rules.hpp"
#include "scaffold/scalar_type.hpp"

namespace eligo::conformance {
namespace {

using check::CheckedRuleSet;
using check::NodeKind;
using nlohmann::json;
using test::scalar_type;
using values::Kind;
using values::Type;
using values::Value;

std::optional<Type> type_named(const std::string& name) {
  static const std::map<std::string, Kind> kinds{
      {"bool", Kind::boolean},  {"int", Kind::integer},         {"double", Kind::floating},
      {"string", Kind::string}, {"timestamp", Kind::timestamp}, {"duration", Kind::duration}};
  if (const auto found = kinds.find(name); found != kinds.end()) return scalar_type(found->second);
  if (!name.starts_with("list<")) return std::nullopt;
  auto element = type_named(name.substr(5, name.size() - 6));
  return element ? std::optional(values::list_of(*element)) : std::nullopt;
}

// A value of the suite: an object whose one key is the type.
struct SuiteValue {
  Value value;
  Type type;
};

values::Nanoseconds seconds_and_nanos(const json& written) {
  return values::Nanoseconds{written.value("seconds", std::int64_t{0})} * values::nanoseconds_per_second +
         written.value("nanos", 0);
}

std::optional<SuiteValue> read_value(const json& written) {
  const std::string kind = written.begin().key();
  const json& content = written.begin().value();
  SuiteValue result;
  result.value.content = values::Null{};
  if (kind == "null") return result;
  if (kind == "list") {
    values::List list;
    Type element = scalar_type(Kind::any);
    for (const json& each : content) {
      auto item = read_value(each);
      if (!item) return std::nullopt;
      list.push_back(item->value);
      element = item->type;
    }
    result.value.content = list;
    result.type = values::list_of(element);
    return result;
  }
  const auto type = type_named(kind);
  if (!type) return std::nullopt;
  result.type = *type;
  if (kind == "bool") result.value.content = content.get<bool>();
  if (kind == "int") result.value.content = content.get<std::int64_t>();
  if (kind == "string") result.value.content = content.get<std::string>();
  if (kind == "timestamp") result.value.content = values::Timestamp{seconds_and_nanos(content)};
  if (kind == "duration") result.value.content = values::Interval{seconds_and_nanos(content)};
  if (kind == "double") {
    double number = 0;
    if (content.is_string()) {
      const double infinity = std::numeric_limits<double>::infinity();
      number = content == "inf"    ? infinity
               : content == "-inf" ? -infinity
                                   : std::numeric_limits<double>::quiet_NaN();
    } else {
      number = content.get<double>();
    }
    result.value.content = number;
  }
  return result;
}

enum class Verdict { accepted, refused, wrong };

struct Report {
  Verdict verdict = Verdict::refused;
  std::string text;
};

// A rule set of the case's variables, with the expression as its only definition.
std::optional<CheckedRuleSet> rule_set_of(const json& entry, std::map<std::string, Value>& bound,
                                          std::string& why) {
  CheckedRuleSet rules;
  check::Scope scope;
  scope.list_table = &rules.lists;
  scope.zones = rules.zones.get();
  std::map<std::string, Type> types;
  const json declared = entry.value("types", json::object());
  for (const auto& [name, type] : declared.items()) {
    const auto known = type_named(type.get<std::string>());
    if (!known) return std::nullopt;
    types.emplace(name, *known);
  }
  const json bindings = entry.value("bindings", json::object());
  for (const auto& [name, value] : bindings.items()) {
    auto read = read_value(value);
    if (!read || read->type.kind == Kind::null) return std::nullopt;
    bound.emplace(name, read->value);
    types.emplace(name, read->type);
  }
  for (const auto& [name, type] : types) {
    const auto index = static_cast<std::uint32_t>(rules.facts.size());
    scope.facts.emplace(name, check::Scope::Name{NodeKind::fact, index, type});
    check::Fact fact;
    fact.name = name;
    fact.path = {name};
    fact.type = type;
    fact.used = true;
    rules.facts.push_back(std::move(fact));
  }
  const auto text = diagnostics::text_from_memory(entry.at("expr").get<std::string>());
  std::vector<Diagnostic> diagnostics;
  const auto tree = expression::parse(text, diagnostics);
  std::optional<check::NodeId> root;
  if (tree) root = check::check_expression(*tree, text, scope, "case", rules.nodes, diagnostics);
  if (!root) {
    why = render(diagnostics);
    return std::nullopt;
  }
  check::Definition definition;
  definition.name = "result";
  definition.root = definition.exact_root = *root;
  definition.type = rules.nodes.type(*root);
  rules.definitions.push_back(std::move(definition));
  rules.definition_order.push_back(0);
  return rules;
}

Report run(const json& entry) {
  Report report;
  std::map<std::string, Value> bound;
  auto rules = rule_set_of(entry, bound, report.text);
  if (!rules) return report;
  const test::LoadedRules loaded(*std::move(rules));
  std::vector<Value> profile;
  for (const check::Fact& fact : loaded.rules->facts) {
    const auto found = bound.find(fact.name);
    profile.push_back(found == bound.end() ? Value{values::Unknown{values::Cause::absent}} : found->second);
  }
  test::FactColumns columns(loaded);
  while (columns.rows() < 70) columns.add_row(profile);
  report.verdict = Verdict::accepted;
  const json& expect = entry.at("expect");
  for (const std::size_t row : {std::size_t{0}, columns.rows() - 1}) {
    const Outcome outcome = evaluate(*loaded.program, 0, columns.views(), columns.rows(), row);
    bool right = false;
    if (expect.contains("value")) {
      const auto expected = read_value(expect.at("value"));
      right = expected && outcome.value.known() && same(outcome.value, expected->value);
    } else {
      right = !outcome.value.known() && !outcome.errors.empty();
    }
    if (right) continue;
    report.verdict = Verdict::wrong;
    report.text = "got " + values::literal_text(outcome.value) + ", expected " + expect.dump();
  }
  return report;
}

TEST(CelSuite, WhatIsAcceptedIsRight) {
  std::ifstream in(ELIGO_SOURCE_DIR "/tests/conformance/cel.jsonl");
  ASSERT_TRUE(in);
  std::size_t counts[3] = {};
  std::size_t core = 0, core_accepted = 0;
  const bool verbose = std::getenv("ELIGO_CONFORMANCE_VERBOSE") != nullptr;
  std::string line;
  while (std::getline(in, line)) {
    const json entry = json::parse(line);
    const Report report = run(entry);
    ++counts[static_cast<std::size_t>(report.verdict)];
    if (entry.value("core", false)) {
      ++core;
      if (report.verdict == Verdict::accepted) ++core_accepted;
      if (verbose && report.verdict == Verdict::refused) {
        std::cout << "refused: " << entry.at("expr").get<std::string>() << "\n" << report.text;
      }
    }
    EXPECT_NE(report.verdict, Verdict::wrong)
        << entry.at("file") << " " << entry.at("name") << ": " << entry.at("expr") << ": " << report.text;
  }
  std::cout << "accepted " << counts[0] << ", refused " << counts[1] << ", wrong " << counts[2] << "; of "
            << core << " cases that use only our types, accepted " << core_accepted << "\n";
  EXPECT_GT(core, 300U);
  EXPECT_GE(core_accepted * 100, core * 80);
}

}  // namespace
}  // namespace eligo::conformance
