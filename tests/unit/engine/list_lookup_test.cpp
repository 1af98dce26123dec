#include "engine/list_lookup.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <memory_resource>
#include <string>
#include <vector>

#include "engine/kernels.hpp"
#include "scaffold/columns.hpp"
#include "scaffold/scalar_type.hpp"
#include "values/column.hpp"

namespace eligo::engine {
namespace {

using values::Kind;
using values::Value;

const Value unknown{values::Unknown{values::Cause::absent}};

struct Elements {
  Kind kind;
  std::vector<Value> values;
};

// Columns whose values meet at every edge: signs of zero, what is not a number, numbers of the other kind.
std::vector<Elements> samples() {
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  const double not_a_number = std::numeric_limits<double>::quiet_NaN();
  const auto instant = [](std::int64_t at) { return Value{values::Timestamp{at}}; };
  return {
      {Kind::boolean, {{true}, {true}}},
      {Kind::boolean, {{false}, {true}, unknown}},
      {Kind::integer, {{std::int64_t{3}}, {std::int64_t{-1}}, {largest}, {std::int64_t{0}}}},
      {Kind::integer, {{std::int64_t{9'007'199'254'740'993}}, unknown, {std::int64_t{3}}}},
      {Kind::floating, {{3.0}, {-0.0}, {not_a_number}, {9'007'199'254'740'992.0}, {2.5}}},
      {Kind::floating, {{9'223'372'036'854'775'808.0}, {std::numeric_limits<double>::infinity()}, unknown}},
      {Kind::string, {{std::string("b")}, {std::string()}, {std::string("中")}, {std::string("ab")}}},
      {Kind::string, {unknown}},
      {Kind::timestamp, {instant(5), instant(-5), unknown}},
      {Kind::timestamp, {}},
  };
}

TEST(ListLookup, AnswersAsLookingAtEachElementDoes) {
  const std::vector<Elements> all = samples();  // strings stay where they are
  Arena arena(*std::pmr::new_delete_resource());
  std::vector<values::Column> columns;
  for (const Elements& elements : all) {
    values::Column& column = columns.emplace_back(test::scalar_type(elements.kind));
    for (const Value& value : elements.values) test::append(column, value);
  }
  for (values::Column& list : columns) {
    const values::View elements = list.seal();
    // The list as the only row of a column of lists.
    const std::array<std::uint32_t, 2> offsets{0, static_cast<std::uint32_t>(elements.size)};
    const std::uint64_t known = 1;
    values::View lists;
    lists.kind = Kind::list;
    lists.size = 1;
    lists.known = &known;
    lists.offsets = offsets.data();
    lists.children = &elements;
    lists.child_count = 1;
    const ListLookup lookup(elements, 0, elements.size, arena);
    for (values::Column& asked : columns) {
      const values::View needles = asked.seal();
      for (std::size_t row = 0; row < needles.size; ++row) {
        if (!needles.is_known(row)) continue;
        EXPECT_EQ(lookup.contains(needles, row), deep_contains(lists, 0, needles, row))
            << static_cast<int>(list.type().kind) << " asked for " << static_cast<int>(asked.type().kind)
            << " row " << row;
      }
    }
  }
}

}  // namespace
}  // namespace eligo::engine
