#include "decide/timing.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "decide/batch_verdicts.hpp"
#include "decide/bounds.hpp"
#include "decide/evidence.hpp"
#include "decide/matched_segment.hpp"
#include "decide/row_slice.hpp"
#include "decide/same_decision.hpp"
#include "decide/time_candidates.hpp"

namespace eligo::decide {

namespace {

using values::Nanoseconds;

enum class Holding : std::uint8_t { no, hit, undecided };

/// What is unknown by a run-time error alone as a search for a better verdict begins. What comes to be so
/// later counts as true: an error makes nothing better.
struct PresentErrors {
  std::vector<bool> segments, rules;
};

// Where a rule may change, seen from the run of one profile at one instant.
class ChangeForecast {
 public:
  ChangeForecast(const Plan& plan, const RowSource& source, Nanoseconds now, SearchLimits& limits,
                 const PresentErrors* present = nullptr)
      : plan_(plan),
        source_(source),
        now_(now),
        limits_(limits),
        present_(present),
        segment_(segment_at(plan, *source.results, source.row)) {}

  [[nodiscard]] PresentErrors errors() const {
    PresentErrors found{std::vector<bool>(plan_.rules->segments.size()),
                        std::vector<bool>(plan_.rules->rules.size())};
    for (std::uint32_t segment = 0; segment < found.segments.size(); ++segment)
      found.segments[segment] = segment_errs(segment);
    for (std::uint32_t rule = 0; rule < found.rules.size(); ++rule) found.rules[rule] = rule_errs(rule);
    return found;
  }

  /// Whether the verdict may be at least `verdict`, had no run-time error come.
  [[nodiscard]] bool is_better_by_error(Verdict verdict) const {
    if (erring_segment()) return true;
    for (const auto& trigger : plan_.order.triggers) {
      if (verdict_of(trigger.effect) < verdict) break;  // the most severe come first
      limits_.charge(1);
      if (trigger.on_hit && is_in_force(trigger.rule, now_) && may_hit(trigger.rule)) return true;
    }
    return false;
  }

  /// Anything in the decision that was made of this run.
  [[nodiscard]] NextChange of_decision(const DecisionData& decision) {
    return limits_.nearest(now_, [&] {
      if (times_) times_->forget();
      NextChange next = of_segment();
      for (const auto rule : plan_.time.rules) {
        limits_.charge(1);
        next = earlier(next, of_rule(rule));
      }
      if (decision.verdict != Verdict::visible) next = earlier(next, of_alternatives());
      return earlier(next, earlier(of_placeholders(decision.reasons), of_placeholders(decision.waived)));
    });
  }

  /// The earliest instant at which the verdict may be better than `verdict`, as it is in this run. It is no
  /// better as long as the segment and any one trigger for it stay.
  [[nodiscard]] NextChange of_verdict(Verdict verdict) {
    const auto segment = limits_.nearest(now_, [&] { return of_segment(); });
    if (const auto erring = erring_segment()) {
      TimeCandidates times(plan_, source_, program::Context::base, now_, limits_);
      return earlier(segment, times.of_parts(plan_.rules->segments[*erring].when));
    }
    std::vector<const ReasonTrigger*> triggers;  // those that time may change
    for (const auto& trigger : plan_.order.triggers) {
      if (verdict_of(trigger.effect) < verdict) break;  // the most severe come first
      limits_.charge(1);
      if (plan_.order.is_waived(segment_, trigger.waiver)) continue;
      if (plan_.time.conditions[trigger.rule] || trigger.windowed) {
        triggers.push_back(&trigger);
      } else if (still_holds(trigger)) {
        return segment;
      }
    }
    NextChange next{now_, false, false};
    for (Nanoseconds span = SearchLimits::first_span;;
         span = std::min(span * SearchLimits::next_span, NextChange::never)) {
      limits_.set_horizon(next.at + span);
      const auto stays = some_stays(triggers, next.at);
      limits_.lift_horizon();
      if (!stays) return next.at > now_ ? next : next_nanosecond(now_);
      next = earlier(*stays, segment);
      if (next.at == segment.at || !next.comes() || limits_.end_before(next)) return next;
    }
  }

