#include "decide/bounds.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "decide/evidence.hpp"
#include "decide/matched_segment.hpp"
#include "decide/plan.hpp"
#include "decide/row_slice.hpp"

namespace eligo::decide {

namespace {

using values::Nanoseconds;

// Each segment that a profile could be in is a run of its own; beyond so many the widest bounds do.
constexpr std::size_t most_segments = 64;

bool lacks_asked_facts(const Plan& plan, const RowSource& source) {
  return std::ranges::any_of(
      plan.presence_facts, [&](std::uint32_t fact) { return holds_unknown(source.fact(fact), source.row); });
}

// Facts that a rule waits for, and how bad it could make the verdict.
struct Wait {
  Verdict worst = Verdict::visible;
  Verdict segment_best = Verdict::visible;
  std::vector<MissingInput> missing;
};

class BoundsSearch {
 public:
  BoundsSearch(const Plan& plan, const RowSource& source, Nanoseconds now, std::pmr::memory_resource& memory,
               SearchLimits* limits)
      : plan_(plan),
        source_(source),
        now_(now),
        memory_(memory),
        limits_(limits),
        asks_presence_(lacks_asked_facts(plan, source)) {}

  VerdictBounds find() {
    const auto segments = possible_segments();
    if (segments.size() > most_segments) return widest();
    bool first = true;
    for (const auto segment : segments) {
      const auto [best, worst] = in_segment(segment);
      bounds_.best = first ? best : std::min(bounds_.best, best);
      bounds_.worst = first ? worst : std::max(bounds_.worst, worst);
      first = false;
    }
    if (bounds_.best != bounds_.worst) collect_needs(segments.size() > 1);
    return std::move(bounds_);
  }

 private:
  // A run that takes missing facts as still to come: the one at hand, or one of the row alone.
  class Run {
   public:
    Run(const BoundsSearch& search, std::optional<std::uint32_t> segment) : source_(search.source_) {
      const auto& plan = search.plan_;
      const bool at_hand =
          !search.asks_presence_ && (!segment || *segment == segment_at(plan, *source_.results, source_.row));
      if (at_hand) return;
      slice_.emplace(source_.results->facts(), source_.row);
      engine::RunOptions options;
      options.forced_segment = segment;
      options.presence_unknown = true;
      if (plan.time.any) options.part = engine::Part::every;
      results_.emplace(engine::run(*plan.program, slice_->views(), 1, search.now_, options, search.memory_));
      source_.row = 0;
      source_.results = &*results_;
      if (search.limits_ != nullptr) search.limits_->charge_run(source_);
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    [[nodiscard]] const RowSource& source() const { return source_; }
    [[nodiscard]] values::TruthBits<> condition(program::ValueId value) const {
      return source_.results->truth(value);
    }

   private:
    RowSource source_;
    std::optional<RowSlice> slice_;
    std::optional<engine::Results> results_;
  };

  // First match wins: the segments up to the first one that matches whatever the missing facts are.
  std::vector<std::uint32_t> possible_segments() {
    std::vector<std::uint32_t> possible;
    if (plan_.rules->segments.empty()) return {plan_.no_segment()};
    const Run run(*this, std::nullopt);
    const auto& source = run.source();
    Evidence evidence(source, plan_.element_nodes, program::Context::base);
    std::optional<TimeCandidates> times;
    if (plan_.time.segments && limits_ != nullptr)
      times.emplace(plan_, source, program::Context::base, now_, *limits_);
    for (std::uint32_t segment = 0; segment < plan_.no_segment(); ++segment) {
      const auto when = plan_.rules->segments[segment].when;
      const auto condition = run.condition(plan_.program->segment_condition(segment));
      if (times) {
        const auto next = of_condition(*times, when, condition.is_known(source.row));
        bounds_.next = earlier(bounds_.next, next);
      }
      if (condition.is_true(source.row)) {
        possible.push_back(segment);
        return possible;
      }
      if (condition.is_known(source.row)) continue;
      std::vector<MissingInput> missing, errors;
      evidence.add_missing_inputs(when, missing, errors);
      if (missing.empty()) continue;  // an error whatever the facts: no match
      possible.push_back(segment);
      segment_inputs_.insert(segment_inputs_.end(), missing.begin(), missing.end());
    }
    possible.push_back(plan_.no_segment());
    return possible;
  }

  VerdictBounds widest() {
    bounds_.best = Verdict::visible;
    bounds_.worst = Verdict::denied;
    for (std::uint32_t fact = 0; fact < plan_.rules->facts.size(); ++fact) {
      if (plan_.rules->facts[fact].used && holds_unknown(source_.fact(fact), source_.row))
        bounds_.needs.push_back(fact);
    }
    return std::move(bounds_);
  }

