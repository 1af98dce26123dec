// Rows do not know their neighbours: whatever the size of the batch, a row comes out as it does alone.

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <memory_resource>
#include <random>
#include <string>
#include <vector>

#include "scaffold/columns.hpp"
#include "unit/engine/outcome.hpp"

namespace eligo::engine {
namespace {

using test::FactColumns;
using test::LoadedRules;
using values::Value;

const std::string members = R"json(
  "facts": {
    "b": {"type": "bool"}, "i": {"type": "int"}, "j": {"type": "int"}, "d": {"type": "double"},
    "s": {"type": "string"}, "e": {"type": "enum", "values": ["x", "y", "z"]},
    "t": {"type": "timestamp"}, "u": {"type": "duration"},
    "li": {"type": "list<int>"}, "ls": {"type": "list<string>"}, "lt": {"type": "list<timestamp>"},
    "loans": {"type": "list", "of": {"amount": {"type": "double"}, "open": {"type": "bool"},
                                     "status": {"type": "enum", "values": ["x", "y"]}, "at": {"type": "timestamp"}}}
  },
  "params": {"low": 3, "window": {"type": "duration", "value": "72h"}, "on": true, "name": "x", "share": 2.5},
  "lists": {"names": {"of": "string", "values": ["x", "longer than most", ""]}, "numbers": {"of": "int", "values": [1, 2, -7]}},
  "definitions": {"recent": "lt.filter(v, now - v < params.window).size()", "many": "loans.map(l, l.open, l.amount)"},
  "segments": [
    {"id": "first", "when": "i > params.low", "params": {"low": 5, "window": "24h", "on": false, "name": "y", "share": 0.5}},
    {"id": "second", "when": "b", "params": {"low": -5}}
  ])json";

const std::vector<std::string> conditions{
    "b",
    "i < params.low",
    "i + j > 3",
    "i * j >= 10",
    "i / j == 1",
    "i % j == 1",
    "-i < j",
    "i == 3",
    "i != 3.5",
    "i < d",
    "d <= i",
    "i >= d",
    "d * params.share > 1.0",
    "d / d == 1.0",
    "-d < 0.0",
    "math.abs(i) > 2",
    "math.greatest(i, j) > 2",
    "math.least(d, 1.5) < 1.0",
    "math.greatest(li) == 4",
    "s == 'x'",
    "s != 'x'",
    "s < 'm'",
    "s == e",
    "e == params.name",
    "e in ['x', 'z']",
    "s in lists.names",
    "i in lists.numbers",
    "s in ls",
    "i in li",
    "s.size() > 3",
    "s + e == 'xx'",
    "s.contains(e)",
    "s.startsWith('l')",
    "s.endsWith('t')",
    "s.matches('^l.*t$')",
    "s.lowerAscii() == 'x'",
    "s.trim() == 'x'",
    "s.substring(1) == 'x'",
    "s.indexOf(e) > 0",
    "s.lastIndexOf(e, 1) == 0",
    "s.split(' ').size() > 1",
    "ls.join('-') == 'x-y'",
    "s.replace('o', 'ö') == s",
    "int(s) == 7",
    "double(s) > 1.0",
    "string(i) == '3'",
    "string(d) == '2.5'",
    "bool(s)",
    "timestamp(s) < now",
    "duration(s) > u",
    "string(t) > '2'",
    "string(u) == '3600s'",
    "string(b) == 'true'",
    "int(t) > 0",
    "int(d) == 2",
    "double(i) == d",
    "timestamp(i) < t",
    "t + u > now",
    "t - u < now",
    "now - t > params.window",
    "u + u > params.window",
    "t.getFullYear() == 2026",
    "t.getHours('Asia/Shanghai') > 8",
    "t.getDayOfWeek(s) == 5",
    "u.getMinutes() > 60",
    "b ? i > 3 : d > 1.0",
    "(b ? li : [1, 2]).size() > 1",
    "li == [1, 2]",
    "li + li == [1, 1]",
    "li[0] == 1",
    "li[i] == 1",
    "[i, j] == li",
    "has(i) && !has(s)",
    "has(loans)",
    "li.exists(x, x == i && !has(j))",
    "loans.filter(l, l.open).exists(l, !has(l.amount))",
    "(b ? loans : loans.filter(l, has(l.at))).all(l, has(l.status))",
    "li.all(x, x > 0)",
    "li.exists(x, x == j)",
    "li.exists_one(x, x > i)",
    "li.filter(x, x > i).size() == 1",
    "li.map(x, x * 2) == [2, 4]",
    "li.map(x, x > 1, x + i).exists(y, y > 5)",
    "ls.exists(x, li.exists(y, string(y) == x && y > i))",
    "loans.exists(l, l.open && l.amount > d)",
    "loans.all(l, l.status in ['x'] || !has(l.at))",
    "loans.filter(l, l.open).exists(l, l.at < t)",
    "many.exists(m, m > 2.0)",
    "recent > 1",
    "loans[0].amount > 1.0",
    "loans.exists(l, ls.exists(n, n == l.status))",
    "loans.map(l, li.map(x, double(x) * l.amount)).exists(m, m.exists(v, v > 4.0))",
    "[1, 2, 3].exists(x, x == i)",
    "[1, 2, 3].all(x, ls.exists(y, y == string(x)))",
    "li.exists(i_, v, i_ == v)",
    "rollout(s, 'salt', 50)",
    "rollout(i, 'salt', d)",
    "b && (i > 1 || s == 'y') && !(d < 0.5)",
    "li.exists(x, true)",
    "loans.exists(l, lt.all(v, v <= l.at))"};

class Rows {
 public:
  explicit Rows(std::uint64_t seed) : random_(seed) {}

