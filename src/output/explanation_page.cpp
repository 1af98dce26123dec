#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "decide/message.hpp"
#include "json/string.hpp"
#include "output/explained_words.hpp"
#include "output/explanation_writer.hpp"
#include "output/page.hpp"
#include "values/locale.hpp"

namespace eligo::output {

namespace {

using explain::ExplainedCondition;
using explain::ExplainedPart;
using explain::ExplainedRule;
using explain::Explanation;
using explain::RuleState;

/// The locale of the entry that suits.
template <typename Entries>
std::string_view locale_of(const Entries& entries, std::string_view wanted) {
  const auto chosen = values::choose_locale(
      entries.size(), [&](std::size_t i) { return entries[i].locale; }, wanted);
  return chosen ? std::string_view(entries[*chosen].locale) : wanted;
}

Tone tone_of(std::string_view word) {
  if (word == "deny" || word == "denied") return Tone::bad;
  if (word == "hide" || word == "hidden") return Tone::warning;
  if (word == "pass" || word == "visible") return Tone::good;
  return word == "waived" ? Tone::information : Tone::neutral;
}

std::string rule_anchor(std::uint32_t rule) { return "rule-" + std::to_string(rule); }
std::string definition_anchor(std::uint32_t place) { return "definition-" + std::to_string(place); }

class ExplanationPage {
 public:
  ExplanationPage(const check::CheckedRuleSet& rules, const Explanation& explanation,
                  const ExplanationContext& context)
      : rules_(rules),
        explanation_(explanation),
        context_(context),
        to_write_(rules.rules.size()),
        page_("Explanation of " +
              (context.subject.empty() ? "a profile" : json::bare_text(context.subject))) {
    for (const ExplainedRule& rule : explanation.rules) to_write_[rule.rule] = &rule;
  }

  std::string write() {
    write_decision();
    write_reasons("Reasons", explanation_.decision.reasons);
    write_reasons("Waived", explanation_.decision.waived);
    write_alternatives();
    page_.heading("Rules").filter("Show only what contains");
    for (const auto* reasons : {&explanation_.decision.reasons, &explanation_.decision.waived}) {
      for (const decide::ReasonData& reason : *reasons) {
        for (const std::uint32_t rule : reason.rules) write_rule(std::exchange(to_write_[rule], nullptr));
      }
    }
    for (const ExplainedRule* rule : to_write_) write_rule(rule);
    if (explanation_.rules_left_out > 0) {
      page_.paragraph("Rules left out: " + std::to_string(explanation_.rules_left_out));
    }
    write_definitions();
    write_segments();
    write_offers();
    return page_.finish();
  }

 private:
  Markup text_of(const std::optional<check::LocalizedText>& text) const {
    if (!text || text->entries.empty()) return {};
    return text_in(locale_of(text->entries, context_.locale), decide::choose(*text, context_.locale));
  }

  Markup text_of(const check::LocalizedTemplate& text) const {
    const check::Template* const chosen = decide::choose(text, context_.locale);
    if (chosen == nullptr) return {};
    std::string plain;
    for (const check::Template::Piece& piece : chosen->pieces) plain += piece.text;
    return text_in(locale_of(text.entries, context_.locale), plain);
  }

  void write_decision() {
    const std::string_view verdict = to_string(explanation_.decision.verdict);
    page_.paragraph(badge(verdict, tone_of(verdict)) + " " +
                    circumstances(rules_, explanation_.decision, context_));
    Markup items;
    for (const std::string& remark : remarks(rules_, explanation_.decision, context_))
      items += element("li", remark);
    if (!items.empty()) page_.add(element("ul", items));
  }

  /// The language of a reason's message: the author's, or that of the phrase which stands in its place.
  std::string_view message_locale(const decide::ReasonData& reason) const {
    if (!reason.undecided) return locale_of(rules_.rules[reason.text_rule].message.entries, context_.locale);
    return decide::undecided_locale(rules_, reason, context_.locale);
  }

  void write_reasons(std::string_view heading, const decide::Reasons& reasons) {
    Markup items;
    for (const decide::ReasonData& reason : reasons) {
      Markup item = badge(to_string(reason.effect), tone_of(to_string(reason.effect))) + " " +
                    code(rules_.codes[reason.code]);
      const std::string message = decide::message(rules_, reason, context_.locale);
      const std::string remedy = decide::remedy(rules_, reason, context_.locale);
      if (!message.empty()) item += " " + text_in(message_locale(reason), message);
      if (!remedy.empty()) {
        const auto& entries = rules_.rules[reason.text_rule].remedy.entries;
        item += " " + text_in(locale_of(entries, context_.locale), remedy);
      }
      Markup by = reason.rules.size() == 1 ? "by rule" : "by rules";
      std::string_view before = " ";
      for (const std::uint32_t rule : reason.rules) {
        const Markup id = code(rules_.rules[rule].id);
        by += Markup(std::exchange(before, ", ")) +
              (to_write_[rule] == nullptr ? id : link(rule_anchor(rule), id));
      }
      items += element("li", item + element("div", {{"class", "soft"}}, by));
    }
    if (!items.empty()) page_.heading(heading).add(element("ul", items));
  }