  std::pair<Verdict, Verdict> in_segment(std::uint32_t segment) {
    const Run run(*this, segment);
    const auto& source = run.source();
    Evidence evidence(source, plan_.element_nodes, program::Context::segment);
    const std::size_t first_wait = waits_.size();
    auto best = Verdict::visible, worst = Verdict::visible;
    for (std::uint32_t index = 0; index < plan_.rules->rules.size(); ++index) {
      const auto& rule = plan_.rules->rules[index];
      if (!is_active(rule, now_) || plan_.order.waives(segment, rule.code)) continue;
      const auto value = plan_.program->rule_condition(index);
      if (value == program::no_value || !source.results->has(value)) continue;
      const auto condition = run.condition(value);
      auto certain = Verdict::visible;
      if (condition.is_known(source.row)) {
        if (condition.is_true(source.row)) certain = verdict_of(rule.effect);
      } else {
        Wait wait;
        std::vector<MissingInput> errors;
        evidence.add_missing_inputs(rule.when, wait.missing, errors);
        const auto failed = verdict_of(rule.on_missing);
        if (wait.missing.empty()) {
          certain = failed;
        } else {
          wait.worst = verdict_of(rule.effect);
          if (plan_.may_stay_unknown[index]) wait.worst = std::max(wait.worst, failed);
          worst = std::max(worst, wait.worst);
          waits_.push_back(std::move(wait));
        }
      }
      best = std::max(best, certain);
      worst = std::max(worst, certain);
    }
    for (std::size_t at = first_wait; at < waits_.size(); ++at) waits_[at].segment_best = best;
    if (plan_.time.any && limits_ != nullptr) note_rule_changes(source, segment, *limits_);
    return {best, worst};
  }

  void note_rule_changes(const RowSource& source, std::uint32_t segment, SearchLimits& limits) {
    const auto next = limits.nearest(now_, [&] { return of_rules(source, segment, limits); });
    bounds_.next = earlier(bounds_.next, next);
  }

  NextChange of_rules(const RowSource& source, std::uint32_t segment, SearchLimits& limits) {
    TimeCandidates times(plan_, source, program::Context::segment, now_, limits);
    NextChange next;
    for (const auto index : plan_.time.rules) {
      limits.charge(1);
      const auto& rule = plan_.rules->rules[index];
      if (plan_.order.waives(segment, rule.code)) continue;
      if (rule.active_from && now_ < *rule.active_from) {
        next = earlier(next, {*rule.active_from, false, false});
        continue;
      }
      if (!is_active(rule, now_)) continue;
      if (rule.active_until) next = earlier(next, {*rule.active_until, false, false});
      const auto value = plan_.program->rule_condition(index);
      if (!plan_.time.conditions[index] || value == program::no_value || !source.results->has(value))
        continue;
      const bool known = source.results->truth(value).is_known(source.row);
      next = earlier(next, of_condition(times, rule.when, known));
    }
    return next;
  }

  // What an open condition lacks is told by its parts; of the others only the outcome matters.
  static NextChange of_condition(TimeCandidates& times, check::NodeId when, bool known) {
    const NextChange next = times.of_outcome(when);
    return known ? next : earlier(next, times.of_parts(when));
  }

  void collect_needs(bool segments_open) {
    std::vector<std::uint32_t> needs;
    const auto add = [&](const std::vector<MissingInput>& inputs) {
      for (const auto& input : inputs) needs.push_back(input.index);
    };
    for (const auto& wait : waits_) {
      if (wait.worst > wait.segment_best) add(wait.missing);
    }
    if (segments_open) add(segment_inputs_);
    std::ranges::sort(needs);
    needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
    bounds_.needs = std::move(needs);
  }

