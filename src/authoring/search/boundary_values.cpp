#include "authoring/search/boundary_values.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "authoring/search/linear_sum.hpp"

namespace eligo::authoring {

namespace {

using check::Function;
using check::NodeId;
using check::NodeKind;
using values::Kind;
using values::Nanoseconds;
using values::Value;

constexpr std::size_t most_members = 64;    // of a list that are tried
constexpr std::size_t most_records = 256;   // made of the values of their fields
constexpr std::size_t most_elements = 200;  // of a list that is made
constexpr std::size_t most_repeated = 48;   // elements that lists of several are made of
constexpr int most_keys = 20;               // tried for a rollout
constexpr std::string_view other_text = "other";

Value absent() { return {values::Unknown{values::Cause::absent}}; }

class Gathering {
 public:
  Gathering(const check::CheckedRuleSet& rules, Nanoseconds now)
      : rules_(rules), now_(now), params_(parameter_values(rules)) {}

  Boundaries gather() {
    for (NodeId id = 0; id < rules_.nodes.size(); ++id) look_at(rules_[id]);
    for (const check::Rule& rule : rules_.rules) {
      for (const auto& end : {rule.active_from, rule.active_until}) {
        if (end) add_instant(*end);
      }
    }
    Boundaries found;
    for (std::uint32_t fact = 0; fact < rules_.facts.size(); ++fact) found.facts.push_back(of_fact(fact));
    found.instants.assign(instants_.begin(), instants_.end());
    return found;
  }

 private:
  void add(const Slot& slot, Value value) {
    const check::Range& range = range_of(rules_, slot);
    const auto number = number_of(value);
    if (number && range.lowest && *number < *number_of(*range.lowest)) return;
    if (number && range.highest && *number > *number_of(*range.highest)) return;
    const values::Type& type = type_of(rules_, slot);
    if (type.enumeration != nullptr) return;  // all of them are tried
    std::vector<Value>& values = slots_[slot];
    if (std::ranges::find(values, value) == values.end()) values.push_back(std::move(value));
  }

  void add_instant(Nanoseconds instant) {
    for (const Nanoseconds moved :
         {instant, instant - values::nanoseconds_per_second, instant + values::nanoseconds_per_second}) {
      if (moved >= values::min_timestamp && moved <= values::max_timestamp) instants_.insert(moved);
    }
  }

  void add_threshold(const Slot& slot, const Value& threshold, Decimals decimals) {
    const auto step = step_of(rules_, slot, threshold, decimals);
    add(slot, threshold);
    for (const int steps : {-1, 1}) {
      if (const auto value = step ? moved(threshold, *step, steps) : std::nullopt) add(slot, *value);
    }
  }

  void look_at(const check::Node& node) {
    const auto operands = rules_.nodes.operands(node);
    if (node.kind == NodeKind::list_member) {
      if (const auto slot = slot_of(rules_, operands[0])) {
        const auto& members = rules_.lists[node.list()].values;
        if (!members.empty()) add(*slot, members[0]);
        add_other(*slot);
        for (std::size_t i = 1; i < std::min(members.size(), most_members); ++i) add(*slot, members[i]);
      }
      return;
    }
    if (node.kind != NodeKind::call || operands.empty()) return;
    if (check::is_comparison(node.function)) return compare(operands[0], operands[1]);
    if (node.function == Function::in) return look_into(operands[0], operands[1]);
    if (node.function == Function::rollout) return add_keys(operands[0]);
    if (check::is_time_accessor(node.function)) return add_dates(operands[0]);
    const bool text = node.function == Function::contains || node.function == Function::starts_with ||
                      node.function == Function::ends_with || node.function == Function::matches;
    if (text) add_text(operands[0], operands[1]);
  }

  void compare(NodeId left, NodeId right) {
    const values::Type& type = rules_.nodes.type(left);
    if (is_number(type) || is_time(type)) {
      for (const auto& params : params_) compare_numbers(left, right, params);
      return;
    }
    add_text(left, right);
    add_text(right, left);
  }

  void compare_numbers(NodeId left, NodeId right, const std::vector<ParameterValue>& params) {
    const auto one = linear_sum(rules_, left, params), other = linear_sum(rules_, right, params);
    if (!one || !other) return add_plain(left, right);
    const LinearSum sum = difference(*one, *other);
    long double rest = sum.constant;
    std::optional<LinearSum::Term> sought;
    for (const LinearSum::Term& term : sum.terms) {
      if (term.variable.kind == Variable::Kind::now && sum.terms.size() > 1) {
        rest += term.factor * static_cast<long double>(now_);
      } else if (sought) {
        return;  // several facts: what one has to be depends on the others
      } else {
        sought = term;
      }
    }
    if (!sought) return;
    const bool whole = std::fabs(sought->factor) == 1;
    solve(sought->variable, -rest / sought->factor, whole ? sum.decimals : std::nullopt);
  }

