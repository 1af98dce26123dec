#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "check/assumptions.hpp"
#include "check/passes.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using values::Kind;

bool divides(const Node& node) {
  return node.kind == NodeKind::call &&
         (node.function == Function::divide || node.function == Function::modulo);
}

struct Division {
  NodeId node;
  std::string context;
};

class DivisorChecker {
 public:
  explicit DivisorChecker(Linking& linking)
      : linking_(linking),
        rules_(linking.rules),
        assumptions_(linking.rules),
        unguarded_(linking.rules.definitions.size()),
        holds_division_(linking.rules.nodes.size()),
        warned_(linking.rules.nodes.size()) {
    for (NodeId id = 0; id < rules_.nodes.size(); ++id) {
      const Node& node = rules_[id];
      const auto holds = [this](NodeId operand) { return bool(holds_division_[operand]); };
      holds_division_[id] = divides(node) || std::ranges::any_of(rules_.children(node), holds);
    }
  }

  void run() {
    for (const std::uint32_t definition : rules_.definition_order) check_definition(definition);
    for (const Segment& segment : rules_.segments)
      check_condition(segment.when, "segment " + quote(segment.id));
    for (const Rule& rule : rules_.rules) {
      check_condition(rule.when, "rule " + quote(rule.id));
      check_placeholders(rule.when, {&rule.message, &rule.remedy});
    }
    for (const Alternative& alternative : rules_.alternatives) {
      check_condition(alternative.when, "alternative " + quote(alternative.id));
      check_placeholders(alternative.when, {&alternative.title, &alternative.message});
    }
  }

 private:
  void check_definition(std::uint32_t index) {
    const Definition& definition = rules_.definitions[index];
    context_ = "definition " + quote(definition.name);
    visit(definition.root);
    // Whoever uses it may guard them; so many that looking at each use would take long are told here.
    constexpr std::size_t most = 50;
    if (found_.size() > most) warn_of_found();
    unguarded_[index] = std::exchange(found_, {});
  }

  void check_condition(NodeId root, std::string context) {
    context_ = std::move(context);
    visit(root);
    warn_of_found();
  }

  // They are shown where the condition holds.
  void check_placeholders(NodeId when, std::initializer_list<const LocalizedTemplate*> texts) {
    assumptions_.open({&when, 1}, true);
    for (const LocalizedTemplate* const text : texts) {
      for (const LocalizedTemplate::Entry& entry : text->entries) {
        for (const Template::Piece& piece : entry.text.pieces) {
          if (piece.kind == Template::Piece::Kind::definition) visit_definition(piece.index);
        }
      }
    }
    assumptions_.close();
    warn_of_found();
  }

  void visit(NodeId id) {
    if (!holds_division_[id]) return;
    const Node& node = rules_[id];
    const std::span<const NodeId> operands = rules_.nodes.operands(node);
    switch (node.composition()) {
      case Composition::definition: return visit_definition(node.definition());
      case Composition::junction: return visit_siblings(operands, node.kind == NodeKind::logical_and);
      case Composition::conditional:
        visit(operands[0]);
        visit_given(operands[0], true, operands[1]);
        return visit_given(operands[0], false, operands[2]);
      case Composition::comprehension:
        visit(operands[0]);
        visit(operands[1]);
        if (operands.size() == 3) visit_given(operands[1], true, operands[2]);
        return;
      case Composition::leaf:
      case Composition::negation:
      case Composition::operation: break;
    }
    for (const NodeId operand : operands) visit(operand);
    if (divides(node)) visit_division(id);
  }

  // `false && error` is false and `true || error` true, on either side: a part matters only where none of
  // its siblings decides.
  void visit_siblings(std::span<const NodeId> operands, bool undecided) {
    assumptions_.open(operands, undecided);
    for (const NodeId operand : operands) {
      assumptions_.look_into(operand);
      visit(operand);
    }
    assumptions_.close();
  }

  void visit_given(NodeId condition, bool truth, NodeId part) {
    assumptions_.open({&condition, 1}, truth);
    visit(part);
    assumptions_.close();
  }

  void visit_definition(std::uint32_t definition) {
    for (const Division& division : unguarded_[definition]) {
      if (!warned_[division.node] && may_be_zero(division.node)) found_.push_back(division);
    }
    const auto number = [](const Division& division) { return division.node; };
    std::ranges::sort(found_, {}, number);
    // Not std::ranges::unique: Clang 14 cannot compile what it returns with GCC 12's library.
    const auto same = [](const Division& a, const Division& b) { return a.node == b.node; };
    found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
  }

  void visit_division(NodeId id) {
    if (may_be_zero(id)) found_.push_back({id, context_});
    const Node& node = rules_[id];
    const std::int64_t* const dividend = rules_.nodes.literal<std::int64_t>(rules_.nodes.operands(node)[0]);
    const std::int64_t* const divisor = rules_.nodes.literal<std::int64_t>(rules_.nodes.operands(node)[1]);
    if (node.function != Function::divide || dividend == nullptr || divisor == nullptr) return;
    if (*divisor == 0 || *divisor == -1 || *dividend % *divisor == 0) return;
    const MistakeList::Context context(linking_.mistakes, context_);
    linking_.mistakes.warning(
        Code::cut_division, rules_.nodes.place(node),
        quote(rules_.nodes.text(node)) + " is " + std::to_string(*dividend / *divisor) +
            ": an int divided by an int is cut",
        "write `" + std::to_string(*dividend) + ".0 / " + std::to_string(*divisor) + ".0` for a fraction");
  }

  [[nodiscard]] bool may_be_zero(NodeId division) {
    return !assumptions_.range_of(rules_.nodes.operands(division)[1]).excludes_zero();
  }

  void warn_of_found() {
    for (const Division& division : found_) {
      if (!warned_[division.node]) warn(division);
      warned_[division.node] = true;
    }
    found_.clear();
  }

  void warn(const Division& division) {
    const Node& node = rules_[division.node];
    const Node& divisor = rules_[rules_.nodes.operands(node)[1]];
    const std::string text(rules_.nodes.text(divisor));
    const bool is_int = rules_.nodes.type(node).kind == Kind::integer;
    const std::string zero = is_int ? "0" : "0.0";
    const std::string then = is_int ? ": an int divided by 0 is an error, and the condition undecided"
                                    : ": a double divided by it is Infinity or NaN, which is no error";
    const bool always = assumptions_.range_of(rules_.nodes.operands(node)[1]).is_zero();
    const MistakeList::Context context(linking_.mistakes, division.context);
    linking_.mistakes.warning(Code::zero_divisor, rules_.nodes.place(divisor),
                              quote(text) + (always ? " is " : " may be ") + zero + then,
                              always ? std::string()
                                     : "say what holds then, like `" + text + " != " + zero + " && …` or `" +
                                           text + " != " + zero + " ? … : …`, or declare a range without 0");
  }

  Linking& linking_;
  const CheckedRuleSet& rules_;
  Assumptions assumptions_;
  std::vector<std::vector<Division>> unguarded_;  // by definition: nothing within it excludes zero
  std::vector<bool> holds_division_, warned_;     // by node
  std::vector<Division> found_;                   // unguarded ones in what is visited
  std::string context_;
};

}  // namespace

void check_divisors(Linking& linking) {
  if (std::ranges::any_of(linking.rules.nodes, divides)) DivisorChecker(linking).run();
}

}  // namespace eligo::check
