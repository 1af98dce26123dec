#include "program/clauses.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>

#include "values/order_key.hpp"

namespace eligo::program {

namespace {

using values::Kind;

// More than these are left to the operations.
constexpr std::size_t most_clauses = 16, most_tests = 32, most_depth = 32;

enum class Order : std::uint8_t { less, less_equal, equal };

/// What an operation asks of a fact.
struct Asked {
  enum class What : std::uint8_t { nothing, truth, presence, membership, code, integer, floating };
  What what = What::nothing;
  Order order = Order::equal;
  bool negated = false;
};

Asked asked_by(Opcode opcode) {
  using What = Asked::What;
  static constexpr std::pair<Opcode, Asked> all[] = {
      {Opcode::fact, {What::truth, Order::equal, false}},
      {Opcode::has, {What::presence, Order::equal, false}},
      {Opcode::in_set, {What::membership, Order::equal, false}},
      {Opcode::equal_string, {What::code, Order::equal, false}},
      {Opcode::not_equal_string, {What::code, Order::equal, true}},
      {Opcode::equal_integer, {What::integer, Order::equal, false}},
      {Opcode::not_equal_integer, {What::integer, Order::equal, true}},
      {Opcode::less_integer, {What::integer, Order::less, false}},
      {Opcode::less_equal_integer, {What::integer, Order::less_equal, false}},
      {Opcode::equal_floating, {What::floating, Order::equal, false}},
      {Opcode::not_equal_floating, {What::floating, Order::equal, true}},
      {Opcode::less_floating, {What::floating, Order::less, false}},
      {Opcode::less_equal_floating, {What::floating, Order::less_equal, false}},
  };
  const auto* const found = std::ranges::find(all, opcode, [](const auto& entry) { return entry.first; });
  return found == std::end(all) ? Asked{} : found->second;
}

class Finder {
 public:
  explicit Finder(const Program& program) : program_(program) {}

  /// Nothing where there are too many.
  [[nodiscard]] std::optional<Clauses> find(ValueId value, bool negated, std::size_t depth = 0) const {
    const Operation& operation = program_.operations()[value];
    if (depth > most_depth) return std::nullopt;
    if (operation.opcode == Opcode::logical_not) return find(operation.left, !negated, depth + 1);
    if (operation.opcode == Opcode::logical_and) return join(operation, negated, negated, depth + 1);
    if (operation.opcode == Opcode::logical_or) return join(operation, negated, !negated, depth + 1);
    const values::Value* const constant = constant_of(value);
    if (const bool* const truth = constant == nullptr ? nullptr : std::get_if<bool>(&constant->content))
      return *truth != negated ? Clauses{{}} : Clauses{};
    return Clauses{{test_of(operation, negated)}};
  }

 private:
  [[nodiscard]] std::optional<Clauses> join(const Operation& operation, bool negated, bool either,
                                            std::size_t depth) const {
    Clauses all;
    if (!either) all.emplace_back();
    for (const ValueId operand : program_.operands(operation)) {
      const auto more = find(operand, negated, depth);
      if (!more) return std::nullopt;
      all = either ? alternatives(std::move(all), *more) : combinations(all, *more);
      if (all.size() > most_clauses) return std::nullopt;
      if (std::ranges::any_of(all, [](const auto& clause) { return clause.size() > most_tests; }))
        return std::nullopt;
    }
    return all;
  }

