#include <algorithm>
#include <string>
#include <vector>

#include "decide/message.hpp"
#include "json/string.hpp"
#include "output/explanation_writer.hpp"
#include "text/display.hpp"

namespace eligo::output {

namespace {

using explain::ExplainedCondition;
using explain::ExplainedPart;
using explain::ExplainedRule;
using explain::Explanation;
using explain::RuleState;
using text::printable;

constexpr std::string_view red = "\x1b[31m";
constexpr std::string_view yellow = "\x1b[33m";
constexpr std::string_view green = "\x1b[32m";
constexpr std::string_view reset = "\x1b[0m";
constexpr std::size_t word_width = 6;  // `waived`
constexpr std::size_t part_indent = 2 + word_width + 2;
constexpr std::size_t widest_text = 60;  // beyond it a part's value just follows
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

std::string value_text(const ExplainedPart& part) {
  if (const auto* unknown = std::get_if<values::Unknown>(&part.value.content)) {
    return unknown->cause == values::Cause::none ? "unknown"
                                                 : "unknown: " + std::string(cause_text(unknown->cause));
  }
  return text::cut(known_text(part.value, part.type), longest_value);
}

class ExplanationText {
 public:
  ExplanationText(const check::CheckedRuleSet& rules, const Explanation& explanation,
                  const ExplanationContext& context)
      : rules_(rules), explanation_(explanation), context_(context) {}

  std::string write() {
    write_head();
    std::vector<bool> done(explanation_.rules.size());
    for (const decide::ReasonData& reason : explanation_.decision.reasons) write_reason(reason, done);
    for (const decide::ReasonData& reason : explanation_.decision.waived) write_reason(reason, done);
    bool first = true;
    for (const ExplainedRule& rule : explanation_.rules) {
      if (done[rule.rule]) continue;
      if (first) out_ += done_any(done) ? "\nother rules\n" : "\nrules\n";
      first = false;
      write_rule(rule);
    }
    write_conditions("segments", explanation_.segments,
                     [&](std::uint32_t index) { return rules_.segments[index].id; });
    write_conditions("alternatives", explanation_.alternatives,
                     [&](std::uint32_t index) { return rules_.alternatives[index].id; });
    return std::move(out_);
  }

 private:
  static bool done_any(const std::vector<bool>& done) { return std::ranges::find(done, true) != done.end(); }

  std::string painted(std::string_view text, std::string_view color) const {
    return context_.color ? std::string(color) + std::string(text) + std::string(reset) : std::string(text);
  }

  static std::string_view color_of(std::string_view word) {
    if (word == "deny" || word == "denied") return red;
    return word == "hide" || word == "hidden" ? yellow : green;
  }

  void write_head() {
    const decide::DecisionData& decision = explanation_.decision;
    const std::string_view verdict = to_string(decision.verdict);
    out_ += (context_.subject.empty() ? "(no subject)" : printable(json::bare_text(context_.subject))) +
            "  " + painted(verdict, color_of(verdict)) + "  (";
    if (decision.segment) out_ += printable(rules_.segments[*decision.segment].id) + ", ";
    out_ += "rules " + printable(rules_.version) + ", ";
    if (!rules_.zone_data.empty()) out_ += "zones " + printable(rules_.zone_data) + ", ";
    if (!context_.limits.empty()) out_ += "limits " + printable(context_.limits) + ", ";
    out_ += "at " + values::format_timestamp(context_.now) + ")\n";
    if (decision.review) out_ += "  a person should look at this\n";
    if (decision.retry_at) out_ += "  better from " + values::format_timestamp(*decision.retry_at) + " on\n";
    if (decision.valid_until)
      out_ += "  holds until " + values::format_timestamp(*decision.valid_until) + "\n";
    if (decision.times_bounded) out_ += "  these times are bounded: beyond them nothing was looked for\n";
    if (!decision.needs.empty()) {
      out_ += "  could be anything from " + std::string(to_string(decision.best)) + " to " +
              std::string(to_string(decision.worst)) + ", depending on";
      for (std::size_t need = 0; need < decision.needs.size(); ++need) {
        out_ += (need == 0 ? " " : ", ") + rules_.facts[decision.needs[need]].name;
      }
      out_ += "\n";
    }
    for (const decide::MissingInput& input : decision.refused) {
      out_ += "  refused: " + std::string(decide::fact_name(rules_, input)) + " (" +
              std::string(cause_text(input.cause)) + ")\n";
    }
    for (const std::uint32_t alternative : decision.alternatives) {
      out_ += "  alternative: " + printable(rules_.alternatives[alternative].id) + "\n";
    }
  }

