#include "authoring/coverage/obligations.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "authoring/search/linear_sum.hpp"
#include "authoring/search/step.hpp"
#include "decide/cursor.hpp"
#include "text/display.hpp"

namespace eligo::authoring {

namespace {

using check::NodeId;
using check::NodeKind;
using Kind = Obligation::Kind;

constexpr std::size_t longest_text = 100;  // of a part in an id

std::string_view word_of(Truth truth) {
  switch (truth) {
    case Truth::no: return "false";
    case Truth::yes: return "true";
    case Truth::unknown: break;
  }
  return "unknown";
}

class Finding {
 public:
  Finding(const check::CheckedRuleSet& rules, const program::Program& program)
      : rules_(rules),
        program_(program),
        element_nodes_(decide::element_nodes(rules)),
        params_(parameter_values(rules)) {
    look_below();
  }

  Obligations find() {
    for (std::uint32_t i = 0; i < rules_.segments.size(); ++i) {
      open_group("segment " + rules_.segments[i].id);
      add_condition(ConditionOwner::segment, i, rules_.segments[i].when, program::Context::base);
    }
    for (std::uint32_t i = 0; i < rules_.rules.size(); ++i) {
      open_group("rule " + rules_.rules[i].id);
      add_condition(ConditionOwner::rule, i, rules_.rules[i].when, program::Context::segment);
      add_windows(rules_.rules[i]);
    }
    for (std::uint32_t i = 0; i < rules_.alternatives.size(); ++i) {
      open_group("alternative " + rules_.alternatives[i].id);
      add_condition(ConditionOwner::alternative, i, rules_.alternatives[i].when, program::Context::segment);
    }
    for (std::uint32_t i = 0; i < rules_.definitions.size(); ++i) {
      open_group("definition " + rules_.definitions[i].name);
      const NodeId root = rules_.definitions[i].root;
      const auto context = program_.value_of(root, program::Context::segment) != program::no_value
                               ? program::Context::segment
                               : program::Context::base;
      if (rules_.definitions[i].type.kind == values::Kind::boolean)
        add_condition(ConditionOwner::definition, i, root, context);
      else
        add_bodies(ConditionOwner::definition, i, root, context);
    }
    add_lists();
    drop_empty_groups();
    number_repeated_ids();
    return std::move(found_);
  }

 private:
  void open_group(std::string name) {
    group_ = static_cast<std::uint32_t>(found_.groups.size());
    found_.groups.push_back({std::move(name), 0});
  }

  void add(Obligation obligation, const std::string& what) {
    obligation.group = group_;
    obligation.id = found_.groups[group_].name + ": " + what;
    found_.all.push_back(std::move(obligation));
  }

  bool is_constant(program::ValueId value) const {
    return value == program::no_value || program_.operations()[value].opcode == program::Opcode::constant;
  }

  std::string quoted(NodeId node) const {
    return "\"" + text::printable(text::cut(rules_.nodes.text(node), longest_text)) + "\"";
  }

  /// Whether a fact stands below that may be missing: not one of which is asked only whether it is there.
  bool may_be_unknown(NodeId id) const { return unknown_[id]; }

  /// Whether what stands below a part is the same for every profile.
  bool is_free_of_facts(NodeId id) const { return !of_facts_[id]; }

  // What stands below a node stands before it, so that no walk goes down through definitions.
  void look_below() {
    unknown_.resize(rules_.nodes.size());
    of_facts_.resize(rules_.nodes.size());
    for (NodeId id = 0; id < rules_.nodes.size(); ++id) {
      const check::Node& node = rules_[id];
      const bool fact = node.kind == NodeKind::fact || node.kind == NodeKind::element;
      bool unknown = fact, of_facts = fact || node.kind == NodeKind::position;
      for (const NodeId child : rules_.children(node)) {
        unknown = unknown || (unknown_[child] && node.kind != NodeKind::has);
        of_facts = of_facts || of_facts_[child];
      }
      unknown_[id] = unknown;
      of_facts_[id] = of_facts;
    }
  }

