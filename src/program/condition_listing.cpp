#include <bit>
#include <string>

#include "program/condition_plan.hpp"
#include "values/order_key.hpp"
#include "values/value.hpp"

namespace eligo::program {

namespace {

std::string bound_text(const Program& program, const Test& range, std::int64_t key) {
  if (range.fact_kind == values::Kind::floating) return values::literal_text({values::of_order_key(key)});
  if (range.fact_kind == values::Kind::integer) return values::literal_text({key});
  return values::literal_text({std::string(program.dictionary().text(static_cast<std::uint32_t>(key)))});
}

std::string question(const Program& program, const Test& test) {
  if (test.kind == Test::Kind::computed) return "%" + std::to_string(test.value);
  const std::string& fact = program.fact_name(test.fact);
  switch (test.kind) {
    case Test::Kind::truth: return fact;
    case Test::Kind::presence: return "has(" + fact + ")";
    case Test::Kind::member: return fact + " in " + program.set_name(test.set);
    case Test::Kind::range:
    case Test::Kind::computed: break;
  }
  if (test.span == 0) return fact + " = " + bound_text(program, test, test.low);
  return bound_text(program, test, test.low) + " <= " + fact +
         " <= " + bound_text(program, test, test.high());
}

std::string test_name(std::size_t number) { return "#" + std::to_string(number); }

}  // namespace

std::string ConditionPlan::listing(const Program& program) const {
  std::string out;
  for (std::size_t number = 0; number < tests_.size(); ++number) {
    const Test& test = tests_[number];
    out +=
        "test " + test_name(number) + " = " + (test.negated ? "not " : "") + question(program, test) + "\n";
  }
  const auto names_in = [&](const Mask& mask) {
    std::string names;
    for (std::uint64_t left = mask.bits; left != 0; left &= left - 1)
      names += " " + test_name(mask.word * 64 + static_cast<std::size_t>(std::countr_zero(left)));
    return names;
  };
  for (const Clause& clause : clauses_) {
    out += "clause of " + program.rule_id(clause.rule) + ":" + names_in(clause.mask);
    for (const Mask& mask : more_masks(clause)) out += names_in(mask);
    out += "\n";
  }
  for (std::uint32_t number = 0; number < index_.clause_count(); ++number) {
    const RuleIndex::Clause& clause = index_.clause(number);
    out += "indexed clause of " + program.rule_id(clause.rule) + ":";
    const auto tests = index_.tests(clause, 0);
    for (std::size_t i = 0; i < tests.size(); ++i) {
      out += i == 0 && clause.behind_guard == 1          ? " under "
             : i == clause.behind_guard && clause.sorted ? " by "
                                                         : " ";
      out += test_name(tests[i]);
    }
    out += "\n";
  }
  return out;
}

}  // namespace eligo::program