  void solve(const Variable& variable, long double threshold, Decimals decimals) {
    switch (variable.kind) {
      case Variable::Kind::now:
        if (const auto moment = value_of(threshold, Kind::timestamp))
          add_instant(std::get<values::Timestamp>(moment->content).nanoseconds);
        return;
      case Variable::Kind::slot:
        if (const auto value = value_of(threshold, type_of(rules_, variable.slot).kind))
          add_threshold(variable.slot, *value, decimals);
        return;
      case Variable::Kind::size: {
        if (threshold < -1 || threshold > static_cast<long double>(most_elements)) return;
        const auto size = static_cast<std::int64_t>(threshold);
        if (rules_.nodes.type(variable.sized).kind == Kind::string) {
          const auto slot = slot_of(rules_, variable.sized);
          for (std::int64_t length = size - 1; slot && length <= size + 1; ++length)
            add(*slot, Value{std::string(static_cast<std::size_t>(std::max<std::int64_t>(length, 0)), 'x')});
        } else if (const auto fact = listed_fact(rules_, variable.sized)) {
          for (std::int64_t count = size - 1; count <= size + 2; ++count)
            if (count > 1) sizes_[*fact].insert(static_cast<std::size_t>(count));
        }
        return;
      }
    }
  }

  /// What stands in a comparison that is no sum: constants beside facts below it.
  void add_plain(NodeId left, NodeId right) {
    for (const auto& [part, other] : {std::pair(left, right), std::pair(right, left)}) {
      const auto slot = slot_of(rules_, part);
      if (!slot) continue;
      for (const auto& params : params_) {
        const auto sum = linear_sum(rules_, other, params);
        if (sum && sum->terms.empty())
          solve({Variable::Kind::slot, *slot, check::no_node}, sum->constant, sum->decimals);
      }
    }
  }

  void add_other(const Slot& slot) {
    if (type_of(rules_, slot).kind == Kind::string) add(slot, Value{std::string(other_text)});
  }

  /// A text or truth that a part is asked about.
  void add_text(NodeId asked, NodeId with) {
    const auto slot = slot_of(rules_, asked);
    if (!slot || type_of(rules_, *slot).kind != Kind::string) return;
    for (const auto& params : params_) {
      const check::Node& node = rules_[with];
      if (const auto* text = rules_.nodes.literal<std::string>(node)) add(*slot, Value{*text});
      if (node.kind == NodeKind::parameter) add(*slot, params[node.parameter()].value);
    }
    add_other(*slot);
  }

  void look_into(NodeId member, NodeId list) {
    const check::Node& node = rules_[list];
    if (node.kind == NodeKind::make_list) {
      for (const NodeId item : rules_.nodes.operands(node)) compare(member, item);
    } else if (node.kind == NodeKind::constant) {
      const auto slot = slot_of(rules_, member);
      const auto* items = rules_.nodes.literal<values::List>(node);
      for (std::size_t i = 0; slot && items != nullptr && i < items->size(); ++i) add(*slot, (*items)[i]);
      if (slot) add_other(*slot);
    } else if (const auto fact = listed_fact(rules_, list)) {
      const Slot elements{*fact, Slot::elements};
      if (rules_[member].kind == NodeKind::constant) add(elements, rules_.nodes.value(member));
      add_other(elements);
    }
  }

  void add_keys(NodeId key) {
    const auto slot = slot_of(rules_, key);
    if (!slot) return;
    const bool text = type_of(rules_, *slot).kind == Kind::string;
    for (int i = 1; i <= most_keys; ++i) {
      add(*slot, text ? Value{"u" + std::to_string(i)} : Value{std::int64_t{i}});
    }
  }

  void add_dates(NodeId moment) {
    const auto slot = slot_of(rules_, moment);
    constexpr Nanoseconds hour = 3600 * values::nanoseconds_per_second;
    const auto add_at = [&](Nanoseconds instant) {
      if (instant > values::max_timestamp) return;
      if (slot && type_of(rules_, *slot).kind == Kind::timestamp)
        add(*slot, Value{values::Timestamp{instant}});
      if (!slot) instants_.insert(instant);
    };
    for (int i = 0; i < 24; ++i) add_at(now_ + i * hour);
    for (int i = 1; i < 7; ++i) add_at(now_ + i * 24 * hour);
    for (int i = 1; i < 12; ++i) add_at(now_ + i * 31 * 24 * hour);
  }