  const Plan& plan_;
  const RowSource& source_;
  Nanoseconds now_;
  std::pmr::memory_resource& memory_;
  SearchLimits* limits_;  // null: times are not looked for
  bool asks_presence_;
  VerdictBounds bounds_;
  std::vector<Wait> waits_;
  std::vector<MissingInput> segment_inputs_;
};

}  // namespace

bool leaves_open(const Plan& plan, const RowSource& source) {
  const auto is_unknown = [&](program::ValueId condition) {
    return condition != program::no_value && source.results->has(condition) &&
           !source.results->truth(condition).is_known(source.row);
  };
  for (std::size_t rule = 0; rule < plan.rules->rules.size(); ++rule) {
    if (is_unknown(plan.program->rule_condition(rule))) return true;
  }
  for (std::size_t segment = 0; segment < plan.rules->segments.size(); ++segment) {
    if (is_unknown(plan.program->segment_condition(segment))) return true;
  }
  return lacks_asked_facts(plan, source);
}

namespace {

// Rows in which one of the conditions, as far as they have run, is undecided.
void add_undecided(const engine::Results& results, std::span<const program::ValueId> conditions,
                   std::span<std::uint64_t> open) {
  for (const program::ValueId condition : conditions) {
    if (condition == program::no_value || !results.has(condition)) continue;
    const auto bits = results.truth(condition);
    for (std::size_t word = 0; word < open.size(); ++word) open[word] |= bits.unknown(word);
  }
}

void add_asked(const Plan& plan, const engine::Results& results, std::vector<std::uint64_t>& open) {
  if (plan.presence_facts.empty()) return;
  for (std::size_t row = 0; row < results.rows(); ++row) {
    if (!values::bit_at(open.data(), row) && lacks_asked_facts(plan, RowSource(*plan.rules, results, row)))
      values::set_bit(open.data(), row);
  }
}

}  // namespace

std::vector<std::uint64_t> open_rows(const Plan& plan, const engine::Results& results) {
  std::vector<std::uint64_t> open(values::words_for(results.rows()));
  add_undecided(results, plan.program->rule_conditions(), open);
  add_undecided(results, plan.program->segment_conditions(), open);
  add_asked(plan, results, open);
  return open;
}

std::vector<std::uint32_t> open_rows(const Plan& plan, const engine::Results& results,
                                     const ToldConditions& told) {
  std::vector<std::uint64_t> open(values::words_for(results.rows()));
  for (std::uint32_t rule = 0; rule < plan.rules->rules.size(); ++rule) {
    if (plan.conditions.is_indexed(rule)) continue;
    const auto bits = told.columns.of(rule);
    for (std::size_t word = 0; word < open.size(); ++word) open[word] |= bits.unknown(word);
  }
  add_undecided(results, plan.program->segment_conditions(), open);
  for (const engine::ConditionHit& hit : told.hits) {
    if (hit.undecided) values::set_bit(open.data(), hit.row);
  }
  add_asked(plan, results, open);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < results.rows(); ++row) {
    if (values::bit_at(open.data(), row)) rows.push_back(row);
  }
  return rows;
}

bool is_open(const Plan& plan, const engine::Results& results, const engine::RowHits& hits) {
  if (std::ranges::any_of(hits, &engine::ConditionHit::undecided)) return true;
  std::uint64_t open = 0;
  add_undecided(results, plan.program->segment_conditions(), {&open, 1});
  return values::bit_in(open, 0) || lacks_asked_facts(plan, RowSource(*plan.rules, results, 0));
}

VerdictBounds find_bounds(const Plan& plan, const RowSource& source, Nanoseconds now,
                          std::pmr::memory_resource& memory, SearchLimits* limits) {
  return BoundsSearch(plan, source, now, memory, limits).find();
}

std::vector<std::uint32_t> presence_facts(const check::CheckedRuleSet& rules) {
  std::vector<std::uint32_t> facts;
  bool asks_fields = false;
  for (const auto& node : rules.nodes) {
    if (node.kind != check::NodeKind::has) continue;
    const auto& asked = rules[rules.nodes.operands(node)[0]];
    if (asked.kind == check::NodeKind::fact) facts.push_back(asked.fact());
    if (asked.kind == check::NodeKind::field) asks_fields = true;
  }
  for (std::uint32_t fact = 0; asks_fields && fact < rules.facts.size(); ++fact) {
    if (rules.facts[fact].used && !rules.facts[fact].fields.empty()) facts.push_back(fact);
  }
  std::ranges::sort(facts);
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return facts;
}

std::vector<bool> may_stay_unknown(const check::CheckedRuleSet& rules) {
  std::vector<bool> nodes(rules.nodes.size(), false);
  const auto stays = [&](const check::Node& node) {
    if (node.kind == check::NodeKind::definition) return bool(nodes[rules.root_of(node)]);
    if (node.kind == check::NodeKind::fact && rules.nodes.type(node).kind == values::Kind::list) return true;
    if (node.kind == check::NodeKind::call && check::may_fail(node.function)) return true;
    return std::ranges::any_of(rules.nodes.operands(node), [&](check::NodeId id) { return bool(nodes[id]); });
  };
  for (bool changed = true; changed;) {  // definitions may stand after the nodes that use them
    changed = false;
    for (check::NodeId id = 0; id < rules.nodes.size(); ++id) {
      if (nodes[id] || !stays(rules.nodes[id])) continue;
      nodes[id] = true;
      changed = true;
    }
  }
  std::vector<bool> found;
  for (const auto& rule : rules.rules) found.push_back(nodes[rule.when]);
  return found;
}

}  // namespace eligo::decide
