#pragma once

#include <memory_resource>
#include <stdexcept>
#include <string>
#include <vector>

#include "check/rule_set_checker.hpp"
#include "document/reader.hpp"
#include "engine/compile.hpp"
#include "engine/runner.hpp"
#include "program/program.hpp"
#include "values/column.hpp"
#include "values/scratch_memory.hpp"

namespace eligo::engine {

/// A rule set from JSON text, checked and compiled.
struct Sample {
  check::CheckedRuleSet rules;
  program::Program program;

  explicit Sample(const std::string& json, const Limits& limits = {})
      : rules(checked(json)), program(engine::compile(rules, limits)) {}

  static check::CheckedRuleSet checked(const std::string& json) {
    std::vector<Diagnostic> diagnostics;
    const auto document = document::read_text(json, "sample.json", std::nullopt, diagnostics);
    auto rules = document ? check::check(*document, diagnostics) : std::nullopt;
    if (!rules) throw std::invalid_argument(render(diagnostics));
    return *std::move(rules);
  }

  /// A rule set of these facts (as JSON members) with one rule for each condition.
  static std::string with_rules(const std::string& members, const std::vector<std::string>& conditions) {
    std::string json = R"({"format": 1, "id": "sample", "version": "1", )" + members + R"(, "rules": [)";
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (i != 0) json += ", ";
      json += R"({"id": "r)" + std::to_string(i) +
              R"(", "category": "c", "effect": "hide", "reason": "R", "when": ")" + conditions[i] + "\"}";
    }
    return json + "]}";
  }
};

/// Profiles as columns, built value by value.
class FactTable {
 public:
  explicit FactTable(const Sample& sample) : dictionary_(&sample.program.dictionary()) {
    for (const check::Fact& fact : sample.rules.facts) columns_.emplace_back(fact.type);
  }

  void add_row(const std::vector<values::Value>& values) {
    for (std::size_t i = 0; i < columns_.size(); ++i) append(columns_[i], values[i]);
    ++rows_;
  }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  /// Valid until a row is added.
  [[nodiscard]] const std::vector<values::View>& views() {
    views_.clear();
    for (values::Column& column : columns_) views_.push_back(column.seal());
    return views_;
  }

 private:
  void append(values::Column& column, const values::Value& value) {
    using values::Kind;
    if (const auto* gap = std::get_if<values::Unknown>(&value.content))
      return column.append_unknown(gap->cause);
    switch (column.type().kind) {
      case Kind::boolean: return column.append(std::get<bool>(value.content));
      case Kind::integer: return column.append(std::get<std::int64_t>(value.content));
      case Kind::floating: return column.append(std::get<double>(value.content));
      case Kind::timestamp: return column.append(std::get<values::Timestamp>(value.content).nanoseconds);
      case Kind::duration: return column.append(std::get<values::Interval>(value.content).nanoseconds);
      case Kind::string: {
        const std::string_view text = bytes_.keep(std::get<std::string>(value.content));
        // Every other string as if nobody had looked it up.
        const std::uint32_t code =
            ++strings_ % 2 == 0 ? values::StringValue::unknown_code : dictionary_->find(text);
        return column.append(values::StringValue{text.data(), static_cast<std::uint32_t>(text.size()), code});
      }
      case Kind::list:
        for (const values::Value& element : std::get<values::List>(value.content))
          append(column.child(), element);
        return column.append_list();
      default: {
        const auto& fields = std::get<values::Record>(value.content).fields;
        for (std::size_t i = 0; i < fields.size(); ++i) append(column.child(i), fields[i]);
        return column.append_record();
      }
    }
  }

  const values::Dictionary* dictionary_;
  std::vector<values::Column> columns_;
  std::vector<values::View> views_;
  values::ByteArena bytes_;
  std::size_t rows_ = 0;
  std::size_t strings_ = 0;
};

/// What a boolean came to: `true`, `false`, or why it is unknown as far as this operation knows.
inline std::string outcome(const Results& results, program::ValueId value, std::size_t row) {
  const values::Value content = values::value_at(results[value], row);
  const values::Cause error = results.error_at(value, row);
  return values::literal_text(content) +
         (error == values::Cause::none ? "" : ": " + std::string(values::cause_text(error)));
}

}  // namespace eligo::engine
