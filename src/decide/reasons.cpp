#include "decide/reasons.hpp"

#include <algorithm>

namespace eligo::decide {

namespace {

void add_placeholder(const RowSource& source, const Placeholder& placeholder, std::uint32_t segment,
                     std::vector<values::Value>& values) {
  values::Value& value = values.emplace_back();
  switch (placeholder.kind) {
    case check::Template::Piece::Kind::fact:
      return values::assign_at(source.fact(placeholder.index), source.row, values::shown, value);
    case check::Template::Piece::Kind::parameter:
      value = param_value(*source.rules, segment, placeholder.index);
      return;
    case check::Template::Piece::Kind::definition: {
      const auto definition = source.program().definition_value(placeholder.index);
      if (definition == program::no_value || !source.results->has(definition)) return;
      return values::assign_at((*source.results)[definition], source.row, values::shown, value);
    }
    case check::Template::Piece::Kind::text: break;
  }
}

}  // namespace

const values::Value& param_value(const check::CheckedRuleSet& rules, std::uint32_t segment,
                                 std::uint32_t param) {
  if (segment < rules.segments.size()) {
    for (const auto& override : rules.segments[segment].params) {
      if (override.param == param) return override.value;
    }
  }
  return rules.params[param].value;
}

ReasonBuilder::Places* ReasonBuilder::places_of(const Reasons& reasons) {
  const auto found = std::ranges::find(places_, &reasons, &Places::reasons);
  return found == places_.end() ? nullptr : &*found;
}

ReasonData* ReasonBuilder::find(std::uint32_t code, Reasons& reasons) {
  if (reasons.size() <= few_) {
    const auto found =
        std::ranges::find_if(reasons, [&](const ReasonData& reason) { return reason.code == code; });
    return found == reasons.end() ? nullptr : &*found;
  }
  Places* places = places_of(reasons);
  if (places == nullptr) {
    places = &places_.emplace_back(Places{&reasons, {}});
    for (std::size_t place = 0; place < reasons.size(); ++place)
      places->by_code.emplace(reasons[place].code, place);
  }
  const auto place = places->by_code.find(code);
  return place == places->by_code.end() ? nullptr : &reasons[place->second];
}

ReasonData& ReasonBuilder::reason_for(const ReasonTrigger& trigger, Reasons& reasons) {
  const bool repeated = trigger.repeated != ReasonTrigger::once;
  if (repeated) {
    if (auto* const present = find(trigger.code, reasons)) return *present;
  }
  auto& reason = reasons.add();
  reason.code = trigger.code;
  reason.effect = trigger.effect;
  if (repeated && !places_.empty()) {
    if (Places* const places = places_of(reasons)) places->by_code.emplace(trigger.code, reasons.size() - 1);
  }
  return reason;
}

void ReasonBuilder::add(const RowSource& source, const ReasonTrigger& trigger, bool undecided,
                        bool codes_only, std::uint32_t segment, Reasons& reasons) {
  auto& reason = reason_for(trigger, reasons);
  const bool first = reason.rules.empty();
  const bool decides = !undecided && reason.undecided && trigger.effect == reason.effect;
  reason.rules.push_back(trigger.rule);
  if (first || decides) {
    reason.undecided = undecided;
    reason.codes_only = codes_only;
    reason.text_rule = trigger.rule;
    reason.missing.clear();
    reason.errors.clear();
    reason.placeholder_values.clear();
    if (!codes_only) {
      for (const auto& placeholder : plan_->order.placeholder_lists[trigger.placeholders])
        add_placeholder(source, placeholder, segment, reason.placeholder_values);
    }
  }
  if (codes_only) return;
  if (!undecided && trigger.asked != program::ConditionPlan::no_list) {
    const auto asked = plan_->conditions.asked_facts(trigger.asked);
    if (reason.facts.empty()) reason.facts.reserve(asked.size());
    for (const auto fact : asked) add_fact(source, fact, reason.facts);
    return;
  }
  const auto when = source.rules->rules[trigger.rule].when;
  Evidence evidence(source, plan_->element_nodes, program::Context::segment);
  if (!undecided) {
    evidence.add_facts(when, reason.facts);
  } else if (reason.undecided) {
    evidence.add_missing_inputs(when, reason.missing, reason.errors);
  }
}

}  // namespace eligo::decide
