#include "decide/solved_times.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "decide/plan.hpp"
#include "decide/time_steps.hpp"

namespace eligo::decide {

namespace {

using check::Composition;
using check::Function;
using check::NodeId;
using check::NodeKind;
using values::Kind;
using PartKind = SolvedPart::Kind;

// A sum of more is left to walks.
constexpr std::uint32_t most_line_nodes = 256;

SolvedPart part_of_kind(PartKind kind) {
  SolvedPart part;
  part.kind = kind;
  return part;
}

}  // namespace

// Gives each node that is needed its part. Nodes are gone through without recursion: definitions may stand
// one behind the other.
class SolvedTimes::Compiler {
 public:
  Compiler(const check::CheckedRuleSet& rules, const program::Program& program,
           const std::vector<NodeId>& element_nodes, SolvedParts& parts, std::vector<SolvedList>& lists)
      : rules_(rules), program_(program), element_nodes_(element_nodes), lists_(lists), target_{&parts, {}} {}

  std::uint32_t add(NodeId root) { return add(root, target_); }

 private:
  struct Target {
    SolvedParts* all;
    std::map<NodeId, std::uint32_t> known;
    program::DomainId domain = program::profile_domain;
  };

  std::uint32_t add(NodeId root, Target& target) {
    std::vector<std::pair<NodeId, bool>> waiting{{root, false}};
    while (!waiting.empty()) {
      const auto [id, ready] = waiting.back();
      waiting.pop_back();
      if (target.known.contains(id)) continue;
      const std::span<const NodeId> operands = operands_of(id);
      if (!ready && !operands.empty()) {
        waiting.emplace_back(id, true);
        for (const NodeId operand : operands) waiting.emplace_back(operand, false);
        continue;
      }
      const auto column = column_of(id, target);
      SolvedPart part = column ? make(id, target) : SolvedPart{};
      part.value = column.value_or(SolvedColumn{});
      part.boolean = rules_.nodes.type(id).kind == Kind::boolean;
      part.moves = moves(id);
      part.first = static_cast<std::uint32_t>(target.all->all_operands.size());
      if (part.kind != PartKind::unsolved) {
        part.operand_count = static_cast<std::uint32_t>(operands.size());
        for (const NodeId operand : operands) target.all->all_operands.push_back(target.known.at(operand));
      }
      target.known.emplace(id, static_cast<std::uint32_t>(target.all->parts.size()));
      target.all->parts.push_back(part);
    }
    return target.known.at(root);
  }

  [[nodiscard]] program::ValueId value_of(NodeId id) const { return program_.value_of(id); }
  [[nodiscard]] bool moves(NodeId id) const {
    if (!rules_[id].uses_now) return false;
    const program::ValueId value = value_of(id);
    return value == program::no_value || program_.operations()[value].opcode != program::Opcode::constant;
  }
  [[nodiscard]] bool is_integer(NodeId id) const { return rules_.nodes.type(id).kind == Kind::integer; }
  [[nodiscard]] bool is_solved_type(NodeId id) const {
    return rules_.nodes.type(id).kind == Kind::boolean || is_integer(id);
  }
  [[nodiscard]] bool is_read_off(NodeId id) const { return !moves(id) && value_of(id) != program::no_value; }

  // Those of a node that become parts.
  [[nodiscard]] std::span<const NodeId> operands_of(NodeId id) const {
    const auto& node = rules_[id];
    if (is_read_off(id) || !is_solved_type(id)) return {};
    switch (node.composition()) {
      case Composition::definition:
      case Composition::negation:
      case Composition::junction:
      case Composition::conditional: return rules_.children(node);
      case Composition::operation:
        if (compares_integers(node) || combines_integers(node)) return rules_.children(node);
        break;
      case Composition::leaf:
      case Composition::comprehension: break;
    }
    return {};
  }
  [[nodiscard]] bool compares_integers(const check::Node& node) const {
    return node.kind == NodeKind::call && check::is_comparison(node.function) &&
           std::ranges::all_of(rules_.nodes.operands(node), [&](NodeId id) { return is_integer(id); });
  }
  [[nodiscard]] bool combines_integers(const check::Node& node) const {
    const bool known = node.function == Function::add || node.function == Function::subtract ||
                       node.function == Function::multiply;
    return node.kind == NodeKind::call && known && rules_.nodes.type(node).kind == Kind::integer &&
           std::ranges::all_of(rules_.nodes.operands(node), [&](NodeId id) { return is_integer(id); });
  }

  SolvedPart make(NodeId id, Target& target) {
    const auto& node = rules_[id];
    if (!is_solved_type(id)) return {};
    if (is_read_off(id)) return part_of_kind(is_integer(id) ? PartKind::number : PartKind::truth);
    switch (node.composition()) {
      case Composition::definition: return part_of_kind(PartKind::definition);
      case Composition::negation: return part_of_kind(PartKind::negation);
      case Composition::junction:
        return part_of_kind(node.kind == NodeKind::logical_and ? PartKind::conjunction
                                                               : PartKind::disjunction);
      case Composition::conditional: return part_of_kind(PartKind::conditional);
      case Composition::comprehension: return make_count(id, target);
      case Composition::operation:
        if (node.kind == NodeKind::call) return make_call(node, target);
        break;
      case Composition::leaf: break;
    }
    return {};
  }

