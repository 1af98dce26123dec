#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "decide/message.hpp"
#include "json/string.hpp"
#include "output/explained_words.hpp"
#include "output/explanation_writer.hpp"
#include "text/display.hpp"

namespace eligo::output {

namespace {

using explain::ExplainedCondition;
using explain::ExplainedPart;
using explain::ExplainedRule;
using explain::Explanation;
using text::printable;

constexpr std::string_view red = "\x1b[31m";
constexpr std::string_view yellow = "\x1b[33m";
constexpr std::string_view green = "\x1b[32m";
constexpr std::string_view reset = "\x1b[0m";
constexpr std::size_t word_width = 6;  // `waived`
constexpr std::size_t part_indent = 2 + word_width + 2;
constexpr std::size_t widest_text = 60;  // beyond it a part's value just follows

class ExplanationText {
 public:
  ExplanationText(const check::CheckedRuleSet& rules, const Explanation& explanation,
                  const ExplanationContext& context)
      : rules_(rules), explanation_(explanation), context_(context), to_write_(rules.rules.size()) {
    for (const ExplainedRule& rule : explanation.rules) to_write_[rule.rule] = &rule;
  }

  std::string write() {
    write_head();
    for (const decide::ReasonData& reason : explanation_.decision.reasons) write_reason(reason);
    for (const decide::ReasonData& reason : explanation_.decision.waived) write_reason(reason);
    const std::string_view heading = out_.size() > head_ ? "\nother rules\n" : "\nrules\n";
    write_rules(heading);
    if (explanation_.rules_left_out > 0) {
      const std::size_t left_out = explanation_.rules_left_out;
      const std::string other = explanation_.rules.empty() ? "" : "other ";
      out_ += "\n" + text::grouped(left_out) + " " + other + (left_out == 1 ? "rule is" : "rules are") +
              " left out\n";
    }
    write_definitions();
    write_conditions("segments", explanation_.segments,
                     [&](std::uint32_t index) { return rules_.segments[index].id; });
    write_conditions("alternatives", explanation_.alternatives,
                     [&](std::uint32_t index) { return rules_.alternatives[index].id; });
    return std::move(out_);
  }

  std::string write_conditions_alone() {
    write_rules("");
    write_definitions();
    return std::move(out_);
  }

 private:
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
            "  " + painted(verdict, color_of(verdict)) + "  (" + circumstances(rules_, decision, context_) +
            ")\n";
    for (const std::string& remark : remarks(rules_, decision, context_)) out_ += "  " + remark + "\n";
    for (const std::uint32_t alternative : decision.alternatives) {
      out_ += "  alternative: " + printable(rules_.alternatives[alternative].id) + "\n";
    }
    head_ = out_.size();
  }

  void write_reason(const decide::ReasonData& reason) {
    for (const std::uint32_t rule : reason.rules) {
      if (to_write_[rule] == nullptr) continue;
      write_rule(*to_write_[rule]);
      to_write_[rule] = nullptr;
      if (rule != reason.text_rule) continue;
      write_sentence(decide::message(rules_, reason, context_.locale));
      write_sentence(decide::remedy(rules_, reason, context_.locale));
    }
  }

  void write_sentence(const std::string& text) {
    if (!text.empty()) out_ += std::string(part_indent, ' ') + "“" + printable(text) + "”\n";
  }

  /// Those that are not written yet.
  void write_rules(std::string_view heading) {
    for (const ExplainedRule* rule : to_write_) {
      if (rule == nullptr) continue;
      out_ += heading;
      heading = {};
      write_rule(*rule);
    }
  }

  void write_rule(const ExplainedRule& explained) {
    const check::Rule& rule = rules_.rules[explained.rule];
    const std::string_view word = state_word(explained, rule);
    out_ += "\n  " + painted(word, color_of(word));
    out_.append(word_width - word.size() + 2, ' ');
    out_ += rules_.codes[rule.code] + "  " + printable(rule.id);
    const std::string remark = state_remark(explained, rule);
    if (!remark.empty()) out_ += "  (" + remark + ")";
    out_ += "\n";
    write_parts(explained.condition);
  }

  void write_definitions() {
    if (!explanation_.definitions.empty()) out_ += "\ndefinitions\n";
    for (const explain::ExplainedDefinition& definition : explanation_.definitions) {
      out_ += "\n  " + definition_text(rules_, definition) + "\n";
      write_parts(definition.part);
    }
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
    if (part.definition) out_ += "  (see definitions)";
    if (part.cut) out_ += "  …";
    if (const auto* const note = part.node == nullptr ? nullptr : rules_.nodes.note(*part.node))
      out_ += "   " + printable(decide::choose(*note, context_.locale));
    out_ += "\n";
    std::string elements = part.elements ? elements_text(*part.elements) : "";
    for (const ExplainedPart& below : part.parts) {
      if (below.node == nullptr && !elements.empty()) {
        out_.append(indent + 2, ' ');
        out_ += std::exchange(elements, {}) + "\n";
      }
      write_part(below, indent + 2, width);
    }
  }

  const check::CheckedRuleSet& rules_;
  const Explanation& explanation_;
  const ExplanationContext& context_;
  std::vector<const ExplainedRule*> to_write_;  // by rule; null for those written and those left out
  std::size_t head_ = 0;                        // bytes before the rules
  std::string out_;
};

}  // namespace

std::string explanation_text(const check::CheckedRuleSet& rules, const Explanation& explanation,
                             const ExplanationContext& context) {
  return ExplanationText(rules, explanation, context).write();
}

std::string conditions_text(const check::CheckedRuleSet& rules, const Explanation& explanation,
                            const ExplanationContext& context) {
  return ExplanationText(rules, explanation, context).write_conditions_alone();
}

}  // namespace eligo::output