 private:
  [[nodiscard]] NextChange of_segment() {
    NextChange next;
    if (!plan_.time.segments) return next;
    TimeCandidates times(plan_, source_, program::Context::base, now_, limits_);
    for (std::uint32_t index = 0; index < plan_.no_segment() && index <= segment_; ++index) {
      limits_.charge(1);
      next = earlier(next, times.of_outcome(plan_.rules->segments[index].when));  // the first match wins
    }
    return next;
  }

  /// The rule as a reason with what it shows of its condition, or as none.
  [[nodiscard]] NextChange of_rule(std::uint32_t index) {
    const auto& rule = plan_.rules->rules[index];
    const auto holds = holding(index);
    if (holds == Holding::no && !plan_.time.conditions[index]) return {};
    if (rule.active_until && now_ >= *rule.active_until) return {};
    if (rule.active_from && now_ < *rule.active_from) return {*rule.active_from, false, false};
    NextChange next;
    if (plan_.time.conditions[index]) {
      next = times().of_outcome(rule.when);
      if (holds != Holding::no) next = earlier(next, times().of_parts(rule.when));
    }
    return rule.active_until ? earlier(next, {*rule.active_until, false, false}) : next;
  }

  [[nodiscard]] Holding holding(std::uint32_t rule) const {
    const auto value = plan_.program->rule_condition(rule);
    if (value == program::no_value || !source_.results->has(value)) return Holding::no;
    const auto condition = source_.results->truth(value);
    if (condition.is_true(source_.row)) return Holding::hit;
    if (present_ != nullptr && may_hit(rule)) return Holding::hit;
    const bool fails_closed = plan_.rules->rules[rule].on_missing != check::Effect::skip;
    return !condition.is_known(source_.row) && fails_closed ? Holding::undecided : Holding::no;
  }

  [[nodiscard]] NextChange of_alternatives() {
    NextChange next;
    if (!plan_.time.alternatives) return next;
    for (const auto& alternative : plan_.rules->alternatives) {
      if ((*plan_.rules)[alternative.when].uses_now)
        next = earlier(next, times().of_outcome(alternative.when));
    }
    return next;
  }

  [[nodiscard]] NextChange of_placeholders(const Reasons& reasons) {
    NextChange next;
    for (const auto& reason : reasons) {
      for (const auto& placeholder : plan_.order.placeholders(reason.text_rule)) {
        const bool definition = placeholder.kind == check::Template::Piece::Kind::definition;
        if (!definition || !(*plan_.rules)[plan_.rules->definitions[placeholder.index].root].uses_now)
          continue;
        next = earlier(next, times().of_placeholder(placeholder.index));
      }
    }
    return next;
  }

  /// How long some of the triggers stays one; nothing where none can be seen.
  [[nodiscard]] std::optional<NextChange> some_stays(const std::vector<const ReasonTrigger*>& triggers,
                                                     Nanoseconds instant) {
    std::optional<NextChange> last;
    for (const auto* const trigger : triggers) {
      limits_.charge(1);
      const auto& rule = plan_.rules->rules[trigger->rule];
      if (!is_active(rule, instant)) continue;
      const auto stays = trigger_stays(*trigger, instant);
      if (!stays) continue;
      const auto next = rule.active_until ? earlier(*stays, {*rule.active_until, false, false}) : *stays;
      last = last ? later(*last, next) : next;
      if (!last->comes()) break;
    }
    return last;
  }

