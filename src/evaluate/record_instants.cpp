#include "evaluate/record_instants.hpp"

#include <string>

#include "decide/row_slice.hpp"
#include "text/display.hpp"
#include "values/expected_form.hpp"
#include "values/value.hpp"

namespace eligo::evaluate {

namespace {

std::string no_instant(const profiles::FactSchema& field, const values::WrittenForm& form,
                       values::Cause cause) {
  return text::quoted_name(field.name) + ", which gives the instant to decide at, is " +
         std::string(values::cause_text(cause)) +
         (values::is_refusal(cause)
              ? "; expected is " + values::expected_form(cause, field.type, {}, {}, form)
              : "");
}

}  // namespace

std::span<const values::View> RecordInstants::take(profiles::Batch& batch) {
  columns_ = batch.seal();
  if (!schema_->now_column) return columns_.first(schema_->facts);
  const profiles::FactSchema& field = schema_->schema.facts[*schema_->now_column];
  each_.assign(batch.rows(), now_);
  errors_.assign(batch.rows(), false);
  bool any_error = false;
  std::optional<values::Nanoseconds> first;
  bool all_same = true;
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    const values::View& view = columns_[*schema_->now_column];
    errors_[row] = batch.error(row).has_value();
    if (!errors_[row] && !view.is_known(row)) {
      const values::Cause cause = view.causes == nullptr ? values::Cause::absent : view.causes[row];
      batch.refuse_row(row, {no_instant(field, schema_->now_form, cause)});
      errors_[row] = any_error = true;
    }
    if (errors_[row]) continue;
    each_[row] = view.as<values::Nanoseconds>()[row];
    if (!first) first = each_[row];
    all_same = all_same && each_[row] == *first;
  }
  if (any_error) columns_ = batch.seal();
  if (all_same) {
    same_ = first.value_or(now_);
    each_.clear();
  }
  return columns_.first(schema_->facts);
}

void RecordInstants::decide(const decide::Decider& decider, const decide::Facts& facts, Detail detail,
                            values::ScratchMemory& memory, std::span<decide::DecisionData> decisions,
                            decide::UndecidedFacts* undecided) const {
  memory.reset();
  if (each_.empty()) return decider.decide(facts, same_, detail, memory, decisions, undecided);
  for (std::size_t row = 0; row < facts.rows; ++row) {
    if (errors_[row]) continue;
    const decide::RowSlice slice(facts.views, row);
    memory.reset();
    decider.decide({slice.views(), 1, facts.refusals}, each_[row], detail, memory, decisions.subspan(row, 1),
                   undecided);
  }
}

}  // namespace eligo::evaluate