  std::vector<Value> next() {
    return {any({{true}, {false}}),
            integer(),
            integer(),
            any({{0.0}, {2.5}, {-1.0}, {3.0}, {1e300}}),
            text(),
            any({{std::string("x")}, {std::string("y")}, {std::string("z")}}),
            time(),
            any({{values::Interval{3'600'000'000'000}}, {values::Interval{values::max_duration}}}),
            list([&] { return integer(); }),
            list([&] { return text(); }),
            list([&] { return time(); }),
            list([&] {
              if (ref(8) == 0) return Value{values::Unknown{}};
              return Value{values::Record{{any({{1.0}, {4.0}}), any({{true}, {false}}),
                                           any({{std::string("x")}, {std::string("y")}}), time()}}};
            })};
  }

 private:
  std::size_t ref(std::size_t count) { return random_() % count; }
  Value any(const std::vector<Value>& values) {
    if (ref(6) != 0) return values[ref(values.size())];
    return {values::Unknown{ref(2) == 0 ? values::Cause::absent : values::Cause::wrong_type}};
  }
  Value integer() {
    return any({{std::int64_t{0}},
                {std::int64_t{1}},
                {std::int64_t{2}},
                {std::int64_t{3}},
                {std::int64_t{7}},
                {std::int64_t{-1}},
                {std::numeric_limits<std::int64_t>::min()},
                {std::numeric_limits<std::int64_t>::max()}});
  }
  Value text() {
    return any({{std::string("x")},
                {std::string("y")},
                {std::string("")},
                {std::string("longer than most")},
                {std::string(" x")},
                {std::string("+08:00")},
                {std::string("7")},
                {std::string("true")},
                {std::string("2026-01-01T00:00:00Z")},
                {std::string("2h")}});
  }
  Value time() {
    return any({{values::Timestamp{*values::parse_timestamp("2026-11-22T23:00:00Z")}},
                {values::Timestamp{*values::parse_timestamp("2026-11-20T11:00:00Z")}},
                {values::Timestamp{values::min_timestamp}}});
  }
  template <typename Element>
  Value list(Element element) {
    if (ref(8) == 0) return {values::Unknown{}};
    values::List list;
    for (std::size_t size = ref(4); size > 0; --size) list.push_back(element());
    return {std::move(list)};
  }

  std::mt19937_64 random_;
};

std::string everything(const LoadedRules& sample, const Results& results, std::size_t row) {
  std::string out;
  const program::Program& program = *sample.program;
  for (program::ValueId value = 0; value < program.operations().size(); ++value) {
    if (program.domain_of(value) != program::profile_domain) continue;
    EXPECT_TRUE(results.has(value));
    out += outcome(results, value, row) + "\n";
  }
  return out;
}

TEST(Batch, RowsComeOutAsTheyDoAlone) {
  const LoadedRules sample(members, conditions);
  const values::Nanoseconds now = *values::parse_timestamp("2026-11-23T10:00:00Z");
  RunOptions options;
  options.part = engine::Part::every;
  auto& memory = *std::pmr::new_delete_resource();
  std::vector<std::vector<Value>> rows;
  std::vector<std::string> alone;
  Rows random(11);
  for (std::size_t i = 0; i < 1000; ++i) {
    rows.push_back(random.next());
    FactColumns table(sample);
    table.add_row(rows.back());
    alone.push_back(everything(sample, run(*sample.program, table.views(), 1, now, options, memory), 0));
  }
  for (const std::size_t size : {std::size_t{63}, std::size_t{64}, std::size_t{65}, std::size_t{1000}}) {
    FactColumns table(sample);
    for (std::size_t i = 0; i < size; ++i) table.add_row(rows[i]);
    const Results results = run(*sample.program, table.views(), size, now, options, memory);
    for (std::size_t i = 0; i < size; ++i)
      ASSERT_EQ(everything(sample, results, i), alone[i]) << "row " << i << " of " << size;
  }
}

TEST(Batch, EveryConditionIsSometimesTrueAndSometimesNot) {
  const LoadedRules sample(members, conditions);
  FactColumns table(sample);
  Rows random(12);
  for (std::size_t i = 0; i < 5000; ++i) table.add_row(random.next());
  const Results results =
      run(*sample.program, table.views(), table.rows(), *values::parse_timestamp("2026-11-23T10:00:00Z"), {},
          *std::pmr::new_delete_resource());
  for (std::size_t rule = 0; rule < conditions.size(); ++rule) {
    const values::View& view = results[sample.program->rule_condition(rule)];
    if (view.constant) continue;
    std::size_t known = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) known += view.is_known(row) ? 1 : 0;
    EXPECT_GT(known, 0U) << conditions[rule];
  }
}

// The facts of a batch may be given as one row that stands for all.
TEST(Batch, ConstantColumnsCountForEveryRow) {
  const LoadedRules sample(R"("facts": {"a": {"type": "int"}, "l": {"type": "list<int>"}})",
                           {"a in l", "a + l.size() > 3"});
  FactColumns one(sample);
  one.add_row({{std::int64_t{2}}, {values::List{{std::int64_t{2}}, {std::int64_t{3}}}}});
  auto views = one.views();
  for (values::View& view : views) view.constant = true;
  const Results results = run(*sample.program, views, 70, 0, {}, *std::pmr::new_delete_resource());
  for (std::size_t row = 0; row < 70; ++row) {
    EXPECT_EQ(outcome(results, sample.program->rule_condition(0), row), "true");
    EXPECT_EQ(outcome(results, sample.program->rule_condition(1), row), "true");
  }
}

}  // namespace
}  // namespace eligo::engine
