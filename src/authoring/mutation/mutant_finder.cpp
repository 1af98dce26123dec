#include "authoring/mutation/mutant_finder.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "authoring/mutation/condition_mutants.hpp"
#include "authoring/mutation/list_samples.hpp"
#include "json/tree.hpp"
#include "text/display.hpp"

namespace eligo::authoring {

using check::CheckedRuleSet;
using check::Effect;
using text::quote;

namespace {

/// The rules of one effect and priority.
class Level {
 public:
  static constexpr std::uint32_t no_rule = 0xFFFF'FFFF;

  /// In the order of the document.
  void add(std::uint32_t rule, std::uint32_t code) {
    if (first_ == no_rule) {
      first_ = rule;
      code_ = code;
    } else if (other_ == no_rule && code != code_) {
      other_ = rule;
    }
  }
  /// The first rule that gives another code; no_rule where there is none.
  [[nodiscard]] std::uint32_t first_of_other_code(std::uint32_t code) const {
    return code == code_ ? other_ : first_;
  }

 private:
  std::uint32_t first_ = no_rule, other_ = no_rule, code_ = 0;
};

class Finder {
 public:
  explicit Finder(const CheckedRuleSet& rules)
      : rules_(rules), uses_(rules), thresholds_(rules), conditions_(rules, uses_, thresholds_) {}

  std::vector<Mutant> run() {
    find_params();
    find_list_members();
    std::array<std::vector<Mutant>, 4> of_nodes;  // by kind of owner
    for (check::NodeId id = 0; id < rules_.nodes.size(); ++id) {
      const auto kind = static_cast<std::size_t>(uses_.owner_of(id).kind);
      conditions_.find(id, of_nodes[kind]);
    }
    const auto append = [&](Owner::Kind kind) {
      std::vector<Mutant>& found = of_nodes[static_cast<std::size_t>(kind)];
      std::move(found.begin(), found.end(), std::back_inserter(mutants_));
    };
    append(Owner::Kind::definition);
    append(Owner::Kind::segment);
    find_segments();
    append(Owner::Kind::rule);
    find_rules();
    append(Owner::Kind::alternative);
    number_equal_ids();
    return std::move(mutants_);
  }

 private:
  void find_params();
  void find_list_members();
  void find_segments();
  void find_segment_params(std::uint32_t segment);
  void find_rules();
  void find_effects(std::uint32_t index);
  void find_window(std::uint32_t index);
  void find_priorities();
  void number_equal_ids();

  void add(Operator kind, const Change& change, const std::string& owner, std::string pointer,
           const std::string& short_form, std::string mistake) {
    mutants_.push_back(
        {owner + ": " + short_form, std::move(mistake), owner, std::move(pointer), kind, change});
  }

