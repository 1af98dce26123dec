// The engine alone: one run over one profile, and over 1,024, with the shipped consumer-credit rules. The
// profiles are synthetic columns with every fact known; nothing is decided, written or read.

#include <benchmark/benchmark.h>

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/runner.hpp"
#include "scaffold/checked_text.hpp"
#include "scaffold/columns.hpp"
#include "scaffold/loaded_rules.hpp"
#include "values/scratch_memory.hpp"

namespace {

using namespace eligo;

const values::Nanoseconds now = *values::parse_timestamp("2026-11-23T10:00:00Z");

values::Value sample_value(const values::Type& type, std::size_t row) {
  using values::Kind;
  const auto number = static_cast<std::int64_t>(row * 37 % 700);
  const values::Nanoseconds time = now - values::Nanoseconds{number} * 3600 * values::nanoseconds_per_second;
  switch (type.kind) {
    case Kind::boolean: return {row % 3 != 0};
    case Kind::integer: return {number};
    case Kind::floating: return {static_cast<double>(number) / 3.0};
    case Kind::string:
      return {type.enumeration ? (*type.enumeration)[row % type.enumeration->size()] : std::string("CN-31")};
    case Kind::timestamp: return {values::Timestamp{time}};
    case Kind::duration: return {values::Interval{time}};
    case Kind::list:
      return {values::List{sample_value(*type.element, row), sample_value(*type.element, row + 1)}};
    case Kind::record: {
      values::Record record;
      for (const values::Field& field : *type.fields) record.fields.push_back(sample_value(field.type, row));
      return {std::move(record)};
    }
    default: return {values::Unknown{values::Cause::absent}};
  }
}

void run_rows(benchmark::State& state) {
  const test::LoadedRules loaded(
      test::check_file(ELIGO_SOURCE_DIR "/rules/consumer_credit/rule_set.json").accepted());
  const program::Program& program = *loaded.program;
  const auto rows = static_cast<std::size_t>(state.range(0));
  const auto numbers = [&](std::string_view text) { return program.dictionary().find(text); };
  std::deque<values::Value> kept;  // the strings of the columns
  std::vector<values::Column> columns;
  std::vector<values::View> views;
  for (const check::Fact& fact : loaded.rules->facts) {
    values::Column& column = columns.emplace_back(fact.type);
    for (std::size_t row = 0; row < rows; ++row)
      test::append(column, kept.emplace_back(sample_value(fact.type, row)), numbers);
  }
  for (values::Column& column : columns) views.push_back(column.seal());
  values::ScratchMemory memory;
  for (auto _ : state) {
    memory.reset();
    benchmark::DoNotOptimize(engine::run(program, views, rows, now, {}, memory));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["operations"] = static_cast<double>(program.decision_part().size());
}
BENCHMARK(run_rows)->Arg(1)->Arg(64)->Arg(1024);

}  // namespace

BENCHMARK_MAIN();
