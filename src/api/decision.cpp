#include <eligo/decision.hpp>

#include <algorithm>
#include <new>
#include <utility>

#include "api/content.hpp"
#include "api/decision_state.hpp"
#include "decide/message.hpp"
#include "decide/shown_reasons.hpp"
#include "json/string.hpp"
#include "json/writer.hpp"
#include "output/decision_writer.hpp"
#include "output/record_keys.hpp"
#include "values/value.hpp"

namespace eligo {

namespace {

const decide::ReasonData& reason_data(const void* data) {
  return *static_cast<const decide::ReasonData*>(data);
}

}  // namespace

Decision::Decision(std::shared_ptr<const api::Content> rules) noexcept {
  static_assert(sizeof(State) <= sizeof(storage_) && alignof(State) <= 16);
  new (storage_) State(std::move(rules));
}
Decision::Decision(const Decision& other) { new (storage_) State(other.state()); }
Decision::Decision(Decision&& other) noexcept { new (storage_) State(other.state().take()); }
Decision& Decision::operator=(const Decision& other) { return *this = Decision(other); }
Decision& Decision::operator=(Decision&& other) noexcept {
  if (this != &other) {
    State before = other.state().take();
    std::swap(state(), before);  // what goes away goes with its rule set
  }
  return *this;
}
Decision::~Decision() { state().~State(); }

Decision::State& Decision::state() noexcept { return *std::launder(reinterpret_cast<State*>(storage_)); }
const Decision::State& Decision::state() const noexcept {
  return *std::launder(reinterpret_cast<const State*>(storage_));
}

Decision::State Decision::State::take() noexcept {
  decide::DecisionData nothing;
  nothing.verdict = nothing.best = nothing.worst = Verdict::denied;
  return State(content, std::exchange(data, std::move(nothing)), std::exchange(subject, {}));
}

Verdict Decision::verdict() const noexcept { return state().data.verdict; }
bool Decision::review() const noexcept { return state().data.review; }

ReasonList Decision::reasons() const& noexcept {
  const auto& reasons = state().data.reasons;
  return {state().content.get(), reasons.data(), reasons.size()};
}
ReasonList Decision::waived() const& noexcept {
  const auto& waived = state().data.waived;
  return {state().content.get(), waived.data(), waived.size()};
}

std::size_t Decision::shown_reasons() const noexcept {
  const auto& reasons = state().data.reasons;
  std::size_t shown = 0;
  for (std::size_t index = 0; index < reasons.size(); ++index)
    shown += decide::is_shown(*state().content->checked, reasons[index], index) ? 1 : 0;
  return shown;
}
std::vector<std::string_view> Decision::shown() const& {
  const check::CheckedRuleSet& rules = *state().content->checked;
  const auto& reasons = state().data.reasons;
  std::vector<std::string_view> codes;
  for (std::size_t index = 0; index < reasons.size(); ++index) {
    if (decide::is_shown(rules, reasons[index], index)) codes.emplace_back(rules.codes[reasons[index].code]);
  }
  return codes;
}

std::optional<std::string_view> Decision::segment() const& noexcept {
  const auto& segment = state().data.segment;
  if (!segment) return std::nullopt;
  return state().content->checked->segments[*segment].id;
}

std::vector<std::string_view> Decision::alternatives() const& {
  std::vector<std::string_view> ids;
  for (const auto alternative : state().data.alternatives) {
    ids.emplace_back(state().content->checked->alternatives[alternative].id);
  }
  return ids;
}

std::vector<std::string_view> Decision::refused() const& {
  std::vector<std::string_view> names;
  for (const auto& input : state().data.refused) {
    names.emplace_back(decide::fact_name(*state().content->checked, input));
  }
  return names;
}

std::optional<Instant> Decision::retry_at() const noexcept {
  const auto& at = state().data.retry_at;
  return at ? std::optional(values::to_instant(*at)) : std::nullopt;
}
std::optional<Instant> Decision::valid_until() const noexcept {
  const auto& until = state().data.valid_until;
  return until ? std::optional(values::to_instant(*until)) : std::nullopt;
}
bool Decision::times_bounded() const noexcept { return state().data.times_bounded; }
Bounds Decision::bounds() const noexcept { return {state().data.best, state().data.worst}; }

std::vector<std::string_view> Decision::needs() const& {
  std::vector<std::string_view> names;
  for (const auto fact : state().data.needs) {
    names.emplace_back(state().content->checked->facts[fact].name);
  }
  return names;
}

std::string_view Decision::rule_set_id() const& noexcept { return state().content->checked->id; }
std::string_view Decision::rule_set_version() const& noexcept { return state().content->checked->version; }
std::string_view Decision::rule_set_hash() const& noexcept { return state().content->hash; }

Reason ReasonList::operator[](std::size_t index) const {
  return {rules_, static_cast<const decide::ReasonData*>(data_) + index};
}
Reason ReasonList::Iterator::operator*() const {
  return {rules_, static_cast<const decide::ReasonData*>(data_) + at_};
}

std::string_view Reason::code() const { return rules_->checked->codes[reason_data(data_).code]; }
Effect Reason::effect() const {
  return reason_data(data_).effect == check::Effect::deny ? Effect::deny : Effect::hide;
}
std::string_view Reason::category() const {
  const check::CheckedRuleSet& rules = *rules_->checked;
  return rules.categories[rules.rules[reason_data(data_).text_rule].category];
}
std::vector<std::string_view> Reason::rules() const {
  std::vector<std::string_view> ids;
  for (const auto rule : reason_data(data_).rules) {
    ids.emplace_back(rules_->checked->rules[rule].id);
  }
  return ids;
}
std::string Reason::message(std::string_view locale) const {
  return decide::message(*rules_->checked, reason_data(data_), locale);
}
std::string Reason::remedy(std::string_view locale) const {
  return decide::remedy(*rules_->checked, reason_data(data_), locale);
}
bool Reason::undecided() const { return reason_data(data_).undecided; }

std::vector<std::string_view> Reason::missing() const {
  std::vector<std::string_view> names;
  for (const auto& input : reason_data(data_).missing) {
    names.emplace_back(rules_->checked->facts[input.index].name);
  }
  return names;
}

std::vector<std::string> Reason::errors() const {
  std::vector<std::string> texts;
  for (const auto& input : reason_data(data_).errors) {
    texts.push_back(std::string(values::cause_text(input.cause)) + " in `" +
                    decide::part_text(*rules_->checked, input) + "`");
  }
  return texts;
}

std::vector<std::pair<std::string_view, std::string>> Reason::facts() const {
  std::vector<std::pair<std::string_view, std::string>> facts;
  for (const auto& fact : reason_data(data_).facts) {
    facts.emplace_back(rules_->checked->facts[fact.fact].name, json::text_of(fact.value));
  }
  return facts;
}

std::optional<std::string> Decision::subject() const {
  const std::string& subject = state().subject;
  return subject.empty() ? std::nullopt : std::optional(json::bare_text(subject));
}

std::string Decision::json(std::string_view locale, std::string_view subject) const {
  std::string text;
  const check::CheckedRuleSet& rules = *state().content->checked;
  output::DecisionWriter(rules, locale)
      .write(
          text, state().data,
          output::subject_member(rules.subject, subject.empty() ? state().subject : json::quoted(subject)));
  return text;
}

}  // namespace eligo
