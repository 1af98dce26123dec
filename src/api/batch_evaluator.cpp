#include <eligo/batch_evaluator.hpp>

#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

#include "api/content.hpp"
#include "api/decision_state.hpp"
#include "api/now.hpp"
#include "api/profile_diagnostic.hpp"
#include "decide/row_slice.hpp"
#include "profiles/arrow_reader.hpp"
#include "profiles/batch.hpp"
#include "profiles/dictionary_texts.hpp"
#include "profiles/json_reader.hpp"
#include "profiles/scalar_rule.hpp"
#include "values/bit_bytes.hpp"
#include "values/scratch_memory.hpp"

namespace eligo {

using values::Cause;
using values::Column;
using values::Kind;

namespace {

/// An array that was moved to us.
class OwnedArray {
 public:
  explicit OwnedArray(ArrowArray& from) noexcept : array_(from) { from.release = nullptr; }
  OwnedArray(OwnedArray&& other) noexcept : OwnedArray(other.array_) {}
  OwnedArray& operator=(OwnedArray&&) = delete;
  OwnedArray(const OwnedArray&) = delete;
  OwnedArray& operator=(const OwnedArray&) = delete;
  ~OwnedArray() {
    if (array_.release != nullptr) array_.release(&array_);
  }

 private:
  ArrowArray array_;
};

}  // namespace

struct BatchEvaluator::State {
  State(const RuleSet& rule_set, Detail how_much)
      : rules(rule_set),
        detail(how_much),
        batch(content().program->schema()),
        reader(content().program->schema()) {
    columns.codes = content().checked->codes;
    for (const auto& segment : content().checked->segments) columns.segment_ids.push_back(segment.id);
  }

  [[nodiscard]] const api::Content& content() const { return api::Content::of(rules); }

  [[nodiscard]] Result<std::size_t> add_json(std::string_view json);
  template <typename Value>
  void set_column(const Fact& handle, std::span<const Value> values, const std::uint8_t* validity);
  /// Appends a whole column, value by value where it is not taken at once.
  template <typename Value>
  void fill(std::uint32_t fact, std::span<const Value> values, const std::uint8_t* validity,
            Column& column) const;
  void require_not_evaluated() const;
  void set_codes(const Fact& handle, std::span<const std::int32_t> codes,
                 std::span<const std::string_view> dictionary, const std::uint8_t* validity);
  [[nodiscard]] std::vector<std::string> set_columns(const ArrowSchema& schema, ArrowArray& array);
  void require_columns() const;
  /// The subject of a row as JSON text.
  [[nodiscard]] std::string subject_of(std::size_t row) const;
  /// The column that is to take as many rows; std::invalid_argument where it cannot.
  [[nodiscard]] Column& column_for(std::uint32_t fact, bool accepted, std::size_t rows);
  /// Puts what `fill_empty` makes of an empty column in its place; nothing is changed where that throws.
  template <typename Fill>
  void give(Column& column, std::size_t rows, Fill fill_empty);
  [[nodiscard]] const DecisionColumns& evaluate(values::Nanoseconds now);
  void fill_columns();
  [[nodiscard]] decide::DecisionData data(std::size_t row) const;

  /// Whether decisions are made only when somebody asks for one.
  [[nodiscard]] bool only_columns() const { return detail == Detail::verdict || detail == Detail::codes; }

