#include "sample.hpp"

#include <algorithm>
#include <memory_resource>
#include <stdexcept>

#include "check/rule_set_checker.hpp"
#include "decide/bounds.hpp"
#include "decide/message.hpp"
#include "decide/timing.hpp"
#include "document/reader.hpp"
#include "engine/compile.hpp"

namespace eligo::decide {

using nlohmann::json;

SampleParts::SampleParts(const json& document) {
  std::vector<Diagnostic> diagnostics;
  json whole = document;
  whole.emplace("format", 1);
  whole.emplace("id", "sample");
  whole.emplace("version", "1");
  auto read = document::read_text(whole.dump(2), "sample.json", std::nullopt, diagnostics);
  auto checked = read ? check::check(*read, diagnostics) : std::nullopt;
  if (!checked) throw std::runtime_error(render(diagnostics));
  rules = std::make_shared<const check::CheckedRuleSet>(std::move(*checked));
  program = std::make_shared<const program::Program>(engine::compile(*rules));
}

Sample::Sample(const json& document) : Sample(SampleParts(document)) {}
Sample::Sample(const SampleParts& parts)
    : rules(parts.rules), program(parts.program), decider(parts.rules, parts.program) {}

std::uint32_t Sample::fact(std::string_view name) const {
  const auto found = std::find_if(rules->facts.begin(), rules->facts.end(),
                                  [&](const check::Fact& fact) { return fact.name == name; });
  if (found == rules->facts.end()) throw std::runtime_error("no fact called " + std::string(name));
  return static_cast<std::uint32_t>(found - rules->facts.begin());
}

DecisionData Sample::decide(const json& profile, values::Nanoseconds now, Detail detail) const {
  return decide_batch(std::vector<json>(1, profile), now, detail).front();
}

std::vector<DecisionData> Sample::decide_batch(const std::vector<json>& profiles, values::Nanoseconds now,
                                               Detail detail) const {
  const SampleFacts facts(*this, profiles);
  std::pmr::monotonic_buffer_resource memory;
  std::vector<DecisionData> decisions(profiles.size());
  decider.decide(facts.facts(), now, detail, memory, decisions);
  return decisions;
}

std::uint64_t Sample::timing_steps(const json& profile, values::Nanoseconds now) const {
  auto decision = decide(profile, now, Detail::reasons);
  const Plan plan(rules, program);
  const SampleFacts sampled(*this, std::vector<json>(1, profile));
  const auto facts = sampled.facts();
  values::ScratchMemory run_memory(32UL * 1024), memory(32UL * 1024);
  engine::RunOptions options;
  options.every_part = true;
  const auto results = engine::run(*program, facts.views, 1, now, options, run_memory);
  const RowSource source(*rules, results, 0);
  SearchLimits limits = limits_for(plan, source, now);
  VerdictBounds bounds;
  if (leaves_open(plan, source)) bounds = find_bounds(plan, source, now, memory, limits);
  add_timing(plan, source, now, bounds.next, limits, memory, decision);
  return limits.steps();
}

values::Nanoseconds instant(std::string_view text) {
  const auto parsed = values::parse_timestamp(text);
  if (!parsed) throw std::runtime_error("no timestamp: " + std::string(text));
  return *parsed;
}

SampleFacts::SampleFacts(const Sample& sample, const std::vector<json>& profiles)
    : dictionary_(sample.program->dictionary()), rows_(profiles.size()) {
  for (const auto& fact : sample.rules->facts) columns_.emplace_back(fact.type);
  for (const auto& profile : profiles) {
    for (const auto& [name, value] : profile.items()) static_cast<void>(sample.fact(name));
    for (std::size_t fact = 0; fact < columns_.size(); ++fact) {
      const auto found = profile.find(sample.rules->facts[fact].name);
      append(columns_[fact], found == profile.end() ? nullptr : &*found, false);
    }
  }
  for (auto& column : columns_) views_.push_back(column.seal());
}

void SampleFacts::append(values::Column& column, const json* value, bool element) {
  if (value == nullptr) return column.append_unknown(values::Cause::absent);
  const auto& type = column.type();
  if (type.kind == values::Kind::record && !value->is_object()) {
    for (std::size_t field = 0; field < type.fields->size(); ++field)
      column.child(field).append_unknown(value->is_null() ? values::Cause::null : values::Cause::wrong_type);
    return column.append_record();
  }
  if (value->is_null()) return column.append_unknown(values::Cause::null);
  if (type.kind == values::Kind::list && !element) {
    if (!value->is_array()) return column.append_unknown(values::Cause::wrong_type);
    for (const auto& item : *value) append(column.child(), &item, true);
    return column.append_list();
  }
  if (type.kind == values::Kind::record) {
    for (std::size_t field = 0; field < type.fields->size(); ++field) {
      const auto found = value->find((*type.fields)[field].name);
      append(column.child(field), found == value->end() ? nullptr : &*found, true);
    }
    return column.append_record();
  }
  append_scalar(column, *value);
}

void SampleFacts::append_scalar(values::Column& column, const json& value) {
  const auto kind = column.type().kind;
  if (kind == values::Kind::boolean && value.is_boolean()) return column.append(value.get<bool>());
  if (kind == values::Kind::integer && value.is_number_integer())
    return column.append(value.get<std::int64_t>());
  if (kind == values::Kind::floating && value.is_number()) return column.append(value.get<double>());
  if (value.is_string()) {
    const auto& text = *texts_.emplace_back(std::make_unique<std::string>(value.get<std::string>()));
    if (kind == values::Kind::string) {
      const auto& allowed = column.type().enumeration;
      if (allowed && std::find(allowed->begin(), allowed->end(), text) == allowed->end()) {
        return column.append_unknown(values::Cause::not_in_enum);
      }
      return column.append(
          values::StringValue{text.data(), static_cast<std::uint32_t>(text.size()), dictionary_.find(text)});
    }
    const auto time = kind == values::Kind::timestamp  ? values::parse_timestamp(text)
                      : kind == values::Kind::duration ? values::parse_duration(text)
                                                       : std::nullopt;
    if (time) return column.append(*time);
  }
  column.append_unknown(values::Cause::wrong_type);
}

namespace {

json reason_json(const check::CheckedRuleSet& rules, const ReasonData& reason) {
  json out{{"code", rules.codes[reason.code]},
           {"effect", reason.effect == check::Effect::deny ? "deny" : "hide"}};
  for (const auto rule : reason.rules) out["rules"].push_back(rules.rules[rule].id);
  if (reason.undecided) out["undecided"] = true;
  for (const auto& input : reason.missing) {
    out["missing"].push_back(rules.facts[input.index].name + ": " +
                             std::string(values::cause_text(input.cause)));
  }
  for (const auto& input : reason.errors) {
    out["errors"].push_back(std::string(rules.nodes.text(input.index)) + ": " +
                            std::string(values::cause_text(input.cause)));
  }
  for (const auto& fact : reason.facts)
    out["facts"][rules.facts[fact.fact].name] = values::display_text(fact.value);
  if (const auto text = message(rules, reason, "en"); !text.empty()) out["message"] = text;
  if (const auto text = message(rules, reason, "zh-CN"); !text.empty()) out["message_zh"] = text;
  if (const auto text = remedy(rules, reason, "en"); !text.empty()) out["remedy"] = text;
  return out;
}

}  // namespace

json as_json(const check::CheckedRuleSet& rules, const DecisionData& decision) {
  json out{{"verdict", to_string(decision.verdict)}};
  if (decision.segment) out["segment"] = rules.segments[*decision.segment].id;
  if (decision.review) out["review"] = true;
  for (const auto& reason : decision.reasons) out["reasons"].push_back(reason_json(rules, reason));
  for (const auto& reason : decision.waived) out["waived"].push_back(reason_json(rules, reason));
  for (const auto index : decision.alternatives) out["alternatives"].push_back(rules.alternatives[index].id);
  for (const auto& input : decision.refused) {
    out["refused"].push_back(std::string(fact_name(rules, input)) + ": " +
                             std::string(values::cause_text(input.cause)));
  }
  if (decision.retry_at) out["retry_at"] = values::format_timestamp(*decision.retry_at);
  if (decision.valid_until) out["valid_until"] = values::format_timestamp(*decision.valid_until);
  if (decision.times_bounded) out["times_bounded"] = true;
  if (decision.best != decision.verdict || decision.worst != decision.verdict) {
    out["bounds"] = {to_string(decision.best), to_string(decision.worst)};
  }
  for (const auto fact : decision.needs) out["needs"].push_back(rules.facts[fact].name);
  return out;
}

}  // namespace eligo::decide