  static Clauses alternatives(Clauses all, const Clauses& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  static Clauses combinations(const Clauses& all, const Clauses& more) {
    Clauses combined;
    for (const auto& left : all) {
      for (const auto& right : more) {
        combined.push_back(left);
        for (const Test& test : right) {
          const auto same = [&](const Test& other) { return key_of(other) == key_of(test); };
          if (std::ranges::none_of(left, same)) combined.back().push_back(test);
        }
      }
    }
    return combined;
  }

  [[nodiscard]] Test test_of(const Operation& operation, bool negated) const {
    Test test;
    if (!ask_fact(operation, test)) {
      test = {};
      test.value = operation.id;
    }
    test.negated = test.negated != negated;
    return test;
  }

  /// Whether the operation asks a fact something that a test can.
  [[nodiscard]] bool ask_fact(const Operation& operation, Test& test) const {
    switch (const Asked asked = asked_by(operation.opcode); asked.what) {
      case Asked::What::nothing: return false;
      case Asked::What::truth: test.kind = Test::Kind::truth; return is_scalar_fact(operation.id, test);
      case Asked::What::presence:
        test.kind = Test::Kind::presence;
        test.fact = operation.fact();
        return program_.operations()[operation.left].opcode == Opcode::fact;
      case Asked::What::membership:
        test.kind = Test::Kind::member;
        test.set = operation.set();
        return is_scalar_fact(operation.left, test) &&
               (test.fact_kind == Kind::string || values::is_number(test.fact_kind));
      case Asked::What::code: test.negated = asked.negated; return ask_code(operation, test);
      case Asked::What::integer:
        test.negated = asked.negated;
        return ask_number<std::int64_t>(operation, asked.order, test);
      case Asked::What::floating:
        test.negated = asked.negated;
        return ask_number<double>(operation, asked.order, test);
    }
    return false;
  }

  [[nodiscard]] bool is_scalar_fact(ValueId value, Test& test) const {
    const Operation& operation = program_.operations()[value];
    if (operation.opcode != Opcode::fact || operation.domain != profile_domain) return false;
    test.fact = operation.fact();
    test.fact_kind = operation.kind;
    return true;
  }

  [[nodiscard]] const values::Value* constant_of(ValueId value) const {
    const Operation& operation = program_.operations()[value];
    if (operation.opcode != Opcode::constant) return nullptr;
    const values::Value& constant = program_.constant(operation.constant_index()).value;
    return constant.known() ? &constant : nullptr;
  }

  [[nodiscard]] bool ask_code(const Operation& operation, Test& test) const {
    const bool turned = constant_of(operation.left) != nullptr;
    const values::Value* const constant = constant_of(turned ? operation.left : operation.right);
    if (constant == nullptr || !is_scalar_fact(turned ? operation.right : operation.left, test)) return false;
    const std::uint32_t code = program_.dictionary().find(std::get<std::string>(constant->content));
    if (code == values::StringValue::absent_code) return false;
    test.kind = Test::Kind::range;
    test.low = code;
    return true;
  }

  template <typename Number>
  [[nodiscard]] bool ask_number(const Operation& operation, Order order, Test& test) const {
    const bool turned = constant_of(operation.left) != nullptr;
    const values::Value* const constant = constant_of(turned ? operation.left : operation.right);
    if (constant == nullptr || !is_scalar_fact(turned ? operation.right : operation.left, test)) return false;
    const Number bound = std::get<Number>(constant->content);
    if constexpr (std::is_same_v<Number, double>) {
      if (std::isnan(bound)) return false;
    }
    const std::int64_t key = values::order_key(bound);
    std::int64_t low = values::lowest_order_key<Number>, high = values::highest_order_key<Number>;
    if (order == Order::equal) {
      low = high = key;
    } else if (turned) {
      if (order == Order::less && key == high) return false;
      low = order == Order::less ? key + 1 : key;
    } else {
      if (order == Order::less && key == low) return false;
      high = order == Order::less ? key - 1 : key;
    }
    test.kind = Test::Kind::range;
    test.low = low;
    test.span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    return true;
  }

  const Program& program_;
};

/// Two ends of an interval are one test. Both are undecided where the number is not known.
bool join_ranges(Test& into, const Test& other) {
  const bool ranges = into.kind == Test::Kind::range && other.kind == Test::Kind::range;
  if (!ranges || into.fact != other.fact || into.negated || other.negated) return false;
  const std::int64_t low = std::max(into.low, other.low), high = std::min(into.high(), other.high());
  if (low > high) return false;
  into.low = low;
  into.span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  return true;
}

}  // namespace

Clauses clauses_of(const Program& program, ValueId condition) {
  const Operation& operation = program.operations()[condition];
  if (auto clauses = Finder(program).find(condition, false)) {
    for (auto& clause : *clauses) {
      std::vector<Test> joined;
      for (const Test& test : clause) {
        if (std::ranges::none_of(joined, [&](Test& into) { return join_ranges(into, test); }))
          joined.push_back(test);
      }
      clause = std::move(joined);
    }
    return *std::move(clauses);
  }
  Test test;
  test.value = operation.id;
  return {{test}};
}

}  // namespace eligo::program