  /// One that may match, had no error come, and would do so first.
  [[nodiscard]] std::optional<std::uint32_t> erring_segment() const {
    if (!plan_.time.segments) return std::nullopt;
    for (std::uint32_t index = 0; index < segment_; ++index) {
      if (!present_->segments[index] && segment_errs(index)) return index;
    }
    return std::nullopt;
  }
  /// Whether the rule may hit, had no error come.
  [[nodiscard]] bool may_hit(std::uint32_t rule) const {
    return (plan_.time.segments || plan_.time.conditions[rule]) && !present_->rules[rule] && rule_errs(rule);
  }
  [[nodiscard]] bool segment_errs(std::uint32_t index) const {
    return errs(plan_.rules->segments[index].when, plan_.program->segment_condition(index),
                program::Context::base);
  }
  [[nodiscard]] bool rule_errs(std::uint32_t index) const {
    return errs(plan_.rules->rules[index].when, plan_.program->rule_condition(index),
                program::Context::segment);
  }
  [[nodiscard]] bool is_in_force(std::uint32_t index, Nanoseconds instant) const {
    const auto& rule = plan_.rules->rules[index];
    return is_active(rule, instant) && !plan_.order.waives(segment_, rule.code);
  }
  /// Whether a condition is unknown, and by no fact that is missing.
  [[nodiscard]] bool errs(check::NodeId when, program::ValueId condition, program::Context context) const {
    if (condition == program::no_value || !source_.results->has(condition)) return false;
    if (source_.results->truth(condition).is_known(source_.row)) return false;
    limits_.charge(100);
    std::vector<MissingInput> missing, errors;
    Evidence(source_, plan_.element_nodes, context).add_missing_inputs(when, missing, errors);
    return missing.empty();
  }

  /// Whether a trigger whose condition time does not change is one.
  [[nodiscard]] bool still_holds(const ReasonTrigger& trigger) const {
    const auto holds = holding(trigger.rule);
    return (trigger.on_hit && holds == Holding::hit) || (trigger.on_unknown && holds == Holding::undecided);
  }
  [[nodiscard]] std::optional<NextChange> trigger_stays(const ReasonTrigger& trigger, Nanoseconds instant) {
    if (!plan_.time.conditions[trigger.rule])
      return still_holds(trigger) ? std::optional(NextChange{}) : std::nullopt;
    const auto when = plan_.rules->rules[trigger.rule].when;
    const Reading reading = times().forecast().at(when, instant);
    if ((trigger.on_hit && reading.is(true)) || (trigger.on_unknown && reading.undecided()))
      return reading.until;
    // Why it is unknown is seen in the run alone.
    if (!trigger.on_hit || !reading.undecided() || instant != now_ || !may_hit(trigger.rule))
      return std::nullopt;
    return earlier(reading.until, times().of_parts(when));
  }

  TimeCandidates& times() {
    if (!times_) times_.emplace(plan_, source_, program::Context::segment, now_, limits_);
    return *times_;
  }

  const Plan& plan_;
  const RowSource& source_;
  Nanoseconds now_;
  SearchLimits& limits_;
  const PresentErrors* present_;
  std::uint32_t segment_;
  std::optional<TimeCandidates> times_;
};

// One profile at one instant after another.
class ProbeInstant {
 public:
  ProbeInstant(const Plan& plan, const RowSource& origin, SearchLimits& limits, values::ScratchMemory& memory)
      : plan_(plan),
        slice_(origin.results->facts(), origin.row),
        limits_(limits),
        memory_(memory),
        source_(origin) {
    source_.row = 0;
  }

  void move_to(Nanoseconds instant, Detail detail) {
    results_.reset();
    memory_.reset();
    engine::RunOptions options;
    options.part = engine::Part::every;
    results_.emplace(engine::run(*plan_.program, slice_.views(), 1, instant, options, memory_));
    source_.results = &*results_;
    limits_.charge_run(source_);
    BatchVerdicts(plan_, *results_, instant, memory_).decide(detail, {&decision_, 1});
  }

  [[nodiscard]] const RowSource& source() const { return source_; }
  [[nodiscard]] const DecisionData& decision() const { return decision_; }