  /// The values of a scalar: those asked about, else what its type has.
  std::vector<Value> of_slot(const Slot& slot) const {
    const values::Type& type = type_of(rules_, slot);
    std::vector<Value> values;
    if (const auto found = slots_.find(slot); found != slots_.end()) values = found->second;
    const auto add_value = [&](Value value) {
      const auto number = number_of(value);
      const check::Range& range = range_of(rules_, slot);
      if (number && range.lowest && *number < *number_of(*range.lowest)) return;
      if (number && range.highest && *number > *number_of(*range.highest)) return;
      if (std::ranges::find(values, value) == values.end()) values.push_back(std::move(value));
    };
    if (type.kind == Kind::boolean) {
      add_value(Value{true});
      add_value(Value{false});
    }
    if (type.enumeration != nullptr) {
      for (const std::string& name : *type.enumeration) add_value(Value{name});
    }
    const check::Range& range = range_of(rules_, slot);
    const bool plain = values.empty();
    if (type.kind == Kind::integer && plain) {
      add_value(Value{std::int64_t{0}});
      add_value(Value{std::int64_t{1}});
    } else if (type.kind == Kind::floating && plain) {
      add_value(Value{0.0});
      add_value(Value{1.0});
    } else if (type.kind == Kind::timestamp && plain) {
      add_value(Value{values::Timestamp{now_}});
    } else if (type.kind == Kind::duration && plain) {
      add_value(Value{values::Interval{0}});
    } else if (type.kind == Kind::string && plain) {
      add_value(Value{std::string(other_text)});
    }
    if (range.lowest) add_value(*range.lowest);
    if (range.highest) add_value(*range.highest);
    return values;
  }

  std::vector<Value> elements_of(std::uint32_t fact) const {
    const check::Fact& list = rules_.facts[fact];
    if (list.fields.empty()) {
      std::vector<Value> elements = of_slot({fact, Slot::elements});
      elements.push_back(absent());
      return elements;
    }
    std::vector<std::vector<Value>> fields;
    std::size_t count = 1;
    for (std::uint32_t field = 0; field < list.fields.size(); ++field) {
      fields.push_back(of_slot({fact, field}));
      fields.back().push_back(absent());
      count = count > most_records ? count : count * fields.back().size();
    }
    return count <= most_records ? all_records(fields) : some_records(fields);
  }

  static std::vector<Value> all_records(const std::vector<std::vector<Value>>& fields) {
    std::vector<Value> records{Value{values::Record{}}};
    for (const auto& values : fields) {
      std::vector<Value> longer;
      for (const Value& record : records) {
        for (const Value& value : values) {
          values::Record next = std::get<values::Record>(record.content);
          next.fields.push_back(value);
          longer.push_back(Value{std::move(next)});
        }
      }
      records = std::move(longer);
    }
    return records;
  }

  /// Records that differ from the first one in one or two fields.
  static std::vector<Value> some_records(const std::vector<std::vector<Value>>& fields) {
    values::Record first;
    for (const auto& values : fields) first.fields.push_back(values.front());
    std::vector<Value> records{Value{first}};
    for (std::size_t one = 0; one < fields.size(); ++one) {
      for (std::size_t i = 1; i < fields[one].size(); ++i) {
        values::Record changed = first;
        changed.fields[one] = fields[one][i];
        records.push_back(Value{changed});
        for (std::size_t other = one + 1; other < fields.size(); ++other) {
          for (std::size_t j = 1; j < fields[other].size() && records.size() < most_records; ++j) {
            values::Record twice = changed;
            twice.fields[other] = fields[other][j];
            records.push_back(Value{std::move(twice)});
          }
        }
      }
    }
    return records;
  }

  std::vector<Value> of_fact(std::uint32_t fact) const {
    std::vector<Value> values;
    if (rules_.facts[fact].type.kind != Kind::list) {
      values = of_slot({fact, Slot::itself});
    } else {
      const std::vector<Value> elements = elements_of(fact);
      values.push_back(Value{values::List{}});
      for (const Value& element : elements) values.push_back(Value{values::List{element}});
      std::set<std::size_t> sizes{2};
      if (const auto found = sizes_.find(fact); found != sizes_.end())
        sizes.insert(found->second.begin(), found->second.end());
      for (const std::size_t size : sizes) {
        for (std::size_t i = 0; i < std::min(elements.size(), most_repeated); ++i)
          values.push_back(Value{values::List(size, elements[i])});
      }
    }
    values.push_back(absent());
    return values;
  }

  const check::CheckedRuleSet& rules_;
  Nanoseconds now_;
  std::vector<std::vector<ParameterValue>> params_;
  std::map<Slot, std::vector<Value>> slots_;
  std::map<std::uint32_t, std::set<std::size_t>> sizes_;  // of lists, by fact
  std::set<Nanoseconds> instants_;
};

}  // namespace

Boundaries boundaries_of(const check::CheckedRuleSet& rules, Nanoseconds now) {
  return Gathering(rules, now).gather();
}

}  // namespace eligo::authoring
