#include "sample.hpp"

#include <algorithm>
#include <memory_resource>
#include <stdexcept>
#include <string>
#include <utility>

#include "decide/bounds.hpp"
#include "decide/message.hpp"
#include "decide/timing.hpp"
#include "scaffold/columns.hpp"

namespace eligo::decide {

using nlohmann::json;

namespace {

std::string completed(json document) {
  document.emplace("format", 1);
  document.emplace("id", "sample");
  document.emplace("version", "1");
  return document.dump(2);
}

}  // namespace

Sample::Sample(json document) : test::LoadedRules(completed(std::move(document))), decider(rules, program) {}

std::uint32_t Sample::fact(std::string_view name) const {
  const auto found = std::find_if(rules->facts.begin(), rules->facts.end(),
                                  [&](const check::Fact& fact) { return fact.name == name; });
  if (found == rules->facts.end()) throw std::runtime_error("no fact called " + std::string(name));
  return static_cast<std::uint32_t>(found - rules->facts.begin());
}

DecisionData Sample::decide(const json& profile, values::Nanoseconds now, Detail detail) const {
  return decide_batch(std::vector<json>(1, profile), now, detail).front();
}

profiles::Batch Sample::read(const std::vector<json>& profiles) const {
  std::vector<std::string> texts;
  for (const json& profile : profiles) {
    for (const auto& [name, value] : profile.items()) static_cast<void>(fact(name));
    texts.push_back(profile.dump());
  }
  return test::read_profiles(program->schema(), texts);
}

std::vector<DecisionData> Sample::decide_batch(const std::vector<json>& profiles, values::Nanoseconds now,
                                               Detail detail) const {
  profiles::Batch batch = read(profiles);
  return decide_facts({batch.seal(), batch.rows()}, now, detail);
}

std::vector<DecisionData> Sample::decide_facts(const Facts& facts, values::Nanoseconds now,
                                               Detail detail) const {
  std::pmr::monotonic_buffer_resource memory;
  std::vector<DecisionData> decisions(facts.rows);
  decider.decide(facts, now, detail, memory, decisions);
  return decisions;
}

std::uint64_t Sample::timing_steps(const json& profile, values::Nanoseconds now) const {
  auto decision = decide(profile, now, Detail::reasons);
  const Plan plan(rules, program);
  profiles::Batch batch = read(std::vector<json>(1, profile));
  values::ScratchMemory run_memory(32UL * 1024), memory(32UL * 1024);
  engine::RunOptions options;
  options.part = engine::Part::every;
  const auto results = engine::run(*program, batch.seal(), 1, now, options, run_memory);
  const RowSource source(*rules, results, 0);
  SearchLimits limits = limits_for(plan, source, now);
  VerdictBounds bounds;
  if (leaves_open(plan, source)) bounds = find_bounds(plan, source, now, memory, &limits);
  add_timing(plan, source, now, bounds.next, limits, memory, decision);
  return limits.steps();
}

json hiding_rule(std::string_view code, std::string_view when) {
  return {{"id", code}, {"category", "c"}, {"effect", "hide"}, {"reason", code}, {"when", when}};
}

values::Nanoseconds instant(std::string_view text) {
  const auto parsed = values::parse_timestamp(text);
  if (!parsed) throw std::runtime_error("no timestamp: " + std::string(text));
  return *parsed;
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

json as_json(const check::CheckedRuleSet& rules, const std::vector<DecisionData>& decisions) {
  json out = json::array();
  for (const DecisionData& decision : decisions) out.push_back(as_json(rules, decision));
  return out;
}

}  // namespace eligo::decide