 private:
  const Plan& plan_;
  RowSlice slice_;
  SearchLimits& limits_;
  values::ScratchMemory& memory_;
  std::optional<engine::Results> results_;
  RowSource source_;
  DecisionData decision_;
};

class Search {
 public:
  Search(const Plan& plan, const RowSource& source, Nanoseconds now, SearchLimits& limits,
         values::ScratchMemory& memory)
      : plan_(plan), source_(source), now_(now), limits_(limits), memory_(memory) {}

  std::optional<Nanoseconds> valid_until(const DecisionData& decision, const NextChange& bounds) {
    auto next = earlier(ChangeForecast(plan_, source_, now_, limits_).of_decision(decision), bounds);
    for (bool blind = false; next.comes(); blind = next.nanosecond) {
      if (ends_before(next, blind)) return next.at;
      auto& probe = probe_at(next.at, Detail::reasons);
      if (!same_decision(probe.decision(), decision)) return next.at;
      VerdictBounds found{decision.verdict, decision.verdict, {}, {}};
      if (leaves_open(plan_, probe.source()))
        found = find_bounds(plan_, probe.source(), next.at, memory_, &limits_);
      if (found.best != decision.best || found.worst != decision.worst || found.needs != decision.needs)
        return next.at;
      next =
          earlier(ChangeForecast(plan_, probe.source(), next.at, limits_).of_decision(decision), found.next);
    }
    return std::nullopt;
  }

  std::optional<Nanoseconds> retry_at(Verdict verdict) {
    if (verdict == Verdict::visible) return std::nullopt;
    const PresentErrors errors = ChangeForecast(plan_, source_, now_, limits_).errors();
    auto next = ChangeForecast(plan_, source_, now_, limits_, &errors).of_verdict(verdict);
    for (bool blind = false; next.comes(); blind = next.nanosecond) {
      if (ends_before(next, blind)) return std::nullopt;
      auto& probe = probe_at(next.at, Detail::verdict);
      ChangeForecast forecast(plan_, probe.source(), next.at, limits_, &errors);
      if (probe.decision().verdict < verdict && !forecast.is_better_by_error(verdict)) return next.at;
      next = forecast.of_verdict(verdict);
    }
    return std::nullopt;
  }

  /// Whether an answer was cut short.
  [[nodiscard]] bool bounded() const { return bounded_; }

 private:
  // What changes each nanosecond is looked at once, and then not followed.
  [[nodiscard]] bool ends_before(const NextChange& next, bool blind) {
    const bool ends = limits_.end_before(next) || (next.nanosecond && blind);
    bounded_ = bounded_ || ends;
    return ends;
  }

  ProbeInstant& probe_at(Nanoseconds instant, Detail detail) {
    if (!probe_) probe_.emplace(plan_, source_, limits_, memory_);
    probe_->move_to(instant, detail);
    return *probe_;
  }

  const Plan& plan_;
  const RowSource& source_;
  Nanoseconds now_;
  SearchLimits& limits_;
  values::ScratchMemory& memory_;
  std::optional<ProbeInstant> probe_;
  bool bounded_ = false;
};

}  // namespace

void add_timing(const Plan& plan, const RowSource& source, Nanoseconds now, const NextChange& bounds,
                SearchLimits& limits, values::ScratchMemory& memory, DecisionData& decision) {
  decision.retry_at.reset();
  decision.valid_until.reset();
  decision.times_bounded = false;
  if (!plan.time.any) return;
  Search search(plan, source, now, limits, memory);
  if (decision.verdict != Verdict::visible) limits.leave_half();
  decision.valid_until = search.valid_until(decision, bounds);
  limits.leave_none();
  // Before it nothing changes; so the verdict gets no better, either.
  if (decision.valid_until) decision.retry_at = search.retry_at(decision.verdict);
  decision.times_bounded = search.bounded();
}

}  // namespace eligo::decide
