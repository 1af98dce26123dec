#pragma once

#include <string>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"

namespace eligo::output {

/// Three rules in two categories, a segment and an alternative, and decisions as they could have come out.
struct SampleDecisions {
  check::CheckedRuleSet rules;

  SampleDecisions() {
    rules.id = "sample";
    rules.version = "1.2";
    rules.categories = {"identity", "credit"};
    rules.codes = {"UNVERIFIED", "SCORE_LOW"};
    add_fact("verified", values::Kind::boolean);
    add_fact("credit.score", values::Kind::integer);
    add_rule("identity.name", 0, check::Effect::deny, 0, "Verify your name.");
    add_rule("credit.score", 1, check::Effect::hide, 1, "Too low, says \"the bureau\".");
    add_rule("credit.floor", 1, check::Effect::hide, 1, "");
    rules.segments.emplace_back().id = "loyal";
    rules.alternatives.emplace_back().id = "installments";
    rules.alternatives.back().title = text("Instalments");
    const std::string text = "a / b > 1";
    diagnostics::LocatedText written = diagnostics::text_from_memory(text);
    written.place.pointer = "/rules/1/when";
    check::Node part;
    part.origin = rules.nodes.add_origin(std::move(written), text);
    part.shown.end = static_cast<std::uint32_t>(text.size());
    rules.nodes.add(part, {});
  }

  /// The message of a low score shows it between two texts.
  void show_score(const std::string& before, const std::string& behind) {
    using Kind = check::Template::Piece::Kind;
    rules.rules[1].message.entries = {
        {"en", {{{Kind::text, before, 0}, {Kind::fact, "", 1}, {Kind::text, behind, 0}}}}};
  }

  static decide::DecisionData visible() { return {}; }
  /// The same as `denied`, with another score.
  static decide::DecisionData denied_for(const values::Value& score) {
    decide::DecisionData decision = denied();
    decision.reasons[1].facts[0].value = score;
    decision.reasons[1].placeholder_values = {score};
    return decision;
  }

  /// Denied for the name, hidden for the score by two rules.
  static decide::DecisionData denied() {
    decide::DecisionData decision;
    decision.verdict = decision.best = decision.worst = Verdict::denied;
    decision.segment = 0;
    decision.reasons.add();
    decision.reasons.add();
    decision.reasons[0].code = 0;
    decision.reasons[0].effect = check::Effect::deny;
    decision.reasons[0].rules = {0};
    decision.reasons[0].facts = {{0, {false}}};
    decision.reasons[1].code = 1;
    decision.reasons[1].rules = {1, 2};
    decision.reasons[1].text_rule = 1;
    decision.reasons[1].facts = {{1, {std::int64_t{580}}}};
    decision.alternatives = {0};
    return decision;
  }

  /// Hidden because the score is missing.
  static decide::DecisionData undecided() {
    decide::DecisionData decision;
    decision.verdict = Verdict::hidden;
    decision.best = Verdict::visible;
    decision.worst = Verdict::denied;
    decision.needs = {0, 1};
    decision.review = true;
    decision.reasons.add();
    decision.reasons[0].code = 1;
    decision.reasons[0].rules = {2};
    decision.reasons[0].text_rule = 2;
    decision.reasons[0].undecided = true;
    decision.reasons[0].missing = {{decide::MissingInput::Kind::fact, 1, values::Cause::wrong_type}};
    decision.reasons[0].errors = {{decide::MissingInput::Kind::part, 0, values::Cause::division_by_zero}};
    decision.refused = decision.reasons[0].missing;
    decision.waived.add();
    decision.waived[0].code = 0;
    decision.waived[0].effect = check::Effect::deny;
    decision.waived[0].rules = {0};
    decision.retry_at = values::parse_timestamp("2026-11-26T08:00:00Z");
    decision.valid_until = values::parse_timestamp("2026-11-25T08:00:00Z");
    return decision;
  }

 private:
  void add_fact(const std::string& name, values::Kind kind) {
    check::Fact fact;
    fact.name = name;
    fact.type.kind = kind;
    rules.facts.push_back(std::move(fact));
  }

  static check::LocalizedTemplate text(const std::string& english) {
    check::LocalizedTemplate localized;
    if (english.empty()) return localized;
    localized.entries.push_back({"en", {{{check::Template::Piece::Kind::text, english, 0}}}});
    return localized;
  }

  void add_rule(const std::string& id, std::uint32_t category, check::Effect effect, std::uint32_t code,
                const std::string& message) {
    check::Rule rule;
    rule.id = id;
    rule.category = category;
    rule.effect = effect;
    rule.code = code;
    rule.message = text(message);
    rules.rules.push_back(std::move(rule));
  }
};

}  // namespace eligo::output