  const CheckedRuleSet& rules_;
  NodeUses uses_;
  Thresholds thresholds_;
  ConditionMutants conditions_;
  std::vector<Mutant> mutants_;
};

/// "600 were 601 in `credit.score < params.min_score`"; more comparisons are counted.
std::string param_mistake(const CheckedRuleSet& rules, const std::vector<check::NodeId>& comparisons,
                          const std::string& from, const std::string& to) {
  std::string text = from + " were " + to + " in " + quote(rules.nodes.text(comparisons.front()), 100);
  const std::size_t more = comparisons.size() - 1;
  if (more > 0) text += " and " + std::to_string(more) + (more == 1 ? " other place" : " other places");
  return text;
}

void Finder::find_params() {
  for (std::uint32_t index = 0; index < rules_.params.size(); ++index) {
    const check::Param& param = rules_.params[index];
    const auto& comparisons = thresholds_.comparisons_of_param(index);
    if (comparisons.empty()) continue;
    const Neighbours near = neighbours(rules_, param.value, param.decimals, comparisons.front());
    for (const auto& other : {near.below, near.above}) {
      if (!other) continue;
      Change change;
      change.kind = Change::Kind::param;
      change.owner = index;
      change.value = *other;
      const std::string from = values::display_text(param.value), to = values::display_text(*other);
      add(Operator::threshold, change, "param " + param.name, json::child_pointer("/params", param.name),
          from + " to " + to, param_mistake(rules_, comparisons, from, to));
    }
  }
}

void Finder::find_list_members() {
  for (std::uint32_t index = 0; index < rules_.lists.size(); ++index) {
    const check::List& list = rules_.lists[index];
    for (const std::size_t i : list_samples(list.values.size())) {
      Change change;
      change.kind = Change::Kind::list_member;
      change.owner = index;
      change.index = static_cast<std::uint32_t>(i);
      const std::string member = values::display_text(list.values[i]);
      add(Operator::list_member, change, "list " + list.name, json::child_pointer("/lists", list.name),
          text::cut(member, 100) + " left out", quote(member) + " were left out of the list");
    }
  }
}

void Finder::find_segments() {
  for (std::uint32_t index = 0; index < rules_.segments.size(); ++index) {
    const check::Segment& segment = rules_.segments[index];
    const std::string owner = "segment " + segment.id, pointer = "/segments/" + std::to_string(index);
    Change change;
    change.owner = index;
    change.kind = Change::Kind::segment;
    add(Operator::segment, change, owner, pointer, "left out", "the segment were left out");
    find_segment_params(index);
    for (change.index = 0; change.index < segment.waives.size(); ++change.index) {
      change.kind = Change::Kind::waiver;
      const std::string& code = rules_.codes[segment.waives[change.index]];
      add(Operator::waiver, change, owner, pointer + "/waives/" + std::to_string(change.index),
          code + " not waived", quote(code) + " were not waived");
    }
  }
}

void Finder::find_segment_params(std::uint32_t index) {
  const check::Segment& segment = rules_.segments[index];
  for (std::uint32_t i = 0; i < segment.params.size(); ++i) {
    const auto& [param, value, decimals] = segment.params[i];
    const std::string& name = rules_.params[param].name;
    const std::string owner = "segment " + segment.id;
    const std::string pointer = json::child_pointer("/segments/" + std::to_string(index) + "/params", name);
    Change change;
    change.owner = index;
    change.index = i;
    change.kind = Change::Kind::override_out;
    add(Operator::segment_param, change, owner, pointer, name + " left out",
        "the segment's " + quote(name) + " were left out");
    const auto& comparisons = thresholds_.comparisons_of_param(param);
    if (comparisons.empty()) continue;
    const Neighbours near = neighbours(rules_, value, decimals, comparisons.front());
    for (const auto& other : {near.below, near.above}) {
      if (!other) continue;
      change.kind = Change::Kind::override_value;
      change.value = *other;
      const std::string from = values::display_text(value), to = values::display_text(*other);
      add(Operator::threshold, change, owner, pointer, name + ": " + from + " to " + to,
          param_mistake(rules_, comparisons, from, to));
    }
  }
}

void Finder::find_rules() {
  for (std::uint32_t index = 0; index < rules_.rules.size(); ++index) {
    find_effects(index);
    find_window(index);
  }
  find_priorities();
}

void Finder::find_effects(std::uint32_t index) {
  const check::Rule& rule = rules_.rules[index];
  const auto change_to = [&](Operator kind, Effect from, Effect to) {
    Change change;
    change.kind = kind == Operator::effect ? Change::Kind::effect : Change::Kind::on_missing;
    change.owner = index;
    change.effect = to;
    const std::string key(to_string(kind)), was(to_string(from)), is(to_string(to));
    add(kind, change, "rule " + rule.id, rule.pointer + "/" + key, key + " " + was + " to " + is,
        quote(key) + " were " + quote(is) + " instead of " + quote(was));
  };
  change_to(Operator::effect, rule.effect, rule.effect == Effect::hide ? Effect::deny : Effect::hide);
  // A condition that is the same for every profile is decided.
  if ((rules_[rule.when]).kind == check::NodeKind::constant) return;
  for (const Effect other : {Effect::deny, Effect::hide, Effect::skip}) {
    if (other != rule.on_missing) change_to(Operator::on_missing, rule.on_missing, other);
  }
}

void Finder::find_window(std::uint32_t index) {
  const check::Rule& rule = rules_.rules[index];
  const auto move = [&](const std::optional<values::Nanoseconds>& end, Change::Kind kind,
                        const std::string& key) {
    if (!end) return;
    for (const int by : {-1, 1}) {
      Change change;
      change.kind = kind;
      change.owner = index;
      change.instant = *end + by * values::nanoseconds_per_second;
      if (change.instant < values::min_timestamp || change.instant > values::max_timestamp) continue;
      const std::string from = values::format_timestamp(*end), to = values::format_timestamp(change.instant);
      add(Operator::window, change, "rule " + rule.id, rule.pointer + "/active/" + key,
          "active " + key + " " + from + " to " + to,
          quote("active." + key) + " were " + to + " instead of " + from);
    }
  };
  move(rule.active_from, Change::Kind::active_from, "from");
  move(rule.active_until, Change::Kind::active_until, "until");
}

// Each rule with a priority above others of its effect is put behind those of the next lower one, as far as
// that changes the order of two reason codes.
void Finder::find_priorities() {
  std::array<std::map<std::int64_t, Level>, 3> levels;  // by effect
  for (std::uint32_t index = 0; index < rules_.rules.size(); ++index) {
    const check::Rule& rule = rules_.rules[index];
    levels[static_cast<std::size_t>(rule.effect)][rule.priority].add(index, rule.code);
  }
  for (std::uint32_t index = 0; index < rules_.rules.size(); ++index) {
    const check::Rule& rule = rules_.rules[index];
    const auto& of_effect = levels[static_cast<std::size_t>(rule.effect)];
    const auto own = of_effect.find(rule.priority);
    if (own == of_effect.begin()) continue;
    const auto& [lower, level] = *std::prev(own);
    const std::uint32_t first = level.first_of_other_code(rule.code);
    if (first == Level::no_rule || lower == std::numeric_limits<std::int64_t>::min()) continue;
    Change change;
    change.kind = Change::Kind::priority;
    change.owner = index;
    change.number = first < index ? lower : lower - 1;
    const std::string from = std::to_string(rule.priority), to = std::to_string(change.number);
    add(Operator::priority, change, "rule " + rule.id, rule.pointer + "/priority",
        "priority " + from + " to " + to, "`priority` were " + to + " instead of " + from);
  }
}

void Finder::number_equal_ids() {
  std::unordered_map<std::string, std::size_t> seen;
  for (Mutant& mutant : mutants_) {
    const std::size_t number = ++seen[mutant.id];
    if (number > 1) mutant.id += " #" + std::to_string(number);
  }
}

}  // namespace

std::vector<Mutant> find_mutants(const CheckedRuleSet& rules) { return Finder(rules).run(); }

}  // namespace eligo::authoring
