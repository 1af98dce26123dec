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
  Gaps gaps;
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
      if (rule.on_missing != Effect::skip) found.push_back({i, rule.on_missing, true, condition.gaps()});
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

std::vector<values::Value> figures_of(const CheckedRuleSet& rules, const Rule& rule, const Profile& profile,
                                      const Items& params, Evaluator& evaluator) {
  std::vector<values::Value> figures;
  std::set<std::pair<Template::Piece::Kind, std::uint32_t>> seen;
  for (const check::LocalizedTemplate* text : {&rule.message, &rule.remedy}) {
    for (const auto& entry : text->entries) {
      for (const Template::Piece& piece : entry.text.pieces) {
        if (piece.kind == Template::Piece::Kind::text || !seen.emplace(piece.kind, piece.index).second)
          continue;
        if (piece.kind == Template::Piece::Kind::fact) {
          figures.push_back(to_value(profile[piece.index]));
        } else if (piece.kind == Template::Piece::Kind::parameter) {
          figures.push_back(to_value(params[piece.index]));
        } else {
          figures.push_back(to_value(evaluator.value(rules.definitions[piece.index].root)));
        }
      }
    }
  }
  return figures;
}

Reason& reason_with_code(std::vector<Reason>& reasons, std::uint32_t code) {
  for (Reason& reason : reasons)
    if (reason.code == code) return reason;
  reasons.emplace_back();
  reasons.back().code = code;
  return reasons.back();
}

void add_gaps_to(Reason& reason, const Gaps& gaps) {
  for (const Gap& gap : gaps) add_gap(gap.kind == Gap::Kind::fact ? reason.missing : reason.errors, gap);
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

  for (const Outcome& outcome : outcomes(rules, evaluator, now)) {
    const Rule& rule = rules.rules[outcome.rule];
    const bool waived = std::find(waives.begin(), waives.end(), rule.code) != waives.end();
    Reason& reason = reason_with_code(waived ? decision.waived : decision.reasons, rule.code);
    if (reason.rules.empty()) {
      reason.effect = outcome.effect;
      reason.undecided = outcome.undecided;
      reason.figures = figures_of(rules, rule, profile, params, evaluator);
    }
    reason.rules.push_back(outcome.rule);
    add_gaps_to(reason, outcome.gaps);
    if (!outcome.undecided) {
      std::set<std::uint32_t> facts(reason.facts.begin(), reason.facts.end());
      evaluator.add_support(rule.when, facts);
      reason.facts.assign(facts.begin(), facts.end());
    }
    if (waived) continue;
    decision.review = decision.review || (rule.review && !outcome.undecided);
    const Verdict verdict = outcome.effect == Effect::deny ? Verdict::denied : Verdict::hidden;
    decision.verdict = std::max(decision.verdict, verdict);
  }
  if (decision.verdict == Verdict::visible) return decision;
  for (std::uint32_t i = 0; i < rules.alternatives.size(); ++i) {
    const Datum offered = evaluator.value(rules.alternatives[i].when);
    if (offered.known() && offered.as<bool>()) decision.alternatives.push_back(i);
  }
  return decision;
}

}  // namespace eligo::oracle
