#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "profiles/batch.hpp"
#include "values/dictionary.hpp"

namespace eligo::profiles {

/// A schema with one fact of each kind, without rules.
struct SampleRules {
  check::CheckedRuleSet rules;
  values::Dictionary dictionary;

  SampleRules() {
    using values::Kind;
    rules.subject = "id";
    add("verified", of(Kind::boolean));
    add("credit.score", of(Kind::integer), std::int64_t{350}, std::int64_t{950});
    add("credit.ratio", of(Kind::floating), 0.0, std::nullopt);
    add("account.status", values::enum_of({"active", "frozen"}));
    add("account.opened", of(Kind::timestamp));
    add("account.wait", of(Kind::duration));
    add("name", of(Kind::string));
    add("codes", values::list_of(of(Kind::integer)));
    add("loans",
        values::list_of(values::record_of({{"amount", of(Kind::floating)}, {"open", of(Kind::boolean)}})));
    const check::Range not_negative{values::Value{0.0}, std::nullopt};
    rules.facts.back().fields = {{"amount", "loans.amount", of(Kind::floating), not_negative, "", {}},
                                 {"open", "loans.open", of(Kind::boolean), {}, "", {}}};
    add("count", of(Kind::integer));
    add("unread", of(Kind::integer));
    rules.facts.back().used = false;
    for (const char* text : {"active", "frozen", "Ada", ""}) dictionary.insert(text);
  }

  /// A row of a fact as an expression would write it, or why it is unknown.
  static std::string cell(Batch& batch, std::size_t fact, std::size_t row) {
    const values::Column& column = batch.column(fact);
    const values::Cause cause = column.cause_at(row);
    return cause == values::Cause::none ? literal_text(values::value_at(batch.views()[fact], row))
                                        : "unknown: " + std::string(values::cause_text(cause));
  }

  std::size_t index(const std::string& name) const {
    for (std::size_t fact = 0; fact < rules.facts.size(); ++fact) {
      if (rules.facts[fact].name == name) return fact;
    }
    return rules.facts.size();
  }

 private:
  static values::Type of(values::Kind kind) {
    values::Type type;
    type.kind = kind;
    return type;
  }

  void add(const std::string& name, values::Type type,
           std::optional<std::variant<std::int64_t, double>> low = {},
           std::optional<std::variant<std::int64_t, double>> high = {}) {
    const auto bound = [](const auto& number) -> std::optional<values::Value> {
      if (!number) return std::nullopt;
      return std::visit([](auto content) { return values::Value{content}; }, *number);
    };
    check::Fact fact;
    fact.name = name;
    const std::size_t dot = name.find('.');
    if (dot != std::string::npos) fact.path.push_back(name.substr(0, dot));
    fact.path.push_back(dot == std::string::npos ? name : name.substr(dot + 1));
    fact.type = std::move(type);
    fact.range = {bound(low), bound(high)};
    fact.used = true;
    rules.facts.push_back(std::move(fact));
  }
};

}  // namespace eligo::profiles