  void add_condition(ConditionOwner owner, std::uint32_t index, NodeId root, program::Context context,
                     NodeId comprehension = check::no_node,
                     program::DomainId domain = program::profile_domain) {
    const program::ValueId value = program_.value_of(root, context);
    if (is_constant(value)) {
      ++found_.groups[group_].constant_parts;
      return;
    }
    const auto at = static_cast<std::uint32_t>(found_.conditions.size());
    found_.conditions.push_back({owner, index, comprehension, root, context, value, domain,
                                 ConditionTree(rules_, program_, context, root)});
    const ConditionTree tree = found_.conditions.back().tree;
    found_.groups[group_].constant_parts += tree.constant_parts().size();
    const std::string each = comprehension == check::no_node ? "" : "each " + quoted(root) + " ";
    add_outcomes(owner, at, each, root);
    if (owner == ConditionOwner::segment && comprehension == check::no_node) add_waivers(at, index);
    for (std::uint32_t part = 0; part < tree.parts().size(); ++part) {
      const NodeId node = tree.parts()[part].node;
      const std::string text = tree.parts().size() == 1 ? each : each + quoted(node) + " ";
      if (tree.parts().size() > 1) {
        for (const Truth truth : {Truth::yes, Truth::no, Truth::unknown}) {
          if (truth == Truth::unknown && !may_be_unknown(node)) continue;
          Obligation obligation;
          obligation.kind = Kind::part;
          obligation.condition = at;
          obligation.part = part;
          obligation.truth = truth;
          add(obligation, text + std::string(word_of(truth)));
        }
        Obligation obligation;
        obligation.kind = Kind::mcdc;
        obligation.condition = at;
        obligation.part = part;
        add(obligation, text + "mcdc");
      }
      add_threshold(at, node, each);
    }
    add_bodies(owner, index, root, context);
  }

  void add_outcomes(ConditionOwner owner, std::uint32_t at, const std::string& each, NodeId root) {
    const bool body = !each.empty();
    for (const Truth truth : {Truth::yes, Truth::no, Truth::unknown}) {
      if (truth == Truth::unknown && !may_be_unknown(root)) continue;
      Obligation obligation;
      obligation.condition = at;
      obligation.truth = truth;
      std::string what = each + std::string(word_of(truth));
      if (!body && owner == ConditionOwner::rule) {
        const std::string taken(to_string(rules_.rules[found_.conditions[at].index].on_missing));
        what = truth == Truth::yes  ? "hit"
               : truth == Truth::no ? "not hit"
                                    : "undecided, on_missing " + taken;
      } else if (!body && owner == ConditionOwner::segment) {
        what = truth == Truth::yes ? "matched" : truth == Truth::no ? "not matched" : "undecided";
      } else if (!body && owner == ConditionOwner::alternative) {
        what = truth == Truth::yes ? "offered" : truth == Truth::no ? "not offered" : "undecided";
      }
      add(obligation, what);
    }
  }

  void add_waivers(std::uint32_t at, std::uint32_t segment) {
    for (const std::uint32_t code : rules_.segments[segment].waives) {
      Obligation obligation;
      obligation.kind = Kind::waiver;
      obligation.condition = at;
      obligation.part = code;
      obligation.list = segment;
      add(obligation, "waives " + rules_.codes[code]);
    }
  }

  void add_windows(const check::Rule& rule) {
    const auto rule_index = static_cast<std::uint32_t>(&rule - rules_.rules.data());
    const auto add_at = [&](Obligation::Window window, const char* what) {
      Obligation obligation;
      obligation.kind = Kind::window;
      obligation.part = rule_index;
      obligation.window = window;
      add(obligation, what);
    };
    if (rule.active_from) {
      add_at(Obligation::Window::before, "before it is active");
      add_at(Obligation::Window::first, "first instant of its window");
    }
    if (rule.active_until) {
      add_at(Obligation::Window::last, "last second of its window");
      add_at(Obligation::Window::after, "after its window");
    }
  }