  SolvedPart make_call(const check::Node& node, Target& target) {
    if (node.function == Function::size) return make_size(node, target);
    if (check::is_comparison(node.function)) {
      SolvedPart part;
      part.comparison = node.function;
      part.below = holds(node.function, -1);
      part.level = holds(node.function, 0);
      part.above = holds(node.function, 1);
      if (compares_integers(node)) part.kind = PartKind::numbers;
      const auto operands = rules_.nodes.operands(node);
      if (is_time(rules_.nodes.type(operands[0])) && is_time(rules_.nodes.type(operands[1])))
        make_times(part, operands[0], operands[1], target);
      return part;
    }
    if (!combines_integers(node)) return {};
    return part_of_kind(node.function == Function::add        ? PartKind::sum
                        : node.function == Function::subtract ? PartKind::difference
                                                              : PartKind::product);
  }

  void make_times(SolvedPart& part, NodeId left, NodeId right, const Target& target) const {
    const auto left_column = column_of(left, target), right_column = column_of(right, target);
    const auto left_nodes = nodes_of_line(left), right_nodes = nodes_of_line(right);
    if (!left_column || !right_column || !left_nodes || !right_nodes) return;
    part.kind = PartKind::times;
    part.left = *left_column;
    part.right = *right_column;
    part.slope = std::int64_t{moves(left) ? rules_[left].slope : 0} -
                 std::int64_t{moves(right) ? rules_[right].slope : 0};
    part.walked = *left_nodes + *right_nodes;
  }

  // How many nodes that move a time is made of, if it keeps to its line for all times: sums of what does not
  // move and of `now`. So few of them do not leave the range of exact sums.
  [[nodiscard]] std::optional<std::uint32_t> nodes_of_line(NodeId root) const {
    static_assert(most_line_nodes * (values::max_timestamp - values::min_timestamp) < values::max_exact_time);
    std::vector<NodeId> waiting{root};
    std::uint32_t looked_at = 0, moving = 0;
    while (!waiting.empty()) {
      const NodeId id = waiting.back();
      waiting.pop_back();
      const auto& node = rules_[id];
      if (++looked_at > most_line_nodes || value_of(id) == program::no_value) return std::nullopt;
      if (!moves(id)) continue;
      ++moving;
      if (node.kind == NodeKind::now) continue;
      const bool sums = node.kind == NodeKind::call && node.exact &&
                        (node.function == Function::add || node.function == Function::subtract);
      if (!sums && node.kind != NodeKind::definition) return std::nullopt;
      for (const NodeId operand : rules_.children(node)) waiting.push_back(operand);
    }
    return moving;
  }

  [[nodiscard]] std::optional<SolvedColumn> column_of(NodeId id, const Target& target) const {
    const program::ValueId value = value_of(id);
    if (value == program::no_value) return std::nullopt;
    const auto& operation = program_.operations()[value];
    if (operation.constant || operation.domain == program::profile_domain) return SolvedColumn{value, false};
    if (operation.domain != target.domain) return std::nullopt;
    return SolvedColumn{value, true};
  }

  SolvedPart make_size(const check::Node& size, const Target& target) {
    NodeId list = rules_.nodes.operands(size)[0];
    std::uint32_t walked = 0;
    for (; rules_[list].kind == NodeKind::definition; ++walked) list = rules_.root_of(rules_[list]);
    const auto& node = rules_[list];
    if (node.kind != NodeKind::comprehension || node.macro != check::Macro::filter) return {};
    SolvedPart part = make_count(list, target);
    part.walked += walked;
    return part;
  }

  SolvedPart make_count(NodeId comprehension, const Target& target) {
    const auto& node = rules_[comprehension];
    const auto operands = rules_.nodes.operands(node);
    const NodeId element = element_nodes_[comprehension];
    const bool within = target.domain != program::profile_domain;
    if (within || operands.size() != 2 || element == check::no_node || moves(operands[0])) return {};
    const auto list_column = column_of(operands[0], target);
    if (!list_column || value_of(element) == program::no_value) return {};
    SolvedList list;
    list.list = list_column->value;
    list.domain = program_.domain_of(value_of(element));
    if (list.domain == program::profile_domain || program_.parent_of(list.domain) != program::profile_domain)
      return {};
    switch (node.macro) {
      case check::Macro::all: list.outcome = SolvedList::Outcome::all; break;
      case check::Macro::exists: list.outcome = SolvedList::Outcome::exists; break;
      case check::Macro::exists_one: list.outcome = SolvedList::Outcome::exists_one; break;
      case check::Macro::filter: list.outcome = SolvedList::Outcome::size; break;
      case check::Macro::map: return {};
    }
    Target elements{&list.condition, {}, list.domain};
    add(operands[1], elements);
    if (list.condition.parts.back().kind == PartKind::unsolved) return {};
    SolvedPart part = part_of_kind(PartKind::count);
    part.elements = static_cast<std::uint32_t>(lists_.size());
    lists_.push_back(std::move(list));
    return part;
  }

