#include "output/decision_writer.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "decide/message.hpp"
#include "output/json_writer.hpp"

namespace eligo::output {

namespace {

using decide::Gap;
using decide::ReasonData;

std::string_view effect_word(check::Effect effect) { return effect == check::Effect::deny ? "deny" : "hide"; }

class DecisionWriter {
 public:
  DecisionWriter(std::string& out, const check::CheckedRuleSet& rules, std::string_view locale)
      : json_(out), rules_(rules), locale_(locale) {}

  void write(const decide::DecisionData& decision, std::string_view subject, std::string_view rule_set) {
    json_.begin_object();
    if (!subject.empty()) json_.key("id").raw(subject);
    json_.key("verdict").string(to_string(decision.verdict));
    if (decision.segment) json_.key("segment").string(rules_.segments[*decision.segment].id);
    write_reasons(decision);
    if (decision.review) json_.key("review").boolean(true);
    write_alternatives(decision);
    write_refused(decision);
    write_bounds(decision);
    write_time("retry_at", decision.retry_at);
    write_time("valid_until", decision.valid_until);
    if (!rule_set.empty()) json_.key("rule_set").raw(rule_set);
    json_.end_object();
  }

 private:
  void write_reasons(const decide::DecisionData& decision) {
    const std::size_t all = decision.reasons.size();
    const std::size_t shown = rules_.max_reasons ? std::min<std::size_t>(all, *rules_.max_reasons) : all;
    write_list("reasons", std::span(decision.reasons).first(shown));
    if (shown < all) json_.key("more_reasons").number(all - shown);
    write_list("waived", decision.waived);
  }

  void write_list(std::string_view key, std::span<const ReasonData> reasons) {
    if (reasons.empty()) return;
    json_.key(key).begin_array();
    for (const ReasonData& reason : reasons) write_reason(reason);
    json_.end_array();
  }

  void write_reason(const ReasonData& reason) {
    json_.begin_object();
    json_.key("code").string(rules_.codes[reason.code]);
    json_.key("effect").string(effect_word(reason.effect));
    if (!reason.rules.empty()) {
      const std::string& category = rules_.categories[rules_.rules[reason.rules.front()].category];
      if (!category.empty()) json_.key("category").string(category);
    }
    json_.key("rules").begin_array();
    for (const std::uint32_t rule : reason.rules) json_.string(rules_.rules[rule].id);
    json_.end_array();
    write_text("message", decide::message(rules_, reason, locale_));
    write_text("remedy", decide::remedy(rules_, reason, locale_));
    write_facts(reason);
    write_missing(reason.missing);
    write_errors(reason.errors);
    json_.end_object();
  }

  void write_text(std::string_view key, const std::string& text) {
    if (!text.empty()) json_.key(key).string(text);
  }

  /// A text without figures; one that has some is left out, because a decision keeps none for it.
  void write_template(std::string_view key, const check::LocalizedTemplate& text) {
    const check::Template* chosen = decide::choose(text, locale_);
    if (chosen == nullptr) return;
    std::string plain;
    for (const check::Template::Piece& piece : chosen->pieces) {
      if (piece.kind != check::Template::Piece::Kind::text) return;
      plain += piece.text;
    }
    write_text(key, plain);
  }

  void write_facts(const ReasonData& reason) {
    if (reason.facts.empty()) return;
    json_.key("facts").begin_object();
    for (const decide::FactValue& fact : reason.facts) {
      json_.key(rules_.facts[fact.fact].name).value(fact.value, &rules_.facts[fact.fact].type);
    }
    json_.end_object();
  }

  void write_missing(const std::vector<Gap>& missing) {
    if (missing.empty()) return;
    json_.key("missing").begin_array();
    for (const Gap& gap : missing) json_.string(rules_.facts[gap.index].name);
    json_.end_array();
  }

  void write_errors(const std::vector<Gap>& errors) {
    if (errors.empty()) return;
    json_.key("errors").begin_array();
    for (const Gap& gap : errors) {
      const check::Node& part = rules_[gap.index];
      json_.begin_object().key("part").string(part.text);
      json_.key("at").string(part.address.pointer);
      json_.key("error").string(values::cause_text(gap.cause)).end_object();
    }
    json_.end_array();
  }

  void write_alternatives(const decide::DecisionData& decision) {
    if (decision.alternatives.empty()) return;
    json_.key("alternatives").begin_array();
    for (const std::uint32_t index : decision.alternatives) {
      const check::Alternative& alternative = rules_.alternatives[index];
      json_.begin_object().key("id").string(alternative.id);
      write_template("title", alternative.title);
      write_template("message", alternative.message);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_refused(const decide::DecisionData& decision) {
    if (decision.refused.empty()) return;
    json_.key("refused").begin_array();
    for (const Gap& gap : decision.refused) {
      json_.begin_object().key("fact").string(rules_.facts[gap.index].name);
      json_.key("cause").string(values::cause_text(gap.cause)).end_object();
    }
    json_.end_array();
  }

  void write_bounds(const decide::DecisionData& decision) {
    if (decision.best != decision.verdict || decision.worst != decision.verdict) {
      json_.key("bounds").begin_object();
      json_.key("best").string(to_string(decision.best));
      json_.key("worst").string(to_string(decision.worst)).end_object();
    }
    if (decision.needs.empty()) return;
    json_.key("needs").begin_array();
    for (const std::uint32_t fact : decision.needs) json_.string(rules_.facts[fact].name);
    json_.end_array();
  }

  void write_time(std::string_view key, const std::optional<values::Nanoseconds>& time) {
    if (time) json_.key(key).string(values::format_timestamp(*time));
  }

  JsonWriter json_;
  const check::CheckedRuleSet& rules_;
  std::string_view locale_;
};

}  // namespace

void write_decision(std::string& out, const check::CheckedRuleSet& rules,
                    const decide::DecisionData& decision, std::string_view locale, std::string_view subject,
                    std::string_view rule_set) {
  DecisionWriter(out, rules, locale).write(decision, subject, rule_set);
}

std::string rule_set_json(const check::CheckedRuleSet& rules, std::string_view sha256) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().key("id").string(rules.id).key("version").string(rules.version);
  json.key("sha256").string(sha256).end_object();
  return text;
}

void write_error(std::string& out, std::string_view subject, const RecordPlace& place,
                 std::string_view error) {
  JsonWriter json(out);
  json.begin_object();
  if (!subject.empty()) json.key("id").raw(subject);
  if (!place.file.empty()) json.key("file").string(place.file);
  json.key(place.element ? "element" : "line").number(place.line);
  json.key("error").string(error).end_object();
}

}  // namespace eligo::output
