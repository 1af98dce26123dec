#include <algorithm>

#include "api/c_objects.hpp"

using eligo::api::detail_of;
using eligo::api::give;
using eligo::api::give_text;
using eligo::api::guarded;
using eligo::api::required;
using eligo::api::result_at;
using eligo::api::text_of;

eligo_decision::eligo_decision(eligo::Decision made)
    : decision(std::move(made)), subject(decision.subject()) {
  for (const eligo::Reason& reason : decision.reasons()) codes.emplace_back(reason.code());
  if (const auto id = decision.segment()) segment.emplace(*id);
}

eligo::Detail eligo::api::detail_of(eligo_detail detail) {
  switch (detail) {
    case ELIGO_DETAIL_VERDICT: return eligo::Detail::verdict;
    case ELIGO_DETAIL_CODES: return eligo::Detail::codes;
    case ELIGO_DETAIL_REASONS: return eligo::Detail::reasons;
    case ELIGO_DETAIL_FULL: return eligo::Detail::full;
    default: throw std::invalid_argument("there is no `detail` " + std::to_string(detail));
  }
}

namespace {

const char* c_text(const std::optional<std::string>& text) { return text ? text->c_str() : nullptr; }

int give_instant(const std::optional<eligo::Instant>& instant, eligo_instant* result) {
  if (!instant || result == nullptr) return 0;
  *result = {instant->seconds, instant->nanoseconds};
  return 1;
}

}  // namespace

eligo_status eligo_evaluate(const eligo_rule_set* rules, const eligo_profile* profile, eligo_instant now,
                            eligo_detail detail, eligo_decision** result, eligo_error** error) {
  return guarded(error, [&] {
    eligo_decision*& decision = result_at(result);
    const eligo::Profile& facts = required(profile, "profile").profile;
    give(decision,
         eligo_decision(
             required(rules, "rules").rules.evaluate(facts, eligo::api::instant_of(now), detail_of(detail))));
  });
}
eligo_status eligo_evaluate_json(const eligo_rule_set* rules, const char* json, size_t size,
                                 eligo_instant now, eligo_detail detail, eligo_decision** result,
                                 eligo_error** error) {
  return guarded(error, [&] {
    eligo_decision*& decision = result_at(result);
    const std::string_view text = text_of(json, size, "json");
    give(decision,
         eligo_decision(required(rules, "rules")
                            .rules.evaluate_json(text, eligo::api::instant_of(now), detail_of(detail))));
  });
}
void eligo_decision_free(eligo_decision* decision) { const std::unique_ptr<eligo_decision> owned(decision); }

eligo_verdict eligo_decision_verdict(const eligo_decision* decision) {
  if (decision == nullptr) return ELIGO_DENIED;
  switch (decision->decision.verdict()) {
    case eligo::Verdict::visible: return ELIGO_VISIBLE;
    case eligo::Verdict::hidden: return ELIGO_HIDDEN;
    case eligo::Verdict::denied: break;
  }
  return ELIGO_DENIED;
}
int eligo_decision_review(const eligo_decision* decision) {
  return decision != nullptr && decision->decision.review() ? 1 : 0;
}
size_t eligo_decision_reason_count(const eligo_decision* decision) {
  return decision == nullptr ? 0 : decision->codes.size();
}
const char* eligo_decision_reason_code(const eligo_decision* decision, size_t index) {
  return index < eligo_decision_reason_count(decision) ? decision->codes[index].c_str() : nullptr;
}
size_t eligo_decision_shown_reasons(const eligo_decision* decision) {
  return decision == nullptr ? 0 : decision->decision.shown_reasons();
}
const char* eligo_decision_shown_code(const eligo_decision* decision, size_t index) {
  if (decision == nullptr) return nullptr;
  const auto shown = decision->decision.shown();
  if (index >= shown.size()) return nullptr;
  return std::ranges::find(decision->codes, shown[index])->c_str();
}
const char* eligo_decision_segment(const eligo_decision* decision) {
  return decision == nullptr ? nullptr : c_text(decision->segment);
}
const char* eligo_decision_subject(const eligo_decision* decision) {
  return decision == nullptr ? nullptr : c_text(decision->subject);
}
int eligo_decision_retry_at(const eligo_decision* decision, eligo_instant* result) {
  return decision == nullptr ? 0 : give_instant(decision->decision.retry_at(), result);
}
int eligo_decision_valid_until(const eligo_decision* decision, eligo_instant* result) {
  return decision == nullptr ? 0 : give_instant(decision->decision.valid_until(), result);
}

eligo_status eligo_decision_json(const eligo_decision* decision, const char* locale, char** result,
                                 size_t* size, eligo_error** error) {
  return guarded(error, [&] {
    char*& text = result_at(result);
    give_text(text, size, required(decision, "decision").decision.json(locale == nullptr ? "en" : locale));
  });
}
