#include "oracle/decision.hpp"

#include <algorithm>
#include <set>

namespace eligo::oracle {

namespace {

using check::CheckedRuleSet;
using check::Effect;
using check::Rule;
using check::Template;

struct Outcome {
  std::uint32_t rule = 0;
  Effect effect = Effect::skip;
  bool undecided = false;
  MissingInputs inputs;
};

bool is_active(const Rule& rule, values::Nanoseconds now) {
  return (!rule.active_from || now >= *rule.active_from) && (!rule.active_until || now < *rule.active_until);
}

std::vector<Outcome> outcomes(const CheckedRuleSet& rules, Evaluator& evaluator, values::Nanoseconds now) {
  std::vector<Outcome> found;
  for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
    const Rule& rule = rules.rules[i];
    if (!is_active(rule, now)) continue;
    const Datum condition = evaluator.value(rule.when);
    if (!condition.known()) {
      if (rule.on_missing != Effect::skip) found.push_back({i, rule.on_missing, true, condition.inputs()});
    } else if (condition.as<bool>()) {
      found.push_back({i, rule.effect, false, {}});
    }
  }
  std::stable_sort(found.begin(), found.end(), [&](const Outcome& left, const Outcome& right) {
    if (left.effect != right.effect) return left.effect > right.effect;
    return rules.rules[left.rule].priority > rules.rules[right.rule].priority;
  });
  return found;
}

std::vector<values::Value> placeholders_of(const CheckedRuleSet& rules, const Rule& rule,
                                           const Profile& profile, const Items& params,
                                           Evaluator& evaluator) {
  std::vector<values::Value> placeholders;
  std::set<std::pair<Template::Piece::Kind, std::uint32_t>> seen;
  for (const check::LocalizedTemplate* text : {&rule.message, &rule.remedy}) {
    for (const auto& entry : text->entries) {
      for (const Template::Piece& piece : entry.text.pieces) {
        if (piece.kind == Template::Piece::Kind::text || !seen.emplace(piece.kind, piece.index).second)
          continue;
        if (piece.kind == Template::Piece::Kind::fact) {
          placeholders.push_back(to_value(profile[piece.index]));
        } else if (piece.kind == Template::Piece::Kind::parameter) {
          placeholders.push_back(to_value(params[piece.index]));
        } else {
          placeholders.push_back(to_value(evaluator.value(rules.definitions[piece.index].root)));
        }
      }
    }
  }
  return placeholders;
}

/// The outcomes of the rules with one code, in their order; codes by their first outcome.
std::vector<std::vector<Outcome>> by_code(const CheckedRuleSet& rules, const std::vector<Outcome>& outcomes) {
  std::vector<std::vector<Outcome>> groups;
  for (const Outcome& outcome : outcomes) {
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const std::vector<Outcome>& group) {
      return rules.rules[group.front().rule].code == rules.rules[outcome.rule].code;
    });
    if (same == groups.end()) {
      groups.push_back({outcome});
    } else {
      same->push_back(outcome);
    }
  }
  return groups;
}

void add_gaps_to(Reason& reason, const MissingInputs& inputs) {
  for (const MissingInput& input : inputs)
    add_missing_input(input.kind == MissingInput::Kind::fact ? reason.missing : reason.errors, input);
}

// Unknown, and by no fact that is missing.
bool errs(const Datum& datum) {
  if (datum.known()) return false;
  const MissingInputs& inputs = datum.inputs();
  return std::none_of(inputs.begin(), inputs.end(),
                      [](const MissingInput& input) { return input.kind == MissingInput::Kind::fact; });
}

}  // namespace

Items params_of(const CheckedRuleSet& rules, std::optional<std::uint32_t> segment) {
  Items params;
  for (const check::Param& param : rules.params) params.push_back(from_value(param.value));
  if (segment) {
    for (const auto& changed : rules.segments[*segment].params)
      params[changed.param] = from_value(changed.value);
  }
  return params;
}

