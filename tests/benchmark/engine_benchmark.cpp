// The engine alone: one run over one profile, and over 1,024, with the shipped consumer-credit rules. The
// profiles are synthetic columns with every fact known; nothing is decided, written or read.

#include <benchmark/benchmark.h>

#include <array>
#include <iostream>
#include <memory_resource>
#include <vector>

#include "check/rule_set_checker.hpp"
#include "document/reader.hpp"
#include "engine/compile.hpp"
#include "engine/runner.hpp"
#include "program/program.hpp"
#include "values/column.hpp"
#include "values/scratch_memory.hpp"

namespace {

using namespace eligo;

check::CheckedRuleSet shipped_rules() {
  std::vector<Diagnostic> diagnostics;
  const auto document = document::read_file(
      std::string(ELIGO_SOURCE_DIR) + "/rules/consumer_credit/rule_set.json", diagnostics);
  auto rules = document ? check::check(*document, diagnostics) : std::nullopt;
  if (!rules) {
    std::cerr << render(diagnostics);
    std::exit(2);
  }
  return *std::move(rules);
}

const values::Nanoseconds now = *values::parse_timestamp("2026-11-23T10:00:00Z");

void append_sample(values::Column& column, std::size_t row, const values::Dictionary& dictionary) {
  using values::Kind;
  const auto number = static_cast<std::int64_t>(row * 37 % 700);
  switch (column.type().kind) {
    case Kind::boolean: return column.append(row % 3 != 0);
    case Kind::integer: return column.append(number);
    case Kind::floating: return column.append(static_cast<double>(number) / 3.0);
    case Kind::string: {
      const auto& values = column.type().enumeration;
      const std::string_view text = values ? (*values)[row % values->size()] : std::string_view("CN-31");
      return column.append(
          values::StringValue{text.data(), static_cast<std::uint32_t>(text.size()), dictionary.find(text)});
    }
    case Kind::timestamp:
    case Kind::duration:
      return column.append(now - values::Nanoseconds{number} * 3600 * values::nanoseconds_per_second);
    case Kind::list:
      for (std::size_t i = 0; i < 2; ++i) append_sample(column.child(), row + i, dictionary);
      return column.append_list();
    case Kind::record:
      for (std::size_t i = 0; i < column.type().fields->size(); ++i)
        append_sample(column.child(i), row, dictionary);
      return column.append_record();
    default: return column.append_unknown(values::Cause::absent);
  }
}

void run_rows(benchmark::State& state) {
  const check::CheckedRuleSet rules = shipped_rules();
  const program::Program program = engine::compile(rules);
  const auto rows = static_cast<std::size_t>(state.range(0));
  std::vector<values::Column> columns;
  std::vector<values::View> views;
  for (const check::Fact& fact : rules.facts) {
    columns.emplace_back(fact.type);
    for (std::size_t row = 0; row < rows; ++row) append_sample(columns.back(), row, program.dictionary());
  }
  for (values::Column& column : columns) views.push_back(column.seal());
  values::ScratchMemory memory;
  for (auto _ : state) {
    memory.reset();
    benchmark::DoNotOptimize(engine::run(program, views, rows, now, {}, memory));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["operations"] =
      static_cast<double>(program.verdict_part().size() + program.remaining_part().size());
}
BENCHMARK(run_rows)->Arg(1)->Arg(64)->Arg(1024);

}  // namespace

BENCHMARK_MAIN();
