#include "engine/runner.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory_resource>
#include <string>
#include <utility>
#include <vector>

#include "engine/limits.hpp"
#include "scaffold/columns.hpp"
#include "unit/engine/outcome.hpp"

namespace eligo::engine {
namespace {

using test::FactColumns;
using test::LoadedRules;

auto& heap() { return *std::pmr::new_delete_resource(); }
constexpr values::Value unknown{values::Unknown{}};

const std::string segmented = R"("facts": {"a": {"type": "int"}, "b": {"type": "bool"}},
  "params": {"low": 10, "name": "base"},
  "segments": [{"id": "big", "when": "a > params.low", "params": {"low": 20}},
               {"id": "flagged", "when": "b", "params": {"low": 30, "name": "flagged"}}])";

TEST(Segments, FirstMatchWinsAndUnknownDoesNotMatch) {
  const LoadedRules sample(segmented, {"a < params.low", "params.name == 'flagged'"});
  FactColumns table(sample);
  table.add_row({{std::int64_t{15}}, {true}});
  table.add_row({{std::int64_t{5}}, {true}});
  table.add_row({unknown, {true}});
  table.add_row({{std::int64_t{5}}, unknown});
  const program::Program& program = *sample.program;
  const Results results = run(program, table.views(), 4, 0, {}, heap());
  const auto column = [&](program::ValueId value) {
    std::string out;
    for (std::size_t row = 0; row < 4; ++row) out += outcome(results, value, row) + " ";
    return out;
  };
  EXPECT_EQ(column(program.segment_index()), "0 1 1 2 ");
  EXPECT_EQ(column(program.segment_condition(0)), "true false unknown false ");
  EXPECT_EQ(column(program.parameter_value(0)), "20 30 30 10 ");
  EXPECT_EQ(column(program.rule_condition(0)), "true true unknown true ");
  EXPECT_EQ(column(program.rule_condition(1)), "false true true false ");
}

TEST(Segments, CanBeForced) {
  const LoadedRules sample(segmented, {"a < params.low"});
  FactColumns table(sample);
  table.add_row({{std::int64_t{15}}, {true}});
  for (const auto& [segment, expected] :
       {std::pair(0U, "true"), std::pair(1U, "true"), std::pair(2U, "false")}) {
    RunOptions options;
    options.forced_segment = segment;
    const Results results = run(*sample.program, table.views(), 1, 0, options, heap());
    EXPECT_EQ(outcome(results, sample.program->rule_condition(0), 0), expected);
    EXPECT_EQ(outcome(results, sample.program->segment_index(), 0), std::to_string(segment));
  }
}

TEST(Presence, OfWhatIsMissingMayBeUnknown) {
  const LoadedRules sample(
      R"("facts": {"a": {"type": "int"}, "l": {"type": "list", "of": {"x": {"type": "int"}}}})",
      {"has(a)", "!has(a) && has(l)", "l.exists(e, has(e.x))"});
  FactColumns table(sample);
  table.add_row({unknown, {values::List{{values::Record{{unknown}}}}}});
  RunOptions options;
  for (const bool supplied : {false, true}) {
    options.presence_unknown = supplied;
    const Results results = run(*sample.program, table.views(), 1, 0, options, heap());
    EXPECT_EQ(outcome(results, sample.program->rule_condition(0), 0), supplied ? "unknown" : "false");
    EXPECT_EQ(outcome(results, sample.program->rule_condition(1), 0), supplied ? "unknown" : "true");
    EXPECT_EQ(outcome(results, sample.program->rule_condition(2), 0), supplied ? "unknown" : "false");
  }
}

TEST(Presence, OfWhatWasRefusedIsUnknown) {
  const LoadedRules sample(
      R"("facts": {"a": {"type": "int"}, "l": {"type": "list", "of": {"x": {"type": "int"}}}})",
      {"has(a)", "!has(l)", "l.exists(e, !has(e.x))", "l.filter(e, true).exists(e, has(e.x))"});
  const values::Value refused{values::Unknown{values::Cause::out_of_range}};
  FactColumns table(sample);
  table.add_row({refused, {values::List{{values::Record{{refused}}}}}});
  table.add_row({{std::int64_t{1}}, refused});
  table.add_row({unknown, {values::List{{values::Record{{unknown}}}, {values::Record{{refused}}}}}});
  const std::vector<std::vector<std::string>> expected{{"unknown", "false", "unknown", "unknown"},
                                                       {"true", "unknown", "unknown", "unknown"},
                                                       {"false", "false", "true", "unknown"}};
  const Results results = run(*sample.program, table.views(), table.rows(), 0, {}, heap());
  for (std::size_t row = 0; row < expected.size(); ++row) {
    for (std::size_t rule = 0; rule < expected[row].size(); ++rule)
      EXPECT_EQ(outcome(results, sample.program->rule_condition(rule), row), expected[row][rule])
          << row << ", " << rule;
  }
}

TEST(EveryPart, RunsWhatWasFoldedAway) {
  const LoadedRules sample(R"("facts": {"l": {"type": "list<int>"}})", {"l.filter(x, x > 1).size() > 0"});
  FactColumns table(sample);
  table.add_row({{values::List{{std::int64_t{1}}, {std::int64_t{2}}}}});
  program::ValueId filter = program::no_value;
  for (check::NodeId node = 0; node < sample.rules->nodes.size(); ++node) {
    if ((*sample.rules)[node].kind == check::NodeKind::comprehension) filter = sample.program->value_of(node);
  }
  ASSERT_NE(filter, program::no_value);
  RunOptions options;
  EXPECT_FALSE(run(*sample.program, table.views(), 1, 0, options, heap()).has(filter));
  options.part = Part::every;
  const Results results = run(*sample.program, table.views(), 1, 0, options, heap());
  EXPECT_EQ(outcome(results, filter, 0), "[2]");
}

TEST(Values, AreThereForEveryNode) {
  const LoadedRules sample(
      R"("facts": {"l": {"type": "list<int>"}, "a": {"type": "int"}}, "definitions": {"twice": "a * 2"})",
      {"l.all(x, x > twice && [1, 2].exists(y, y == x))", "true || a > 1"});
  for (check::NodeId node = 0; node < sample.rules->nodes.size(); ++node)
    EXPECT_NE(sample.program->value_of(node), program::no_value) << sample.rules->nodes.text(node);
}

TEST(RowsIn, GivesTheElementsOfARow) {
  const LoadedRules sample(R"("facts": {"l": {"type": "list<int>"}})", {"l.exists(x, x > 1)"});
  FactColumns table(sample);
  table.add_row({{values::List{{std::int64_t{1}}, {std::int64_t{2}}}}});
  table.add_row({unknown});
  table.add_row({{values::List{{std::int64_t{3}}}}});
  const Results results = run(*sample.program, table.views(), 3, 0, {}, heap());
  EXPECT_EQ(results.rows_in(1, 0), std::pair(std::size_t{0}, std::size_t{2}));
  EXPECT_EQ(results.rows_in(1, 1), std::pair(std::size_t{2}, std::size_t{2}));
  EXPECT_EQ(results.rows_in(1, 2), std::pair(std::size_t{2}, std::size_t{3}));
}

// Ten thousand elements looked at for each of a thousand are too many; the neighbours do not notice.
TEST(StepBudget, IsSpentByOneProfileOnly) {
  const LoadedRules sample(R"("facts": {"l": {"type": "list<int>"}})",
                           {"l.all(x, l.all(y, x == y))", "l.all(x, x == 1)"});
  const auto list = [](std::size_t size) {
    return values::Value{values::List(size, values::Value{std::int64_t{1}})};
  };
  FactColumns table(sample);
  table.add_row({list(1000)});  // exactly as many as allowed
  table.add_row({list(1001)});
  table.add_row({list(2)});
  ASSERT_EQ(eligo::Limits().steps, 1000U * 1000U);
  const Results results = run(*sample.program, table.views(), 3, 0, {}, heap());
  const auto nested = sample.program->rule_condition(0);
  EXPECT_EQ(outcome(results, nested, 0), "true");
  EXPECT_EQ(outcome(results, nested, 1), "unknown");
  EXPECT_EQ(outcome(results, nested, 2), "true");
  EXPECT_EQ(outcome(results, sample.program->rule_condition(1), 1), "true");
  std::size_t errors = 0;
  for (program::ValueId value = 0; value < sample.program->operations().size(); ++value)
    errors += results.error_at(value, 1000) == values::Cause::step_budget ? 1 : 0;
  EXPECT_EQ(errors, 1U) << "at the inner comprehension, for the elements of the second profile";
}

TEST(Limits, LongStringsAreErrors) {
  std::string sum = "s";
  for (int i = 0; i < 4; ++i) sum = "(" + sum + " + " + sum + ")";
  const LoadedRules sample(R"("facts": {"s": {"type": "string"}})", {sum + ".size() > 0"});
  FactColumns table(sample);
  table.add_row({{std::string(eligo::Limits().string_bytes / 16, 'x')}});
  table.add_row({{std::string(eligo::Limits().string_bytes / 16 + 1, 'x')}});
  const Results results = run(*sample.program, table.views(), 2, 0, {}, heap());
  EXPECT_EQ(outcome(results, sample.program->rule_condition(0), 0), "true");
  EXPECT_EQ(outcome(results, sample.program->rule_condition(0), 1), "unknown");
}

// Memory that a buffer on the stack has is enough for one row of plain comparisons.
TEST(Memory, OneRowNeedsNoHeap) {
  const LoadedRules sample(segmented, {"a < params.low", "b && a > 3", "a * 2 == 8"});
  FactColumns table(sample);
  table.add_row({{std::int64_t{4}}, {true}});
  std::array<std::byte, 8192> buffer;
  std::pmr::monotonic_buffer_resource memory(buffer.data(), buffer.size(), std::pmr::null_memory_resource());
  const Results results = run(*sample.program, table.views(), 1, 0, {}, memory);
  EXPECT_EQ(outcome(results, sample.program->rule_condition(2), 0), "true");
}

TEST(Memory, FailingAnywhereThrowsAndLeaksNothing) {
  class Failing : public std::pmr::memory_resource {
   public:
    std::size_t left = 0, live = 0;

   private:
    void* do_allocate(std::size_t bytes, std::size_t alignment) override {
      if (left == 0) throw std::bad_alloc();
      --left;
      ++live;
      return std::pmr::new_delete_resource()->allocate(bytes, alignment);
    }
    void do_deallocate(void* place, std::size_t bytes, std::size_t alignment) override {
      --live;
      std::pmr::new_delete_resource()->deallocate(place, bytes, alignment);
    }
    [[nodiscard]] bool do_is_equal(const memory_resource& other) const noexcept override {
      return this == &other;
    }
  } memory;
  const LoadedRules sample(
      R"("facts": {"l": {"type": "list<int>"}, "s": {"type": "string"}})",
      {"l.map(x, 10 / x).size() > 1", "s.split(',').join('') == l.map(x, string(x)).join('')"});
  FactColumns table(sample);
  for (int i = 0; i < 200; ++i)
    table.add_row({{values::List{{std::int64_t{i % 3}}, {std::int64_t{1}}}}, {std::string("1,2,3")}});
  bool done = false;
  for (std::size_t allowed = 0; !done; ++allowed) {
    memory.left = allowed;
    try {
      const Results results = run(*sample.program, table.views(), table.rows(), 0, {}, memory);
      done = true;
    } catch (const std::bad_alloc&) {
      EXPECT_GT(100U, allowed);
    }
    EXPECT_EQ(memory.live, 0U);
  }
}

}  // namespace
}  // namespace eligo::engine