std::optional<std::uint32_t> segment_of(const CheckedRuleSet& rules, const Profile& profile,
                                        values::Nanoseconds now) {
  const Items base = params_of(rules, std::nullopt);
  Evaluator evaluator(rules, profile, base, now);
  for (std::uint32_t i = 0; i < rules.segments.size(); ++i) {
    const Datum matches = evaluator.value(rules.segments[i].when);
    if (matches.known() && matches.as<bool>()) return i;
  }
  return std::nullopt;
}

Decision decide(const CheckedRuleSet& rules, const Profile& profile, values::Nanoseconds now) {
  Decision decision;
  decision.segment = segment_of(rules, profile, now);
  const Items params = params_of(rules, decision.segment);
  Evaluator evaluator(rules, profile, params, now);
  const std::vector<std::uint32_t> none;
  const auto& waives = decision.segment ? rules.segments[*decision.segment].waives : none;

  for (const std::vector<Outcome>& group : by_code(rules, outcomes(rules, evaluator, now))) {
    Reason reason;
    reason.code = rules.rules[group.front().rule].code;
    reason.effect = group.front().effect;
    const auto deciding = std::find_if(group.begin(), group.end(), [&](const Outcome& outcome) {
      return !outcome.undecided && outcome.effect == reason.effect;
    });
    reason.undecided = deciding == group.end();
    reason.text_rule = reason.undecided ? group.front().rule : deciding->rule;
    reason.placeholder_values =
        placeholders_of(rules, rules.rules[reason.text_rule], profile, params, evaluator);
    std::set<std::uint32_t> facts;
    const bool waived = std::find(waives.begin(), waives.end(), reason.code) != waives.end();
    for (const Outcome& outcome : group) {
      reason.rules.push_back(outcome.rule);
      if (reason.undecided) add_gaps_to(reason, outcome.inputs);
      if (outcome.undecided) continue;
      evaluator.add_support(rules.rules[outcome.rule].when, facts);
      if (!waived && rules.rules[outcome.rule].review) decision.review = true;
    }
    reason.facts.assign(facts.begin(), facts.end());
    (waived ? decision.waived : decision.reasons).push_back(reason);
    const Verdict verdict = reason.effect == Effect::deny ? Verdict::denied : Verdict::hidden;
    if (!waived) decision.verdict = std::max(decision.verdict, verdict);
  }
  if (decision.verdict == Verdict::visible) return decision;
  for (std::uint32_t i = 0; i < rules.alternatives.size(); ++i) {
    const Datum offered = evaluator.value(rules.alternatives[i].when);
    if (offered.known() && offered.as<bool>()) decision.alternatives.push_back(i);
  }
  return decision;
}

Promise promised_verdict(const CheckedRuleSet& rules, const Profile& profile, values::Nanoseconds now,
                         values::Nanoseconds later) {
  const Decision then = decide(rules, profile, later);
  Promise promise{then.verdict, then.verdict};
  const auto worsen = [&](Verdict verdict, bool certainly) {
    promise.worst = std::max(promise.worst, verdict);
    if (certainly) promise.best = std::max(promise.best, verdict);
  };
  const auto segment = segment_of(rules, profile, now);
  const Items base = params_of(rules, std::nullopt);
  for (std::uint32_t i = 0; i < rules.segments.size() && i != then.segment; ++i) {
    if (errs(Evaluator(rules, profile, base, later).value(rules.segments[i].when)))
      worsen(Verdict::denied, i == segment);
  }
  const Items params = params_of(rules, segment);
  const Items params_then = params_of(rules, then.segment);
  const std::vector<std::uint32_t> none;
  const auto& waives = then.segment ? rules.segments[*then.segment].waives : none;
  for (const Rule& rule : rules.rules) {
    if (!is_active(rule, later)) continue;
    if (std::find(waives.begin(), waives.end(), rule.code) != waives.end()) continue;
    if (!errs(Evaluator(rules, profile, params_then, later).value(rule.when))) continue;
    const Datum before = Evaluator(rules, profile, params, now).value(rule.when);
    worsen(rule.effect == Effect::deny ? Verdict::denied : Verdict::hidden,
           is_active(rule, now) && before.known() && before.as<bool>());
  }
  return promise;
}

}  // namespace eligo::oracle