  RuleSet rules;
  Detail detail;
  profiles::Batch batch;
  profiles::JsonReader reader;
  values::ScratchMemory memory;
  std::optional<std::size_t> column_rows;                           // where columns were given
  bool evaluated = false;                                           // since it was cleared
  std::map<std::uint32_t, profiles::DictionaryTexts> dictionaries;  // by fact, the last one
  std::optional<profiles::ArrowReader> arrow_reader;                // made for the first Arrow array
  std::vector<OwnedArray> arrays;                                   // that columns refer to
  std::optional<profiles::ArrowSubject> arrow_subject;
  // Of the last evaluation.
  std::size_t decided = 0;  // rows
  std::span<const values::View> facts;
  values::Nanoseconds decided_at = 0;
  std::vector<decide::DecisionData> decisions;  // the first `decided`, unless there are only columns
  decide::VerdictColumns verdicts;              // lends its memory
  DecisionColumns columns;
};

void BatchEvaluator::State::require_not_evaluated() const {
  if (evaluated)
    throw std::invalid_argument("the batch has been evaluated: `clear` it before it is filled again");
}

void BatchEvaluator::State::require_columns() const {
  require_not_evaluated();
  if (!column_rows && batch.rows() != 0)
    throw std::invalid_argument("a column cannot be added to profiles in JSON");
}

Result<std::size_t> BatchEvaluator::State::add_json(std::string_view json) {
  require_not_evaluated();
  if (column_rows) throw std::invalid_argument("a profile in JSON cannot be added to columns");
  const std::size_t row = batch.rows();
  try {
    reader.read(json, row + 1, batch);
    if (!batch.error(row)) return row;
    const std::vector<Diagnostic> wrong{api::profile_diagnostic(batch.error(row)->message)};
    batch.truncate(row);
    return wrong;
  } catch (...) {
    batch.truncate(row);
    throw;
  }
}

template <typename Value>
void BatchEvaluator::State::fill(std::uint32_t fact, std::span<const Value> values,
                                 const std::uint8_t* validity, Column& column) const {
  const profiles::ScalarRule& rule = content().scalar_rules[fact];
  if constexpr (requires { rule.refer_all(values, validity, column); }) {
    if (rule.refer_all(values, validity, column)) return;
  } else if constexpr (requires { rule.assign_all(values, validity, column); }) {
    if (rule.assign_all(values, validity, column)) return;
  }
  for (std::size_t row = 0; row < values.size(); ++row) {
    const Cause refused =
        values::is_valid_row(validity, row) ? rule.append_value(values[row], column) : Cause::absent;
    if (refused != Cause::none) column.append_unknown(refused);
  }
}

Column& BatchEvaluator::State::column_for(std::uint32_t fact, bool accepted, std::size_t rows) {
  require_columns();
  const check::Fact& declared = content().checked->facts[fact];
  if (!accepted) {
    throw std::invalid_argument("fact `" + declared.name + "` is " + values::type_name(declared.type) +
                                ", not what its column holds");
  }
  if (column_rows && *column_rows != rows) {
    throw std::invalid_argument("the column of `" + declared.name + "` has " + std::to_string(rows) +
                                " rows, others have " + std::to_string(*column_rows));
  }
  return batch.column(fact);
}

std::vector<std::string> BatchEvaluator::State::set_columns(const ArrowSchema& schema, ArrowArray& array) {
  require_columns();
  if (column_rows && array.length != static_cast<std::int64_t>(*column_rows)) {
    throw std::invalid_argument("the columns have " + std::to_string(array.length) + " rows, others have " +
                                std::to_string(*column_rows));
  }
  arrays.reserve(arrays.size() + 1);  // from here on, what was read is kept
  if (!arrow_reader) arrow_reader.emplace(content().program->schema());
  profiles::ArrowReader::Columns read = arrow_reader->read(schema, array, batch);
  arrays.emplace_back(array);
  column_rows = read.rows;
  if (read.subject) arrow_subject = std::move(read.subject);
  return std::move(read.ignored);
}

std::string BatchEvaluator::State::subject_of(std::size_t row) const {
  return arrow_subject ? arrow_subject->json(row) : std::string(batch.subject(row));
}

void BatchEvaluator::State::set_codes(const Fact& handle, std::span<const std::int32_t> codes,
                                      std::span<const std::string_view> dictionary,
                                      const std::uint8_t* validity) {
  const std::uint32_t fact = content().place(handle);
  Column& column = column_for(fact, content().checked->facts[fact].type.kind == Kind::string, codes.size());
  if (const auto wrong = profiles::first_wrong_code(codes, dictionary.size(), validity)) {
    throw std::invalid_argument("row " + std::to_string(*wrong) + " of the column of `" +
                                content().checked->facts[fact].name +
                                "` has a code that its dictionary does not");
  }
  profiles::DictionaryTexts& kept = dictionaries[fact];
  std::optional<profiles::DictionaryTexts> other;
  if (!kept.holds(dictionary))
    other.emplace(dictionary, std::span<const std::uint32_t>(), content().scalar_rules[fact]);
  give(column, codes.size(), [&](Column& empty) { (other ? *other : kept).refer(codes, validity, empty); });
  if (other) kept = *std::move(other);
}

template <typename Fill>
void BatchEvaluator::State::give(Column& column, std::size_t rows, Fill fill_empty) {
  if (column.size() != 0) {  // it stays where memory runs out
    Column other(column.type());
    fill_empty(other);
    column = std::move(other);
  } else {
    try {
      fill_empty(column);
    } catch (...) {
      column.clear();
      throw;
    }
  }
  column_rows = rows;
}

template <typename Value>
void BatchEvaluator::State::set_column(const Fact& handle, std::span<const Value> values,
                                       const std::uint8_t* validity) {
  const std::uint32_t fact = content().place(handle);
  const Kind kind = content().checked->facts[fact].type.kind;
  Column& column = column_for(fact, profiles::accepts<Value>(kind), values.size());
  give(column, values.size(), [&](Column& empty) { fill(fact, values, validity, empty); });
}

const DecisionColumns& BatchEvaluator::State::evaluate(values::Nanoseconds now) {
  if (column_rows) batch.complete(*column_rows);
  const std::size_t rows = batch.rows();
  try {
    memory.reset();
    facts = batch.seal();
    decided_at = now;
    if (!only_columns()) {
      if (decisions.size() < rows) decisions.resize(rows);
      content().decider.decide({facts, rows}, now, detail, memory, std::span(decisions).first(rows));
    }
    decided = rows;
    fill_columns();
    evaluated = true;
    return columns;
  } catch (...) {
    decided = 0;
    throw;
  }
}

decide::DecisionData BatchEvaluator::State::data(std::size_t row) const {
  if (!only_columns()) return decisions[row];
  const decide::RowSlice slice(facts, row);
  values::ScratchMemory own;
  std::vector<decide::DecisionData> one(1);
  content().decider.decide({slice.views(), 1}, decided_at, detail, own, one);
  return std::move(one.front());
}

void BatchEvaluator::State::fill_columns() {
  if (only_columns()) {
    content().decider.decide_columns({facts, decided}, decided_at, detail == Detail::codes, memory, verdicts);
  } else {
    verdicts.clear();
    for (const auto& decision : std::span(decisions).first(decided)) verdicts.add(decision);
  }
  // The memory of the last evaluation goes round.
  std::swap(columns.verdicts, verdicts.verdicts);
  std::swap(columns.segments, verdicts.segments);
  std::swap(columns.reason_offsets, verdicts.offsets);
  std::swap(columns.reason_codes, verdicts.codes);
}

BatchEvaluator::BatchEvaluator(const RuleSet& rules, Detail detail)
    : state_(std::make_unique<State>(rules, detail)) {}
BatchEvaluator::BatchEvaluator(BatchEvaluator&&) noexcept = default;
BatchEvaluator& BatchEvaluator::operator=(BatchEvaluator&&) noexcept = default;
BatchEvaluator::~BatchEvaluator() = default;

BatchEvaluator::State& BatchEvaluator::state() const {
  if (!state_) throw std::invalid_argument("the batch evaluator was moved from");
  return *state_;
}

BatchEvaluator& BatchEvaluator::add_json(std::string_view json) & {
  static_cast<void>(try_add_json(json).value());
  return *this;
}
Result<std::size_t> BatchEvaluator::try_add_json(std::string_view json) { return state().add_json(json); }

template <typename Value>
BatchEvaluator& BatchEvaluator::give_column(const Fact& fact, std::span<const Value> values,
                                            const std::uint8_t* validity) {
  state().set_column(fact, values, validity);
  return *this;
}
BatchEvaluator& BatchEvaluator::set_column(const Fact& fact, std::span<const std::int64_t> values,
                                           const std::uint8_t* validity) & {
  return give_column(fact, values, validity);
}
BatchEvaluator& BatchEvaluator::set_column(const Fact& fact, std::span<const std::uint64_t> values,
                                           const std::uint8_t* validity) & {
  return give_column(fact, values, validity);
}
BatchEvaluator& BatchEvaluator::set_column(const Fact& fact, std::span<const double> values,
                                           const std::uint8_t* validity) & {
  return give_column(fact, values, validity);
}
BatchEvaluator& BatchEvaluator::set_column(const Fact& fact, std::span<const std::string_view> values,
                                           const std::uint8_t* validity) & {
  return give_column(fact, values, validity);
}
BatchEvaluator& BatchEvaluator::set_column(const Fact& fact, std::span<const std::int32_t> codes,
                                           std::span<const std::string_view> dictionary,
                                           const std::uint8_t* validity) & {
  state().set_codes(fact, codes, dictionary, validity);
  return *this;
}
BatchEvaluator& BatchEvaluator::set_column(const Fact& fact, std::span<const std::uint32_t> codes,
                                           std::span<const std::string_view> dictionary,
                                           const std::uint8_t* validity) & {
  // Beyond the largest signed one no dictionary has a code, however it is read.
  const auto* const same = reinterpret_cast<const std::int32_t*>(codes.data());
  state().set_codes(fact, {same, codes.size()}, dictionary, validity);
  return *this;
}
BatchEvaluator& BatchEvaluator::set_column(const Fact& fact, std::span<const Instant> values,
                                           const std::uint8_t* validity) & {
  return give_column(fact, values, validity);
}
BatchEvaluator& BatchEvaluator::set_column(const Fact& fact, std::span<const Duration> values,
                                           const std::uint8_t* validity) & {
  return give_column(fact, values, validity);
}
BatchEvaluator& BatchEvaluator::set_column(const Fact& fact, std::span<const bool> values,
                                           const std::uint8_t* validity) & {
  return give_column(fact, values, validity);
}

std::vector<std::string> BatchEvaluator::set_columns(const ArrowSchema& schema, ArrowArray& array) {
  return state().set_columns(schema, array);
}

std::size_t BatchEvaluator::size() const noexcept {
  if (!state_) return 0;
  return state_->column_rows ? *state_->column_rows : state_->batch.rows();
}

const DecisionColumns& BatchEvaluator::evaluate(Instant now) & {
  return state().evaluate(api::instant_of(now));
}

DecisionColumns BatchEvaluator::evaluate(Instant now) && {
  static_cast<void>(state().evaluate(api::instant_of(now)));
  return std::move(state().columns);
}

Decision BatchEvaluator::decision(std::size_t row) const {
  const State& own = state();
  if (row >= own.decided) throw std::invalid_argument("no such row was evaluated");
  Decision decision(api::Content::shared_by(own.rules));
  decision.state().data = own.data(row);
  decision.state().subject = own.subject_of(row);
  return decision;
}

void BatchEvaluator::clear() noexcept {
  if (!state_) return;
  state_->batch.clear();
  state_->arrow_subject.reset();
  state_->arrays.clear();
  state_->column_rows.reset();
  state_->evaluated = false;
  state_->decided = 0;
}

}  // namespace eligo