  /// What a sum can be: of facts' ranges, and of sizes that are never below 0.
  std::pair<long double, long double> bounds(const LinearSum& sum) const {
    long double lowest = sum.constant, highest = sum.constant;
    for (const LinearSum::Term& term : sum.terms) {
      constexpr auto infinity = std::numeric_limits<long double>::infinity();
      long double least = -infinity, most = infinity;
      if (term.variable.kind == Variable::Kind::size) least = 0;
      if (term.variable.kind == Variable::Kind::slot) {
        const check::Range& range = range_of(rules_, term.variable.slot);
        if (range.lowest) least = *number_of(*range.lowest);
        if (range.highest) most = *number_of(*range.highest);
      }
      if (term.factor < 0) std::swap(least, most);
      lowest += term.factor * least;
      highest += term.factor * most;
    }
    return {lowest, highest};
  }

  void add_threshold(std::uint32_t at, NodeId comparison, const std::string& each) {
    const check::Node& node = rules_[comparison];
    if (node.kind != NodeKind::call || !check::is_comparison(node.function)) return;
    const auto operands = rules_.nodes.operands(node);
    const values::Type& type = rules_.nodes.type(operands[0]);
    const values::Type& other = rules_.nodes.type(operands[1]);
    if (type.kind != other.kind || (!is_number(type) && !is_time(type))) return;
    const bool left_free = is_free_of_facts(operands[0]), right_free = is_free_of_facts(operands[1]);
    if (!left_free && !right_free) return;
    const bool threshold_left =
        left_free && (!right_free || (rules_[operands[1]].uses_now && !rules_[operands[0]].uses_now));
    const NodeId threshold = operands[threshold_left ? 0 : 1], compared = operands[threshold_left ? 1 : 0];
    std::optional<Slot> slot;
    const auto sum = linear_sum(rules_, compared, params_[0]);
    if (sum && sum->terms.size() <= 2) {
      for (const LinearSum::Term& term : sum->terms) {
        if (term.variable.kind == Variable::Kind::slot && std::fabs(term.factor) == 1)
          slot = term.variable.slot;
      }
    }
    for (const int steps : {-1, 0, 1}) {
      Obligation obligation;
      if (!can_be(threshold, compared, sum, slot, steps, obligation)) continue;
      obligation.kind = Kind::threshold;
      obligation.condition = at;
      obligation.steps = steps;
      obligation.comparison = comparison;
      obligation.threshold_left = threshold_left;
      // Where a body is the comparison, `each` has its text already.
      const bool named = found_.conditions[at].root == comparison && !each.empty();
      add(obligation, (named ? each : each + quoted(comparison) + " ") + (steps == 0  ? "on the threshold"
                                                                          : steps < 0 ? "one step below"
                                                                                      : "one step above"));
    }
  }

  /// Whether what is compared can lie so many steps from a threshold, in any segment. The obligation is given
  /// its step: as the author says, of what is no number of decimals, or of each threshold.
  bool can_be(NodeId threshold, NodeId compared, const std::optional<LinearSum>& sum,
              std::optional<Slot> slot, int steps, Obligation& obligation) const {
    const values::Kind kind = rules_.nodes.type(threshold).kind;
    bool possible = false, any = false;
    for (const auto& params : params_) {
      const auto limit = linear_sum(rules_, threshold, params);
      if (!limit || !limit->terms.empty()) continue;
      const auto value = value_of(limit->constant, kind);
      if (!value) continue;
      any = true;
      const auto beside = linear_sum(rules_, compared, params);
      const Decimals decimals = beside ? std::max(limit->decimals, beside->decimals) : limit->decimals;
      const auto by = step_of(rules_, slot, *value, decimals);
      if (by && kind == values::Kind::floating)
        obligation.steps_by_threshold.push_back(
            {std::get<double>(value->content), std::get<double>(by->content)});
      const auto neighbour = by ? moved(*value, *by, steps) : std::nullopt;
      if (!neighbour) continue;
      if (!sum) {
        possible = true;
        continue;
      }
      const auto [lowest, highest] = bounds(*sum);
      const long double number = *number_of(*neighbour);
      possible = possible || (number >= lowest && number <= highest);
    }
    if (kind != values::Kind::floating) {
      const bool whole = kind == values::Kind::integer;
      obligation.step = step_of(
          rules_, slot, whole ? values::Value{std::int64_t{0}} : values::Value{values::Interval{0}}, {});
    } else if (slot) {
      const check::Fact& fact = rules_.facts[slot->fact];
      const auto& own = slot->part < Slot::elements ? fact.fields[slot->part].step : fact.step;
      if (own && std::holds_alternative<double>(own->content)) obligation.step = own;
    }
    return possible || !any;
  }