  void write_reason(const decide::ReasonData& reason, std::vector<bool>& done) {
    for (const std::uint32_t rule : reason.rules) {
      if (done[rule]) continue;
      done[rule] = true;
      write_rule(explanation_.rules[rule]);
      if (rule != reason.text_rule) continue;
      write_sentence(decide::message(rules_, reason, context_.locale));
      write_sentence(decide::remedy(rules_, reason, context_.locale));
    }
  }

  void write_sentence(const std::string& text) {
    if (!text.empty()) out_ += std::string(part_indent, ' ') + "“" + printable(text) + "”\n";
  }

  static std::string_view word_of(const ExplainedRule& explained, const check::Rule& rule) {
    const auto effect = [](check::Effect effect) {
      return effect == check::Effect::deny ? "deny" : effect == check::Effect::hide ? "hide" : "skip";
    };
    switch (explained.state) {
      case RuleState::hit: return effect(rule.effect);
      case RuleState::undecided: return effect(rule.on_missing);
      case RuleState::waived: return "waived";
      case RuleState::inactive: return "off";
      case RuleState::not_hit: return "pass";
    }
    return "";
  }

  void write_rule(const ExplainedRule& explained) {
    const check::Rule& rule = rules_.rules[explained.rule];
    const std::string_view word = word_of(explained, rule);
    out_ += "\n  " + painted(word, color_of(word));
    out_.append(word_width - word.size() + 2, ' ');
    out_ += rules_.codes[rule.code] + "  " + printable(rule.id);
    if (explained.state == RuleState::undecided) out_ += "  (undecided)";
    if (explained.state == RuleState::inactive) out_ += window_text(rule);
    out_ += "\n";
    write_parts(explained.condition);
  }

  static std::string window_text(const check::Rule& rule) {
    std::string text = "  (in force";
    if (rule.active_from) text += " from " + values::format_timestamp(*rule.active_from);
    if (rule.active_until) text += " until " + values::format_timestamp(*rule.active_until);
    return text + ")";
  }

  template <typename Name>
  void write_conditions(std::string_view heading, const std::vector<ExplainedCondition>& conditions,
                        Name name) {
    if (conditions.empty()) return;
    out_ += "\n" + std::string(heading) + "\n";
    for (const ExplainedCondition& condition : conditions) {
      out_ += "\n  " + printable(name(condition.index)) + "\n";
      write_parts(condition.condition);
    }
  }

  static std::size_t widest(const ExplainedPart& part, std::size_t indent) {
    const std::size_t own = indent + text::display_width(printable(part.text));
    std::size_t width = own <= widest_text ? own : 0;
    for (const ExplainedPart& below : part.parts) width = std::max(width, widest(below, indent + 2));
    return width;
  }

  void write_parts(const ExplainedPart& condition) {
    write_part(condition, part_indent, widest(condition, part_indent));
  }

  void write_part(const ExplainedPart& part, std::size_t indent, std::size_t width) {
    const std::string text = printable(part.text);
    const std::size_t own = indent + text::display_width(text);
    out_.append(indent, ' ');
    out_ += text;
    out_.append((own < width ? width - own : 0) + 2, ' ');
    out_ += value_text(part);
    if (const auto* const note = part.node == nullptr ? nullptr : rules_.nodes.note(*part.node))
      out_ += "   " + printable(decide::choose(*note, context_.locale));
    out_ += "\n";
    for (const ExplainedPart& below : part.parts) write_part(below, indent + 2, width);
    if (part.left_out > 0) {
      out_.append(indent + 2, ' ');
      out_ += "and " + text::grouped(part.left_out) + " more elements\n";
    }
  }

  const check::CheckedRuleSet& rules_;
  const Explanation& explanation_;
  const ExplanationContext& context_;
  std::string out_;
};

}  // namespace

std::string explanation_text(const check::CheckedRuleSet& rules, const Explanation& explanation,
                             const ExplanationContext& context) {
  return ExplanationText(rules, explanation, context).write();
}

}  // namespace eligo::output
