#include "output/decision_writer.hpp"

#include <cstddef>

#include "decide/message.hpp"
#include "decide/shown_reasons.hpp"
#include "json/string.hpp"
#include "json/writer.hpp"
#include "output/expected_text.hpp"
#include "output/gap_members.hpp"
#include "output/template_text.hpp"
#include "output/value_text.hpp"

namespace eligo::output {

namespace {

using decide::MissingInput;
using decide::ReasonData;

/// Appends `,"key":"text"`, or nothing where the text is empty. The key needs no escapes.
void append_text_member(std::string& out, std::string_view key, std::string_view text) {
  if (text.empty()) return;
  out += ",\"";
  out += key;
  out += "\":";
  json::append_string(out, text);
}

std::string text_member(std::string_view key, std::string_view text) {
  std::string member;
  append_text_member(member, key, text);
  return member;
}

/// A variable's member: `,"key":"…"` around the variable.
template <typename Text, typename Variable>
void add_text_variable(Text& text, std::string_view key, const Variable& variable) {
  text.text() += ",\"";
  text.text() += key;
  text.text() += "\":\"";
  text.add_variable(variable);
  text.text() += '"';
}

std::optional<std::string> plain_member(std::string_view key, const check::LocalizedTemplate& text,
                                        std::string_view locale) {
  const auto plain = plain_text(text, locale);
  return plain ? std::optional(text_member(key, *plain)) : std::nullopt;
}

/// `,"key":[…]`, of which `write` writes each item; nothing where there are none.
template <typename Items, typename Write>
void append_array(std::string& out, std::string_view key, const Items& items, const Write& write) {
  if (items.empty()) return;
  out += ",\"";
  out += key;
  out += "\":";
  json::Writer json(out);
  json.begin_array();
  for (const auto& item : items) write(json, item);
  json.end_array();
}

}  // namespace

DecisionWriter::DecisionWriter(const check::CheckedRuleSet& rules, std::string_view locale,
                               values::WrittenForms forms)
    : rules_(&rules), locale_(locale), forms_(std::move(forms)) {
  json::append_escaped(unknown_, decide::unknown_text(rules, locale));
}

void DecisionWriter::write(std::string& out, const decide::DecisionData& decision, std::string_view keys,
                           std::string_view rule_set) {
  out += '{';
  out += keys;
  write_members(out, decision);
  if (!rule_set.empty()) {
    out += ",\"rule_set\":";
    out += rule_set;
  }
  out += '}';
}

void DecisionWriter::write_members(std::string& out, const decide::DecisionData& decision) {
  const Text& text = texts_.text_of(decision, [&](Text& fresh) { prepare(fresh, decision); });
  text.append_to(out, [&](const Variable& variable) { write_variable(out, decision, variable); });
}

void DecisionWriter::write_variable(std::string& out, const decide::DecisionData& decision,
                                    const Variable& variable) {
  const auto reason = [&]() -> const ReasonData& {
    return (variable.waived ? decision.waived : decision.reasons)[variable.reason];
  };
  const auto write_text = [&](std::string_view key, const check::Template* RuleTexts::*shown) {
    const RuleTexts& texts = texts_of(reason());
    append_text_member(
        out, key,
        decide::render(*rules_, *(texts.*shown), texts.placeholders, reason().placeholder_values, locale_));
  };
  switch (variable.kind) {
    case Variable::Kind::fact: {
      const decide::FactValue& fact = reason().facts[variable.index];
      return append_json_value(out, fact.value, rules_->facts[fact.fact].type);
    }
    case Variable::Kind::placeholder: return write_placeholder(out, reason(), variable.index);
    case Variable::Kind::message: return write_text("message", &RuleTexts::message_template);
    case Variable::Kind::remedy: return write_text("remedy", &RuleTexts::remedy_template);
    case Variable::Kind::retry_at: out += values::format_timestamp(*decision.retry_at); return;
    case Variable::Kind::valid_until: out += values::format_timestamp(*decision.valid_until); return;
  }
}

/// Within a JSON string.
void DecisionWriter::write_placeholder(std::string& out, const ReasonData& reason,
                                       std::uint32_t index) const {
  const auto& shown = reason.placeholder_values;
  if (index >= shown.size() || !shown[index].known()) {
    out += unknown_;
  } else if (!append_simple_text(out, shown[index])) {
    json::append_escaped(out, values::display_text(shown[index]));
  }
}

void DecisionWriter::prepare(Text& text, const decide::DecisionData& decision) {
  std::string& out = text.text();
  out += "\"verdict\":\"";
  out += to_string(decision.verdict);
  out += '"';
  if (decision.segment) append_text_member(out, "segment", rules_->segments[*decision.segment].id);
  prepare_reasons(text, ",\"reasons\":[", {decision.reasons.begin(), decision.reasons.size()}, false);
  if (rules_->max_reasons) prepare_shown(out, decision.reasons);
  prepare_reasons(text, ",\"waived\":[", {decision.waived.begin(), decision.waived.size()}, true);
  if (decision.review) out += ",\"review\":true";
  prepare_alternatives(out, decision.alternatives);
  prepare_gaps(out, decision);
  if (decision.retry_at) add_text_variable(text, "retry_at", Variable{Variable::Kind::retry_at});
  if (decision.valid_until) add_text_variable(text, "valid_until", Variable{Variable::Kind::valid_until});
  if (decision.times_bounded) out += ",\"times_bounded\":true";
}

const DecisionWriter::RuleTexts& DecisionWriter::texts_of(const ReasonData& reason) {
  const auto [entry, added] = rule_texts_.try_emplace(reason.text_rule);
  RuleTexts& texts = entry->second;
  if (!added) return texts;
  const check::Rule& rule = rules_->rules[reason.text_rule];
  texts.begin = "{\"code\":" + json::quoted(rules_->codes[rule.code]) + ",\"effect\":\"";
  texts.rules = "\"" + text_member("category", rules_->categories[rule.category]) + ",\"rules\":[";
  texts.id = json::quoted(rule.id);
  texts.alone = texts.begin + std::string(to_string(rule.effect)) + texts.rules + texts.id + "]";
  texts.message = plain_member("message", rule.message, locale_);
  texts.remedy = plain_member("remedy", rule.remedy, locale_);
  texts.message_template = decide::choose(rule.message, locale_);
  texts.remedy_template = decide::choose(rule.remedy, locale_);
  texts.placeholders = decide::placeholders_of(rule);
  return texts;
}

/// From the code to the rules' ids.
void DecisionWriter::prepare_head(std::string& out, const ReasonData& reason, const RuleTexts& texts) const {
  const bool alone = reason.rules.size() == 1 && reason.rules.front() == reason.text_rule;
  if (alone && reason.effect == rules_->rules[reason.text_rule].effect) {
    out += texts.alone;
    return;
  }
  out += texts.begin;
  out += to_string(reason.effect);
  out += texts.rules;
  for (const std::uint32_t rule : reason.rules) {
    out += rule == reason.text_rule ? texts.id : json::quoted(rules_->rules[rule].id);
    out += ',';
  }
  out.back() = ']';
}

void DecisionWriter::prepare_reasons(Text& text, std::string_view key, std::span<const ReasonData> reasons,
                                     bool waived) {
  if (reasons.empty()) return;
  text.text() += key;
  Variable variable;
  variable.waived = waived;
  for (const ReasonData& reason : reasons) {
    prepare_reason(text, reason, variable);
    ++variable.reason;
    text.text() += ',';
  }
  text.text().back() = ']';
}

/// The codes of the reasons that are meant for the applicant.
void DecisionWriter::prepare_shown(std::string& out, const decide::Reasons& reasons) const {
  if (reasons.empty()) return;
  out += ",\"shown\":[\"";
  for (std::size_t index = 0; index < reasons.size(); ++index) {
    if (!decide::is_shown(*rules_, reasons[index], index)) continue;
    out += rules_->codes[reasons[index].code];  // of capitals, digits and `_`
    out += "\",\"";
  }
  out.resize(out.size() - 2);
  out += ']';
}

void DecisionWriter::prepare_reason(Text& text, const ReasonData& reason, Variable variable) {
  std::string& out = text.text();
  const RuleTexts& texts = texts_of(reason);
  prepare_head(out, reason, texts);
  if (reason.codes_only) {
    if (reason.undecided) out += ",\"undecided\":true";
  } else {
    if (reason.undecided) {
      append_text_member(out, "message", decide::message(*rules_, reason, locale_));
    } else if (texts.message) {
      out += *texts.message;
    } else {
      variable.kind = Variable::Kind::message;
      prepare_member(text, "message", *texts.message_template, texts, variable);
    }
    if (texts.remedy) {
      out += *texts.remedy;
    } else {
      variable.kind = Variable::Kind::remedy;
      prepare_member(text, "remedy", *texts.remedy_template, texts, variable);
    }
    prepare_evidence(text, reason, variable);
  }
  out += '}';
}

/// A message or remedy that shows placeholders. Where it shows nothing else, it may come out empty.
void DecisionWriter::prepare_member(Text& text, std::string_view key, const check::Template& shown,
                                    const RuleTexts& texts, Variable variable) {
  if (!shows_text(shown)) return text.add_variable(variable);
  std::string& out = text.text();
  out += ",\"";
  out += key;
  out += "\":\"";
  variable.kind = Variable::Kind::placeholder;
  for (const check::Template::Piece& piece : shown.pieces) {
    if (piece.kind == check::Template::Piece::Kind::text) {
      json::append_escaped(out, piece.text);
    } else if (const auto position = decide::position_of(piece, texts.placeholders)) {
      variable.index = static_cast<std::uint32_t>(*position);
      text.add_variable(variable);
    } else {
      out += unknown_;
    }
  }
  out += '"';
}

void DecisionWriter::prepare_evidence(Text& text, const ReasonData& reason, Variable variable) const {
  std::string& out = text.text();
  if (!reason.facts.empty()) {
    out += ",\"facts\":{";
    variable.kind = Variable::Kind::fact;
    variable.index = 0;
    for (const decide::FactValue& fact : reason.facts) {
      out += '"';
      out += rules_->facts[fact.fact].name;  // of letters, digits, `_` and dots
      out += "\":";
      text.add_variable(variable);
      ++variable.index;
      out += ',';
    }
    out.back() = '}';
  }
  append_array(out, "missing", reason.missing, [&](json::Writer& json, const MissingInput& input) {
    json.string(rules_->facts[input.index].name);
  });
  append_array(out, "errors", reason.errors, [&](json::Writer& json, const MissingInput& input) {
    write_part_error(json, *rules_, input);
  });
}

/// Titles and messages that show placeholders are left out: a decision keeps none for them.
const std::string& DecisionWriter::alternative(std::uint32_t index) {
  const auto [entry, added] = alternatives_.try_emplace(index);
  if (added) {
    const check::Alternative& alternative = rules_->alternatives[index];
    entry->second = "{\"id\":" + json::quoted(alternative.id) +
                    plain_member("title", alternative.title, locale_).value_or("") +
                    plain_member("message", alternative.message, locale_).value_or("") + "}";
  }
  return entry->second;
}

void DecisionWriter::prepare_alternatives(std::string& out, const std::vector<std::uint32_t>& alternatives) {
  if (alternatives.empty()) return;
  out += ",\"alternatives\":[";
  for (const std::uint32_t index : alternatives) {
    out += alternative(index);
    out += ',';
  }
  out.back() = ']';
}

const std::string& DecisionWriter::expected(const MissingInput& refused) {
  const auto [entry, added] = expected_.try_emplace({refused.index, refused.field, refused.cause});
  if (added) entry->second = expected_text(*rules_, refused, forms_);
  return entry->second;
}

void DecisionWriter::prepare_gaps(std::string& out, const decide::DecisionData& decision) {
  append_array(out, "refused", decision.refused, [&](json::Writer& json, const MissingInput& input) {
    write_refused(json, *rules_, input, expected(input));
  });
  if (decision.best != decision.verdict || decision.worst != decision.verdict) {
    out += ",\"bounds\":";
    json::Writer json(out);
    json.begin_object().key("best").string(to_string(decision.best));
    json.key("worst").string(to_string(decision.worst)).end_object();
  }
  append_array(out, "needs", decision.needs,
               [&](json::Writer& json, std::uint32_t fact) { json.string(rules_->facts[fact].name); });
}

std::string rule_set_json(const check::CheckedRuleSet& rules, std::string_view sha256,
                          std::string_view limits) {
  std::string text;
  json::Writer json(text);
  json.begin_object().key("id").string(rules.id).key("version").string(rules.version);
  json.key("sha256").string(sha256);
  if (!rules.zone_data.empty()) json.key("zones").string(rules.zone_data);
  if (!limits.empty()) json.key("limits").string(limits);
  json.end_object();
  return text;
}

std::vector<std::pair<std::string, std::string>> rule_set_stamp(const check::CheckedRuleSet& rules,
                                                                std::string_view sha256,
                                                                std::string_view limits) {
  return {{"rule_set.id", rules.id},
          {"rule_set.version", rules.version},
          {"rule_set.sha256", std::string(sha256)},
          {"rule_set.zones", rules.zone_data},
          {"rule_set.limits", std::string(limits)}};
}

}  // namespace eligo::output
