#include "output/whole_decision_writer.hpp"

#include <cstddef>
#include <optional>

#include "decide/message.hpp"
#include "decide/shown_reasons.hpp"
#include "output/expected_text.hpp"
#include "output/gap_members.hpp"
#include "output/template_text.hpp"

namespace eligo::output {

namespace {

using decide::DecisionData;
using decide::MissingInput;
using decide::ReasonData;

void text_or_null(json::Writer& json, std::string_view text) {
  if (text.empty()) {
    json.raw("null");
  } else {
    json.string(text);
  }
}

void time_or_null(json::Writer& json, const std::optional<values::Nanoseconds>& time) {
  text_or_null(json, time ? values::format_timestamp(*time) : "");
}

}  // namespace

void WholeDecisionWriter::write(std::string& out, const DecisionData& decision, std::string_view keys,
                                std::string_view rule_set) const {
  out += '{';
  out += keys;
  json::Writer json(out);
  write_members(json, &decision, rule_set);
  json.key("error").raw("null");
  out += '}';
}

void WholeDecisionWriter::write_error(std::string& out, std::string_view keys, std::string_view error) const {
  out += '{';
  out += keys;
  json::Writer json(out);
  write_members(json, nullptr, {});
  json.key("error").string(error);
  out += '}';
}

/// Of no decision what stands for nothing.
void WholeDecisionWriter::write_members(json::Writer& json, const DecisionData* decision,
                                        std::string_view rule_set) const {
  text_or_null(json.key("verdict"), decision == nullptr ? "" : to_string(decision->verdict));
  const bool segment = decision != nullptr && decision->segment;
  text_or_null(json.key("segment"), segment ? rules_->segments[*decision->segment].id : "");
  if (has(Detail::codes)) {
    write_reasons(json.key("reasons"), decision == nullptr ? nullptr : &decision->reasons);
    write_codes(json.key("shown"), decision);
    write_reasons(json.key("waived"), decision == nullptr ? nullptr : &decision->waived);
  }
  json.key("review").boolean(decision != nullptr && decision->review);
  if (has(Detail::codes)) {
    write_alternatives(json.key("alternatives"), decision);
    write_refused(json.key("refused"), decision);
  }
  if (has(Detail::full)) write_times(json, decision);
  if (!stamped_) return;
  json.key("rule_set").raw(rule_set.empty() ? "null" : rule_set);
}

void WholeDecisionWriter::write_reasons(json::Writer& json, const decide::Reasons* reasons) const {
  json.begin_array();
  for (std::size_t index = 0; reasons != nullptr && index < reasons->size(); ++index)
    write_reason(json, (*reasons)[index]);
  json.end_array();
}

void WholeDecisionWriter::write_reason(json::Writer& json, const ReasonData& reason) const {
  const check::Rule& rule = rules_->rules[reason.text_rule];
  json.begin_object().key("code").string(rules_->codes[reason.code]);
  json.key("effect").string(to_string(reason.effect));
  json.key("category").string(rules_->categories[rule.category]).key("rules").begin_array();
  for (const std::uint32_t index : reason.rules) json.string(rules_->rules[index].id);
  json.end_array().key("undecided").boolean(reason.undecided);
  if (has(Detail::reasons)) write_evidence(json, reason);
  json.end_object();
}

void WholeDecisionWriter::write_evidence(json::Writer& json, const ReasonData& reason) const {
  text_or_null(json.key("message"), decide::message(*rules_, reason, locale_));
  text_or_null(json.key("remedy"), decide::remedy(*rules_, reason, locale_));
  json.key("facts").begin_object();
  for (const decide::FactValue& fact : reason.facts)
    json.key(rules_->facts[fact.fact].name).value(fact.value, &rules_->facts[fact.fact].type);
  json.end_object().key("missing").begin_array();
  for (const MissingInput& input : reason.missing) json.string(rules_->facts[input.index].name);
  json.end_array().key("errors").begin_array();
  for (const MissingInput& input : reason.errors) write_part_error(json, *rules_, input);
  json.end_array();
}

void WholeDecisionWriter::write_codes(json::Writer& json, const DecisionData* decision) const {
  json.begin_array();
  for (std::size_t index = 0; decision != nullptr && index < decision->reasons.size(); ++index) {
    if (decide::is_shown(*rules_, decision->reasons[index], index))
      json.string(rules_->codes[decision->reasons[index].code]);
  }
  json.end_array();
}

void WholeDecisionWriter::write_alternatives(json::Writer& json, const DecisionData* decision) const {
  json.begin_array();
  if (decision != nullptr) {
    for (const std::uint32_t index : decision->alternatives) {
      const check::Alternative& alternative = rules_->alternatives[index];
      json.begin_object().key("id").string(alternative.id);
      text_or_null(json.key("title"), plain_text(alternative.title, locale_).value_or(""));
      text_or_null(json.key("message"), plain_text(alternative.message, locale_).value_or(""));
      json.end_object();
    }
  }
  json.end_array();
}

void WholeDecisionWriter::write_refused(json::Writer& json, const DecisionData* decision) const {
  json.begin_array();
  if (decision != nullptr) {
    for (const MissingInput& input : decision->refused)
      output::write_refused(json, *rules_, input, expected_text(*rules_, input, forms_));
  }
  json.end_array();
}

void WholeDecisionWriter::write_times(json::Writer& json, const DecisionData* decision) const {
  json.key("bounds").begin_object();
  text_or_null(json.key("best"), decision == nullptr ? "" : to_string(decision->best));
  text_or_null(json.key("worst"), decision == nullptr ? "" : to_string(decision->worst));
  json.end_object().key("needs").begin_array();
  if (decision != nullptr) {
    for (const std::uint32_t fact : decision->needs) json.string(rules_->facts[fact].name);
  }
  json.end_array();
  time_or_null(json.key("retry_at"), decision == nullptr ? std::nullopt : decision->retry_at);
  time_or_null(json.key("valid_until"), decision == nullptr ? std::nullopt : decision->valid_until);
  json.key("times_bounded").boolean(decision != nullptr && decision->times_bounded);
}

}  // namespace eligo::output
