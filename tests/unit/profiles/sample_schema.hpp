#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "profiles/batch.hpp"
#include "profiles/schema.hpp"
#include "scaffold/scalar_type.hpp"
#include "values/dictionary.hpp"

namespace eligo::profiles {

/// A schema with one fact of each kind.
struct SampleSchema {
  Schema schema;

  SampleSchema() {
    using test::scalar_type;
    using values::Kind;
    schema.subject = "id";
    add("verified", scalar_type(Kind::boolean));
    add("credit.score", scalar_type(Kind::integer), std::int64_t{350}, std::int64_t{950});
    add("credit.ratio", scalar_type(Kind::floating), 0.0, std::nullopt);
    add("account.status", values::enum_of({"active", "frozen"}));
    add("account.opened", scalar_type(Kind::timestamp));
    add("account.wait", scalar_type(Kind::duration));
    add("name", scalar_type(Kind::string));
    add("codes", values::list_of(scalar_type(Kind::integer)));
    add("loans", values::list_of(values::record_of(
                     {{"amount", scalar_type(Kind::floating)}, {"open", scalar_type(Kind::boolean)}})));
    const ValueRange not_negative{values::Value{0.0}, std::nullopt};
    schema.facts.back().fields = {{"amount", scalar_type(Kind::floating), not_negative},
                                  {"open", scalar_type(Kind::boolean), {}}};
    add("count", scalar_type(Kind::integer));
    add("unread", scalar_type(Kind::integer));
    schema.facts.back().used = false;
    values::Dictionary dictionary;
    for (const char* text : {"active", "frozen", "Ada", ""}) dictionary.insert(text);
    schema.dictionary = std::make_shared<const values::Dictionary>(std::move(dictionary));
  }

  /// A row of a fact as an expression would write it, or why it is unknown.
  static std::string cell(Batch& batch, std::size_t fact, std::size_t row) {
    const values::View& view = batch.seal()[fact];
    const values::Cause cause = view.cause_at(row);
    return cause == values::Cause::none ? literal_text(values::value_at(view, row))
                                        : "unknown: " + std::string(values::cause_text(cause));
  }

  std::size_t index(const std::string& name) const {
    for (std::size_t fact = 0; fact < schema.facts.size(); ++fact) {
      if (schema.facts[fact].name == name) return fact;
    }
    return schema.facts.size();
  }

  std::uint32_t count() const { return static_cast<std::uint32_t>(schema.facts.size()); }

  void add(const std::string& name, values::Type type,
           std::optional<std::variant<std::int64_t, double>> low = {},
           std::optional<std::variant<std::int64_t, double>> high = {}) {
    const auto bound = [](const auto& number) -> std::optional<values::Value> {
      if (!number) return std::nullopt;
      return std::visit([](auto content) { return values::Value{content}; }, *number);
    };
    FactSchema fact;
    fact.name = name;
    fact.type = std::move(type);
    fact.range = {bound(low), bound(high)};
    schema.facts.push_back(std::move(fact));
  }
};

}  // namespace eligo::profiles
