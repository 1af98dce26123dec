#include "check/completeness.hpp"

#include <span>
#include <string_view>
#include <unordered_set>

namespace eligo::check {

namespace {

using diagnostics::Place;
using document::Condition;

class Comparison {
 public:
  Comparison(const document::RuleSetDocument& document, const CheckedRuleSet& rules)
      : document_(document), rules_(rules) {}

  std::optional<Omission> run() {
    each("fact", document_.facts, rules_.facts);
    each("param", document_.params, rules_.params);
    each("list", document_.lists, rules_.lists);
    each("definition", document_.definitions, rules_.definitions);
    each("segment", document_.segments, rules_.segments);
    each("rule", document_.rules, rules_.rules);
    each("alternative", document_.alternatives, rules_.alternatives);
    if (!omission_ && rules_.definition_order.size() != document_.definitions.size())
      omission_ = {"order of the definitions", {}};
    return omission_;
  }

 private:
  // Both in document order, one beside the other.
  template <typename Written, typename Checked>
  void each(std::string_view what, const std::vector<Written>& written, const std::vector<Checked>& checked) {
    for (std::size_t i = 0; i < written.size() && !omission_; ++i) {
      if (i >= checked.size() || !holds(written[i], checked[i]))
        omission_ = {std::string(what) + " " + quote(name_of(written[i])), place_of(written[i])};
    }
    if (!omission_ && checked.size() != written.size())
      omission_ = {"number of " + std::string(what) + "s", {}};
  }

  template <typename Written>
  static const std::string& name_of(const Written& written) {
    if constexpr (requires { written.name; }) {
      return written.name;
    } else {
      return written.id.text;
    }
  }
  template <typename Written>
  static const Place& place_of(const Written& written) {
    if constexpr (requires { written.name_place; }) {
      return written.name_place;
    } else {
      return written.place;
    }
  }

  bool holds(const document::WrittenFact& written, const Fact& fact) const {
    return fact.name == written.name && fact.fields.size() == written.fields.size() &&
           (fact.type.enumeration ? fact.type.enumeration->size() : 0) == written.type.values.size();
  }
  bool holds(const document::WrittenParam& written, const Param& param) const {
    return param.name == written.name && param.value.known();
  }
  bool holds(const document::WrittenList& written, const List& list) const {
    return list.name == written.name && list.values.size() + list.repeated == written.values.size();
  }
  bool holds(const document::WrittenDefinition& written, const Definition& definition) const {
    return definition.name == written.name && is_at(definition.root, written.expression.place);
  }
  bool holds(const document::WrittenSegment& written, const Segment& segment) const {
    return segment.id == written.id.text && holds(written.when, segment.when) &&
           holds_overrides(written, segment) && holds_waives(written, segment);
  }
  bool holds(const document::WrittenRule& written, const Rule& rule) const {
    return rule.id == written.id.text && rules_.categories[rule.category] == written.category.text &&
           rules_.codes[rule.code] == written.reason.text &&
           (rule.effect == Effect::deny) == (written.effect.text == "deny") &&
           holds(written.when, rule.when) && holds_window(written.active, rule) &&
           holds(written.message, rule.message) && holds(written.remedy, rule.remedy);
  }
  bool holds(const document::WrittenAlternative& written, const Alternative& alternative) const {
    return alternative.id == written.id.text && holds(written.when, alternative.when) &&
           holds(written.title, alternative.title) && holds(written.message, alternative.message);
  }

  bool holds_overrides(const document::WrittenSegment& written, const Segment& segment) const {
    if (segment.params.size() != written.params.size()) return false;
    for (std::size_t i = 0; i < segment.params.size(); ++i) {
      if (rules_.params[segment.params[i].param].name != written.params[i].name) return false;
    }
    return true;
  }
  bool holds_waives(const document::WrittenSegment& written, const Segment& segment) const {
    std::unordered_set<std::string_view> waived;
    for (const std::uint32_t code : segment.waives) waived.insert(rules_.codes[code]);
    for (const diagnostics::LocatedText& code : written.waives) {
      if (!waived.contains(code.text)) return false;
    }
    return true;
  }
  static bool holds_window(const std::optional<document::WrittenWindow>& written, const Rule& rule) {
    return rule.active_from.has_value() == (written && written->from) &&
           rule.active_until.has_value() == (written && written->until);
  }
  static bool holds(const std::optional<document::WrittenText>& written, const LocalizedTemplate& text) {
    return text.entries.size() == (written ? written->entries.size() : 0);
  }

  [[nodiscard]] bool is_at(NodeId id, const Place& place) const {
    return id < rules_.nodes.size() && rules_.nodes.pointer(id) == place.pointer;
  }
  // The depth of the recursion is bounded by that of the JSON text.
  [[nodiscard]] bool holds(const Condition& written, NodeId id) const {
    if (written.kind == Condition::Kind::expression) return is_at(id, written.expression.place);
    if (!is_at(id, written.place)) return false;
    std::span<const NodeId> parts = rules_.nodes.operands(id);
    if (written.kind == Condition::Kind::none) parts = rules_.nodes.operands(parts.front());
    if (parts.size() != written.parts.size()) return false;
    for (std::size_t i = 0; i < written.parts.size(); ++i) {
      if (!holds(written.parts[i], parts[i])) return false;
    }
    return true;
  }

  const document::RuleSetDocument& document_;
  const CheckedRuleSet& rules_;
  std::optional<Omission> omission_;
};

}  // namespace

std::optional<Omission> first_omission(const document::RuleSetDocument& document,
                                       const CheckedRuleSet& rules) {
  return Comparison(document, rules).run();
}

void check_completeness(Linking& linking) {
  const auto omission = first_omission(linking.document, linking.rules);
  if (!omission) return;
  linking.mistakes.error(diagnostics::Code::internal_inconsistency, omission->place,
                         "Eligo failed to check the " + omission->part,
                         "this is a defect of Eligo, not of the rule set; please report it");
}

}  // namespace eligo::check
