#include "output/explained_words.hpp"

#include "output/expected_text.hpp"
#include "text/display.hpp"

namespace eligo::output {

namespace {

using explain::ExplainedPart;
using explain::RuleState;
using text::printable;

constexpr std::size_t longest_value = 100;

std::string known_text(const values::Value& value, const values::Type* type);

std::string list_text(const values::List& list, const values::Type* type) {
  std::string text = "[";
  for (const values::Value& element : list) {
    if (text.size() > longest_value) break;  // it will be cut
    if (text.size() > 1) text += ", ";
    text += known_text(element, type != nullptr ? type->element.get() : nullptr);
  }
  return text + "]";
}

std::string record_text(const values::Record& record, const values::Type* type) {
  std::string text = "{";
  for (std::size_t field = 0; field < record.fields.size(); ++field) {
    if (field > 0) text += ", ";
    const bool named = type != nullptr && type->fields != nullptr;
    if (named) text += (*type->fields)[field].name + ": ";
    text += known_text(record.fields[field], named ? &(*type->fields)[field].type : nullptr);
  }
  return text + "}";
}

/// As people read it, but strings in quotes, so that an empty one is seen.
std::string known_text(const values::Value& value, const values::Type* type) {
  if (const auto* list = std::get_if<values::List>(&value.content)) return list_text(*list, type);
  if (const auto* record = std::get_if<values::Record>(&value.content)) return record_text(*record, type);
  if (std::holds_alternative<std::string>(value.content)) return printable(literal_text(value));
  return display_text(value);
}

}  // namespace

std::string value_text(const ExplainedPart& part) {
  if (const auto* unknown = std::get_if<values::Unknown>(&part.value.content)) {
    return unknown->cause == values::Cause::none ? "unknown"
                                                 : "unknown: " + std::string(cause_text(unknown->cause));
  }
  return text::cut(known_text(part.value, part.type), longest_value);
}

std::string elements_text(const explain::ExplainedElements& elements) {
  if (elements.shown == elements.number) return {};
  const std::string of_all = " of " + text::grouped(elements.number) + " elements";
  const std::string first = "the first " + text::grouped(elements.shown);
  if (elements.which == explain::Deciding::none) return first + of_all;
  const bool one = elements.deciding <= 1;
  std::string text = elements.deciding == 0 ? "none" : text::grouped(elements.deciding);
  text += of_all + (one ? " is " : " are ") + std::string(to_string(elements.which));
  if (elements.deciding != elements.shown) text += "; " + first;
  return text;
}

std::string_view state_word(const explain::ExplainedRule& explained, const check::Rule& rule) {
  switch (explained.state) {
    case RuleState::hit: return to_string(rule.effect);
    case RuleState::undecided: return to_string(rule.on_missing);
    case RuleState::waived: return "waived";
    case RuleState::inactive: return "off";
    case RuleState::not_hit: return "pass";
  }
  return "";
}

std::string state_remark(const explain::ExplainedRule& explained, const check::Rule& rule) {
  if (explained.state == RuleState::undecided) return "undecided";
  if (explained.state != RuleState::inactive) return {};
  std::string text = "in force";
  if (rule.active_from) text += " from " + values::format_timestamp(*rule.active_from);
  if (rule.active_until) text += " until " + values::format_timestamp(*rule.active_until);
  return text;
}

std::string definition_text(const check::CheckedRuleSet& rules,
                            const explain::ExplainedDefinition& definition) {
  std::string text = rules.definitions[definition.index].name;
  if (definition.base) text += "  (with the params outside of the segment)";
  if (definition.exact) text += "  (as it is compared, beyond the range of its type)";
  return text;
}

std::string circumstances(const check::CheckedRuleSet& rules, const decide::DecisionData& decision,
                          const ExplanationContext& context) {
  std::string text;
  if (decision.segment) text += printable(rules.segments[*decision.segment].id) + ", ";
  text += "rules " + printable(rules.version) + ", ";
  if (!rules.zone_data.empty()) text += "zones " + printable(rules.zone_data) + ", ";
  if (!context.limits.empty()) text += "limits " + printable(context.limits) + ", ";
  return text + "at " + values::format_timestamp(context.now);
}

std::vector<std::string> remarks(const check::CheckedRuleSet& rules, const decide::DecisionData& decision,
                                 const ExplanationContext& context) {
  std::vector<std::string> said;
  if (decision.review) said.emplace_back("a person should look at this");
  if (decision.retry_at)
    said.push_back("better from " + values::format_timestamp(*decision.retry_at) + " on");
  if (decision.valid_until) said.push_back("holds until " + values::format_timestamp(*decision.valid_until));
  if (decision.times_bounded) {
    said.emplace_back("these times are bounded: beyond them nothing was looked for");
  }
  if (!decision.needs.empty()) {
    std::string text = "could be anything from " + std::string(to_string(decision.best)) + " to " +
                       std::string(to_string(decision.worst)) + ", depending on ";
    for (std::size_t need = 0; need < decision.needs.size(); ++need) {
      text += (need == 0 ? "" : ", ") + rules.facts[decision.needs[need]].name;
    }
    said.push_back(std::move(text));
  }
  for (const decide::MissingInput& input : decision.refused) {
    said.push_back("refused: " + std::string(decide::fact_name(rules, input)) + " (" +
                   std::string(cause_text(input.cause)) + "; expected is " +
                   expected_text(rules, input, context.forms) + ")" +
                   (context.value_of ? ": " + text::quote(context.value_of(input)) : ""));
  }
  return said;
}

}  // namespace eligo::output
