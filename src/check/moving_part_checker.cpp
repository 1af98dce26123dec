#include <algorithm>
#include <span>
#include <string>

#include "check/passes.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using values::Kind;

// Of one that is applied to what moves with `now`: whether it is known when what it gives changes. Lists of
// what moves are not compared element by element.
bool can_be_followed(Function function, const values::Type& operand) {
  const bool compares_lists =
      operand.kind == Kind::list &&
      (function == Function::equal || function == Function::not_equal || function == Function::in);
  return check::can_be_followed(function) && !compares_lists;
}

class MovingPartChecker {
 public:
  explicit MovingPartChecker(Linking& linking) : linking_(linking) {}

  void check(NodeId root, const std::string& owner) {
    const MistakeList::Context context(linking_.mistakes, owner);
    visit(root);
  }

 private:
  // Not into definitions, which are checked by themselves.
  void visit(NodeId id) {
    const Node& node = linking_.rules.nodes[id];
    if (!node.uses_now) return;
    const std::span<const NodeId> operands = linking_.rules.nodes.operands(node);
    for (const NodeId operand : operands) visit(operand);
    if (node.kind != NodeKind::call) return;
    const auto stops = [&](NodeId operand) {
      return linking_.rules.nodes[operand].slope != 0 &&
             !can_be_followed(node.function, linking_.rules.nodes.type(operand));
    };
    if (std::ranges::any_of(operands, stops)) warn(node);
  }

  void warn(const Node& node) {
    const bool milliseconds = node.function == Function::get_milliseconds;
    linking_.mistakes.warning(Code::moving_part, linking_.rules.nodes.place(node),
                              quote(linking_.rules.nodes.text(node)) + " changes each " +
                                  (milliseconds ? "millisecond" : "nanosecond") +
                                  ": `retry_at` and `valid_until` cannot be told far ahead",
                              "compare times and durations themselves, like `now - t > duration('24h')`");
  }

  Linking& linking_;
};

}  // namespace

void check_moving_parts(Linking& linking) {
  const CheckedRuleSet& rules = linking.rules;
  MovingPartChecker checker(linking);
  for (const Definition& each : rules.definitions) checker.check(each.root, "definition " + quote(each.name));
  for (const Segment& each : rules.segments) checker.check(each.when, "segment " + quote(each.id));
  for (const Rule& each : rules.rules) checker.check(each.when, "rule " + quote(each.id));
  for (const Alternative& each : rules.alternatives)
    checker.check(each.when, "alternative " + quote(each.id));
}

}  // namespace eligo::check
