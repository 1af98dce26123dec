#include "decide/same_decision.hpp"

#include <algorithm>

namespace eligo::decide {

namespace {

// A placeholder that is not a number shows the same text again and again, though it equals nothing.
bool same_value(const values::Value& left, const values::Value& right) {
  return left == right ||
         (left.known() && right.known() && values::literal_text(left) == values::literal_text(right));
}

bool same_fact(const FactValue& left, const FactValue& right) {
  return left.fact == right.fact && same_value(left.value, right.value);
}

bool same_reason(const ReasonData& left, const ReasonData& right) {
  return left.code == right.code && left.effect == right.effect && left.rules == right.rules &&
         left.text_rule == right.text_rule && left.undecided == right.undecided &&
         left.missing == right.missing && left.errors == right.errors &&
         std::ranges::equal(left.facts, right.facts, same_fact) &&
         std::ranges::equal(left.placeholder_values, right.placeholder_values, same_value);
}

bool same_reasons(const Reasons& left, const Reasons& right) {
  return std::ranges::equal(left, right, same_reason);
}

}  // namespace

bool same_decision(const DecisionData& left, const DecisionData& right) {
  return left.verdict == right.verdict && left.segment == right.segment && left.review == right.review &&
         left.alternatives == right.alternatives && same_reasons(left.reasons, right.reasons) &&
         same_reasons(left.waived, right.waived);
}

}  // namespace eligo::decide