  void add_bodies(ConditionOwner owner, std::uint32_t index, NodeId id, program::Context context) {
    const check::Node& node = rules_[id];
    // A definition's own are measured with it.
    for (const NodeId operand : rules_.nodes.operands(node)) {
      const bool body = node.kind == NodeKind::comprehension && operand != rules_.nodes.operands(node)[0] &&
                        rules_.nodes.type(operand).kind == values::Kind::boolean;
      if (!body) {
        if (opened_.insert(operand).second) add_bodies(owner, index, operand, context);
        continue;
      }
      const NodeId element = element_nodes_[id];
      const auto value = element == check::no_node ? program::no_value : program_.value_of(element, context);
      if (value == program::no_value) continue;
      const program::DomainId domain = program_.domain_of(value);
      const program::ValueId outcome = program_.value_of(operand, context);
      if (domain == program::profile_domain || is_constant(outcome)) continue;
      if (!bodies_.insert(outcome).second) continue;  // measured already
      add_condition(owner, index, operand, context, id, domain);
    }
  }

  void add_lists() {
    std::vector<bool> asked(rules_.lists.size());
    for (const check::Node& node : rules_.nodes) {
      if (node.kind == NodeKind::list_member) asked[node.list()] = true;
    }
    for (std::uint32_t list = 0; list < rules_.lists.size(); ++list) {
      if (!asked[list]) continue;
      open_group("list " + rules_.lists[list].name);
      for (const Truth truth : {Truth::yes, Truth::no}) {
        Obligation obligation;
        obligation.kind = Kind::list;
        obligation.list = list;
        obligation.truth = truth;
        add(obligation, truth == Truth::yes ? "a member" : "another value");
      }
    }
  }

  void drop_empty_groups() {
    std::vector<std::uint32_t> place(found_.groups.size());
    std::set<std::uint32_t> used;
    for (const Obligation& obligation : found_.all) used.insert(obligation.group);
    std::vector<ObligationGroup> kept;
    for (std::uint32_t group = 0; group < found_.groups.size(); ++group) {
      place[group] = static_cast<std::uint32_t>(kept.size());
      if (used.contains(group) || found_.groups[group].constant_parts > 0)
        kept.push_back(std::move(found_.groups[group]));
    }
    for (Obligation& obligation : found_.all) obligation.group = place[obligation.group];
    found_.groups = std::move(kept);
  }

  void number_repeated_ids() {
    std::map<std::string, int> seen;
    for (Obligation& obligation : found_.all) {
      if (const int count = ++seen[obligation.id]; count > 1) obligation.id += " #" + std::to_string(count);
    }
  }

  const check::CheckedRuleSet& rules_;
  const program::Program& program_;
  std::vector<NodeId> element_nodes_;
  std::vector<std::vector<ParameterValue>> params_;
  Obligations found_;
  std::uint32_t group_ = 0;
  std::vector<bool> unknown_, of_facts_;  // by node
  std::set<NodeId> opened_;
  std::set<program::ValueId> bodies_;
};

}  // namespace

Obligations obligations_of(const check::CheckedRuleSet& rules, const program::Program& program) {
  return Finding(rules, program).find();
}

}  // namespace eligo::authoring
