#include <eligo/batch_evaluator.hpp>

#include <optional>
#include <stdexcept>
#include <utility>

#include "api/content.hpp"
#include "api/decision_state.hpp"
#include "api/profile_diagnostic.hpp"
#include "engine/scratch_memory.hpp"
#include "profiles/batch.hpp"
#include "profiles/json_reader.hpp"
#include "profiles/scalar_rule.hpp"

namespace eligo {

using values::Cause;
using values::Column;
using values::Kind;

struct BatchEvaluator::State {
  State(RuleSet rule_set, Detail how_much)
      : rules(std::move(rule_set)),
        detail(how_much),
        batch(*rules.content()->checked),
        reader(*rules.content()->checked, *rules.content()->program) {}

  /// Appends a whole column, each value through `append`, which says why it is refused.
  template <typename Value, typename Append>
  void set_column(std::uint32_t fact, std::span<const Value> values, const std::uint8_t* validity,
                  const Append& append);
  [[nodiscard]] std::size_t size() const;

  RuleSet rules;
  Detail detail;
  profiles::Batch batch;
  profiles::JsonReader reader;
  engine::ScratchMemory memory;
  std::optional<std::size_t> column_rows;  // where columns were given
  std::vector<decide::DecisionData> decisions;
};

template <typename Value, typename Append>
void BatchEvaluator::State::set_column(std::uint32_t fact, std::span<const Value> values,
                                       const std::uint8_t* validity, const Append& append) {
  const auto& checked = *rules.content()->checked;
  if (fact >= checked.facts.size()) throw std::invalid_argument("the fact is of no rule set");
  if (batch.rows() != 0) throw std::invalid_argument("columns and single profiles cannot be mixed");
  if (column_rows && *column_rows != values.size()) {
    throw std::invalid_argument("the column of `" + checked.facts[fact].name + "` has " +
                                std::to_string(values.size()) + " rows, others have " +
                                std::to_string(*column_rows));
  }
  Column& column = batch.column(fact);
  const profiles::ScalarRule& rule = rules.content()->scalar_rules[fact];
  const auto refuse_type = [&] {
    column.clear();
    throw std::invalid_argument("fact `" + checked.facts[fact].name + "` is " +
                                values::type_name(checked.facts[fact].type));
  };
  if (column.type().kind == Kind::list) refuse_type();
  if constexpr (requires { rule.take(values, validity, column); }) {
    if (rule.take(values, validity, column)) {
      column_rows = values.size();
      return;
    }
  }
  column.clear();
  for (std::size_t row = 0; row < values.size(); ++row) {
    const bool there = validity == nullptr || ((validity[row / 8] >> (row % 8)) & 1U) != 0;
    const Cause refused = there ? append(rule, values[row], column) : Cause::absent;
    if (refused == Cause::wrong_type) refuse_type();
    if (refused != Cause::none) column.append_unknown(refused);
  }
  column_rows = values.size();
}

std::size_t BatchEvaluator::State::size() const { return column_rows ? *column_rows : batch.rows(); }

BatchEvaluator::BatchEvaluator(RuleSet rules, Detail detail)
    : state_(std::make_unique<State>(std::move(rules), detail)) {}
BatchEvaluator::BatchEvaluator(BatchEvaluator&&) noexcept = default;
BatchEvaluator& BatchEvaluator::operator=(BatchEvaluator&&) noexcept = default;
BatchEvaluator::~BatchEvaluator() = default;

BatchEvaluator& BatchEvaluator::add_json(std::string_view json) {
  if (state_->column_rows) throw std::invalid_argument("columns and single profiles cannot be mixed");
  state_->reader.read(json, state_->batch.rows() + 1, state_->batch);
  const auto& error = state_->batch.error(state_->batch.rows() - 1);
  if (error) {
    LoadError failure({api::profile_diagnostic(error->message)});
    state_->batch.drop_row();
    throw failure;
  }
  return *this;
}

BatchEvaluator& BatchEvaluator::set_column(Fact fact, std::span<const std::int64_t> values,
                                           const std::uint8_t* validity) {
  state_->set_column(
      fact.index(), values, validity,
      [](const auto& rule, std::int64_t value, Column& column) { return rule.append_value(value, column); });
  return *this;
}
BatchEvaluator& BatchEvaluator::set_column(Fact fact, std::span<const double> values,
                                           const std::uint8_t* validity) {
  state_->set_column(fact.index(), values, validity, [](const auto& rule, double value, Column& column) {
    return rule.append_value(value, column);
  });
  return *this;
}
BatchEvaluator& BatchEvaluator::set_column(Fact fact, std::span<const std::string_view> values,
                                           const std::uint8_t* validity) {
  state_->set_column(fact.index(), values, validity,
                     [](const auto& rule, std::string_view value, Column& column) {
                       return rule.append_value(value, column);
                     });
  return *this;
}
BatchEvaluator& BatchEvaluator::set_column(Fact fact, std::span<const Instant> values,
                                           const std::uint8_t* validity) {
  state_->set_column(fact.index(), values, validity,
                     [](const auto& rule, const Instant& value, Column& column) {
                       return rule.append_value(values::Timestamp{values::to_nanoseconds(value)}, column);
                     });
  return *this;
}
BatchEvaluator& BatchEvaluator::set_column(Fact fact, std::span<const Duration> values,
                                           const std::uint8_t* validity) {
  state_->set_column(fact.index(), values, validity,
                     [](const auto& rule, const Duration& value, Column& column) {
                       return rule.append_value(values::Interval{values::to_nanoseconds(value)}, column);
                     });
  return *this;
}
BatchEvaluator& BatchEvaluator::set_column(Fact fact, std::span<const bool> values,
                                           const std::uint8_t* validity) {
  state_->set_column(fact.index(), values, validity, [](const auto& rule, bool value, Column& column) {
    return rule.append_boolean(value, column);
  });
  return *this;
}

std::size_t BatchEvaluator::size() const { return state_->size(); }

DecisionColumns BatchEvaluator::evaluate(Instant now) {
  State& state = *state_;
  const api::Content& content = *state.rules.content();
  if (state.column_rows) {
    state.batch.complete(*state.column_rows);
    state.column_rows.reset();
  }
  const std::size_t rows = state.batch.rows();
  state.decisions.resize(rows);
  state.memory.reset();
  content.decider.decide({state.batch.views(), state.batch.column_pointers(), rows},
                         values::to_nanoseconds(now), state.detail, state.memory, state.decisions);

  DecisionColumns columns;
  columns.codes = content.checked->codes;
  for (const auto& segment : content.checked->segments) columns.segment_ids.push_back(segment.id);
  columns.verdicts.reserve(rows);
  columns.segments.reserve(rows);
  columns.reason_offsets.reserve(rows + 1);
  columns.reason_offsets.push_back(0);
  for (const auto& decision : state.decisions) {
    columns.verdicts.push_back(decision.verdict);
    columns.segments.push_back(decision.segment ? static_cast<std::int32_t>(*decision.segment) : -1);
    for (const auto& reason : decision.reasons) columns.reason_codes.push_back(reason.code);
    columns.reason_offsets.push_back(static_cast<std::uint32_t>(columns.reason_codes.size()));
  }
  return columns;
}

Decision BatchEvaluator::decision(std::size_t row) const {
  if (row >= state_->decisions.size()) throw std::invalid_argument("no such row was evaluated");
  Decision decision(state_->rules.content());
  decision.state().data = state_->decisions[row];
  return decision;
}

void BatchEvaluator::clear() {
  state_->batch.clear();
  state_->column_rows.reset();
  state_->decisions.clear();
}

}  // namespace eligo