  const check::CheckedRuleSet& rules_;
  const program::Program& program_;
  const std::vector<NodeId>& element_nodes_;
  std::vector<SolvedList>& lists_;
  Target target_;
};

SolvedTimes::SolvedTimes(const check::CheckedRuleSet& rules, const program::Program& program,
                         const RuleOrder& order, const TimeDependence& time,
                         const std::vector<NodeId>& element_nodes) {
  const auto is_deep = [&](std::uint32_t definition) { return time.is_deep(definition); };
  if (!time.any || time.segments || std::ranges::any_of(time.definitions, is_deep)) return;
  placeholders_.resize(rules.rules.size());
  changes_.resize(rules.rules.size(), false);
  Compiler compiler(rules, program, element_nodes, parts_, lists_);
  for (const std::uint32_t index : time.rules) {
    const check::Rule& rule = rules.rules[index];
    SolvedRule solved;
    solved.rule = index;
    solved.verdict = verdict_of(rule.effect);
    if (time.conditions[index]) solved.part = compiler.add(rule.when);
    for (const auto edge : {rule.active_from, rule.active_until}) windows_ += edge ? 1 : 0;
    solved.windowed = rule.active_from || rule.active_until;
    changes_[index] = true;
    rules_.push_back(std::move(solved));
  }
  for (std::uint32_t index = 0; index < rules.rules.size(); ++index) {
    for (const Placeholder& placeholder : order.placeholders(index)) {
      if (placeholder.kind != check::Template::Piece::Kind::definition) continue;
      const NodeId root = rules.definitions[placeholder.index].root;
      if (rules[root].uses_now) placeholders_[index].push_back(compiler.add(root));
    }
  }
  without_alternatives_ = parts_.parts.size();
  for (const check::Alternative& alternative : rules.alternatives) {
    if (rules[alternative.when].uses_now) alternatives_.push_back(compiler.add(alternative.when));
  }
  for (const ReasonTrigger& trigger : order.triggers) {
    const auto found = std::ranges::lower_bound(rules_, trigger.rule, {}, &SolvedRule::rule);
    if (found != rules_.end() && found->rule == trigger.rule) ++found->triggers;
  }
  for (std::uint32_t segment = 0; segment <= rules.segments.size(); ++segment) {
    for (const SolvedRule& rule : rules_)
      waived_.push_back(order.waives(segment, rules.rules[rule.rule].code));
  }
  trigger_count_ = order.triggers.size();
  run_steps_ = program.every_part().size();
  link();
  for (std::size_t level = 0; level < flip_levels.size(); ++level)
    steps_[level] = count_steps(flip_levels[level]);
}

// Who hears of what. Where too much hangs together, walks do.
void SolvedTimes::link() {
  const std::size_t count = parts_.parts.size();
  const std::size_t most_uses = 64 * (count + rules_.size() + 64);
  std::vector<std::vector<Use>> uses(count);
  std::size_t shown = 0;
  std::vector<bool> seen(count);
  for (std::uint32_t index = 0; index < rules_.size(); ++index) {
    SolvedRule& rule = rules_[index];
    if (rule.part == SolvedRule::no_part) continue;
    uses[rule.part].push_back({Use::Kind::condition, index});
    std::vector<std::uint32_t> waiting{rule.part};
    std::vector<std::uint32_t> below;
    while (!waiting.empty()) {
      const std::uint32_t part = waiting.back();
      waiting.pop_back();
      if (seen[part] || !parts_.parts[part].moves) continue;
      seen[part] = true;
      below.push_back(part);
      if (parts_.parts[part].boolean) rule.shown.push_back(part);
      for (const std::uint32_t operand : parts_.operands(parts_.parts[part])) waiting.push_back(operand);
    }
    for (const std::uint32_t part : below) seen[part] = false;
    shown += rule.shown.size();
    if (shown > most_uses) return;
    for (const std::uint32_t part : rule.shown) uses[part].push_back({Use::Kind::shown, index});
  }
  for (const std::uint32_t part : alternatives_) uses[part].push_back({Use::Kind::alternative, 0});
  std::vector<std::vector<std::uint32_t>> parents(count);
  for (std::uint32_t part = 0; part < count; ++part) {
    for (const std::uint32_t operand : parts_.operands(parts_.parts[part])) parents[operand].push_back(part);
  }
  for (std::uint32_t part = 0; part < count; ++part) {
    first_parent_.push_back(static_cast<std::uint32_t>(all_parents_.size()));
    first_use_.push_back(static_cast<std::uint32_t>(all_uses_.size()));
    all_parents_.insert(all_parents_.end(), parents[part].begin(), parents[part].end());
    all_uses_.insert(all_uses_.end(), uses[part].begin(), uses[part].end());
  }
  first_parent_.push_back(static_cast<std::uint32_t>(all_parents_.size()));
  first_use_.push_back(static_cast<std::uint32_t>(all_uses_.size()));
  usable_ = true;
}

}  // namespace eligo::decide
