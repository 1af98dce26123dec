#include "conformance/evaluation.hpp"

#include <cmath>
#include <memory_resource>
#include <variant>

#include "engine/runner.hpp"

namespace eligo::conformance {

using values::List;
using values::Record;
using values::Value;

values::Nanoseconds instant() { return values::parse_timestamp("2026-11-23T10:00:00Z").value(); }

Outcome evaluate(const program::Program& program, std::size_t definition, std::span<const values::View> views,
                 std::size_t rows, std::size_t row) {
  engine::RunOptions options;
  options.part = engine::Part::every;
  std::pmr::monotonic_buffer_resource memory;
  const engine::Results results = engine::run(program, views, rows, instant(), options, memory);
  const program::ValueId id = program.definition_value(definition);
  Outcome outcome{values::value_at(results[id], row), {}};
  for (program::ValueId each = 0; each < program.operations().size(); ++each) {
    const program::Operation& operation = program.operations()[each];
    if (operation.opcode == program::Opcode::constant) {
      outcome.errors.insert(program.constant(operation.constant_index()).error);
      continue;
    }
    if (!results.has(each)) continue;
    const std::size_t size = results[each].size;
    for (std::size_t at = 0; at < size; ++at) outcome.errors.insert(results.error_at(each, at));
  }
  outcome.errors.erase(values::Cause::none);
  return outcome;
}

bool same(const Value& left, const Value& right) {
  if (left.content.index() != right.content.index()) return false;
  const auto same_all = [](const List& a, const List& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!same(a[i], b[i])) return false;
    }
    return true;
  };
  if (const auto* a = std::get_if<double>(&left.content)) {
    const double b = std::get<double>(right.content);
    return std::isnan(*a) ? std::isnan(b) : *a == b && std::signbit(*a) == std::signbit(b);
  }
  if (const auto* a = std::get_if<List>(&left.content)) return same_all(*a, std::get<List>(right.content));
  if (const auto* a = std::get_if<Record>(&left.content))
    return same_all(a->fields, std::get<Record>(right.content).fields);
  if (std::holds_alternative<values::Unknown>(left.content)) return true;
  return left == right;
}

}  // namespace eligo::conformance