  void write_alternatives() {
    Markup items;
    for (const std::uint32_t index : explanation_.decision.alternatives) {
      const check::Alternative& alternative = rules_.alternatives[index];
      items += element(
          "li", code(alternative.id) + " " + text_of(alternative.title) + " " + text_of(alternative.message));
    }
    if (!items.empty()) page_.heading("Alternatives").add(element("ul", items));
  }

  void write_rule(const ExplainedRule* explained) {
    if (explained == nullptr) return;
    const check::Rule& rule = rules_.rules[explained->rule];
    const std::string_view word = state_word(*explained, rule);
    const std::string remark = state_remark(*explained, rule);
    Markup summary = badge(word, tone_of(word)) + " " + code(rule.id);
    if (!remark.empty()) summary += " (" + remark + ")";
    summary += " " + text_of(rule.title);
    const Markup about =
        element("p", {{"class", "soft"}},
                "Reason " + code(rules_.codes[rule.code]) + ", effect " + Markup(to_string(rule.effect)) +
                    ", if undecided " + Markup(to_string(rule.on_missing)));
    const bool open = explained->state == RuleState::hit || explained->state == RuleState::undecided;
    page_.add(
        disclosure(summary, about + tree(explained->condition), {rule_anchor(explained->rule), open, true}));
  }

  void write_definitions() {
    if (!explanation_.definitions.empty()) page_.heading("Definitions");
    for (std::uint32_t place = 0; place < explanation_.definitions.size(); ++place) {
      const explain::ExplainedDefinition& explained = explanation_.definitions[place];
      const Markup summary = code(definition_text(rules_, explained)) + " " + value_of(explained.part) + " " +
                             text_of(rules_.definitions[explained.index].title);
      page_.add(disclosure(summary, tree(explained.part), {definition_anchor(place), false, true}));
    }
  }

  void write_segments() {
    if (!explanation_.segments.empty()) page_.heading("Segments");
    for (const ExplainedCondition& explained : explanation_.segments) {
      const check::Segment& segment = rules_.segments[explained.index];
      Markup summary = code(segment.id) + " " + value_of(explained.condition) + " " + text_of(segment.title);
      if (explanation_.decision.segment == explained.index)
        summary += " " + badge("applies", Tone::information);
      page_.add(disclosure(summary, tree(explained.condition), {"", false, true}));
    }
  }

  void write_offers() {
    if (!explanation_.alternatives.empty()) page_.heading("When alternatives are offered");
    for (const ExplainedCondition& explained : explanation_.alternatives) {
      const check::Alternative& alternative = rules_.alternatives[explained.index];
      const Markup summary =
          code(alternative.id) + " " + value_of(explained.condition) + " " + text_of(alternative.title);
      page_.add(disclosure(summary, tree(explained.condition), {"", false, true}));
    }
  }

  static Markup value_of(const ExplainedPart& part) {
    if (!part.value.known()) return badge(value_text(part), Tone::neutral);
    return element("code", {{"class", "value"}}, value_text(part));
  }

  Markup tree(const ExplainedPart& part) const { return element("ul", {{"class", "tree"}}, item(part)); }

  Markup item(const ExplainedPart& part) const {
    const Markup text = code(part.text);
    Markup content = part.definition ? link(definition_anchor(*part.definition), text) : text;
    content += " " + value_of(part);
    if (const auto* const note = part.node == nullptr ? nullptr : rules_.nodes.note(*part.node)) {
      content += " " + element("span", {{"class", "soft"}}, text_of(*note));
    }
    if (part.cut) content += " …";
    Markup below;
    bool counted = !part.elements;
    for (const ExplainedPart& child : part.parts) {
      if (child.node == nullptr && !std::exchange(counted, true)) {
        const std::string elements = elements_text(*part.elements);
        if (!elements.empty()) below += element("li", {{"class", "soft"}}, elements);
      }
      below += item(child);
    }
    if (!below.empty()) content += element("ul", below);
    return element("li", content) + Markup::raw("\n");
  }

  const check::CheckedRuleSet& rules_;
  const Explanation& explanation_;
  const ExplanationContext& context_;
  std::vector<const ExplainedRule*> to_write_;  // by rule; null for those left out
  Page page_;
};

}  // namespace

std::string explanation_page(const check::CheckedRuleSet& rules, const Explanation& explanation,
                             const ExplanationContext& context) {
  return ExplanationPage(rules, explanation, context).write();
}

}  // namespace eligo::output
