#include "output/decision_writer.hpp"

#include <algorithm>
#include <cstddef>

#include "decide/message.hpp"
#include "json/string.hpp"
#include "json/writer.hpp"
#include "output/expected_text.hpp"

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

void append_time(std::string& out, std::string_view key, const std::optional<values::Nanoseconds>& time) {
  if (time) append_text_member(out, key, values::format_timestamp(*time));
}

/// The text of a template that shows no placeholders.
std::optional<std::string> plain_text(const check::LocalizedTemplate& text, std::string_view locale) {
  std::string plain;
  const check::Template* chosen = decide::choose(text, locale);
  if (chosen == nullptr) return plain;
  for (const check::Template::Piece& piece : chosen->pieces) {
    if (piece.kind != check::Template::Piece::Kind::text) return std::nullopt;
    plain += piece.text;
  }
  return plain;
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

void DecisionWriter::write(std::string& out, const decide::DecisionData& decision, std::string_view subject,
                           std::string_view rule_set) {
  out += '{';
  if (!subject.empty()) {
    out += "\"id\":";
    out += subject;
    out += ',';
  }
  out += "\"verdict\":\"";
  out += to_string(decision.verdict);
  out += '"';
  if (decision.segment) append_text_member(out, "segment", rules_->segments[*decision.segment].id);
  const std::size_t all = decision.reasons.size();
  const std::size_t shown = rules_->max_reasons ? std::min<std::size_t>(all, *rules_->max_reasons) : all;
  write_reasons(out, ",\"reasons\":[", {decision.reasons.begin(), shown});
  if (shown < all) out += ",\"more_reasons\":" + std::to_string(all - shown);
  write_reasons(out, ",\"waived\":[", {decision.waived.begin(), decision.waived.size()});
  if (decision.review) out += ",\"review\":true";
  write_alternatives(out, decision.alternatives);
  write_gaps(out, decision);
  append_time(out, "retry_at", decision.retry_at);
  append_time(out, "valid_until", decision.valid_until);
  if (decision.times_bounded) out += ",\"times_bounded\":true";
  if (!rule_set.empty()) {
    out += ",\"rule_set\":";
    out += rule_set;
  }
  out += '}';
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
void DecisionWriter::write_head(std::string& out, const ReasonData& reason, const RuleTexts& texts) const {
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

void DecisionWriter::write_reasons(std::string& out, std::string_view key,
                                   std::span<const ReasonData> reasons) {
  if (reasons.empty()) return;
  out += key;
  for (const ReasonData& reason : reasons) {
    write_reason(out, reason);
    out += ',';
  }
  out.back() = ']';
}

void DecisionWriter::write_reason(std::string& out, const ReasonData& reason) {
  const RuleTexts& texts = texts_of(reason);
  write_head(out, reason, texts);
  if (reason.codes_only) {
    if (reason.undecided) out += ",\"undecided\":true";
  } else {
    const auto write_text = [&](std::string_view key, const std::optional<std::string>& plain,
                                const check::Template* text) {
      if (plain) {
        out += *plain;
        return;
      }
      append_text_member(
          out, key, decide::render(*rules_, *text, texts.placeholders, reason.placeholder_values, locale_));
    };
    if (reason.undecided) {
      append_text_member(out, "message", decide::message(*rules_, reason, locale_));
    } else {
      write_text("message", texts.message, texts.message_template);
    }
    write_text("remedy", texts.remedy, texts.remedy_template);
    write_evidence(out, reason);
  }
  out += '}';
}

void DecisionWriter::write_evidence(std::string& out, const ReasonData& reason) const {
  if (!reason.facts.empty()) {
    out += ",\"facts\":{";
    for (const decide::FactValue& fact : reason.facts) {
      out += '"';
      out += rules_->facts[fact.fact].name;  // of letters, digits, `_` and dots
      out += "\":";
      json::Writer(out).value(fact.value, &rules_->facts[fact.fact].type);
      out += ',';
    }
    out.back() = '}';
  }
  append_array(out, "missing", reason.missing, [&](json::Writer& json, const MissingInput& input) {
    json.string(rules_->facts[input.index].name);
  });
  append_array(out, "errors", reason.errors, [&](json::Writer& json, const MissingInput& input) {
    json.begin_object().key("part").string(decide::part_text(*rules_, input));
    json.key("at").string(rules_->nodes.pointer(input.index));
    json.key("error").string(values::cause_text(input.cause)).end_object();
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

void DecisionWriter::write_alternatives(std::string& out, const std::vector<std::uint32_t>& alternatives) {
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
  if (added) entry->second = expected_text(*rules_, refused);
  return entry->second;
}

void DecisionWriter::write_gaps(std::string& out, const decide::DecisionData& decision) {
  append_array(out, "refused", decision.refused, [&](json::Writer& json, const MissingInput& input) {
    json.begin_object().key("fact").string(decide::fact_name(*rules_, input));
    json.key("cause").string(values::cause_text(input.cause)).key("expected").string(expected(input));
    json.end_object();
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

void write_error(std::string& out, std::string_view subject, const RecordPlace& place,
                 std::string_view error) {
  json::Writer json(out);
  json.begin_object();
  if (!subject.empty()) json.key("id").raw(subject);
  if (!place.file.empty()) json.key("file").string(place.file);
  json.key(place.element ? "element" : "line").number(place.line);
  json.key("error").string(error).end_object();
}

}  // namespace eligo::output
