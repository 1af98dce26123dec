#include "decide/timing.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "decide/batch_verdicts.hpp"
#include "decide/bits.hpp"
#include "decide/bounds.hpp"
#include "decide/row_slice.hpp"
#include "decide/same_decision.hpp"
#include "decide/time_candidates.hpp"

namespace eligo::decide {

namespace {

using values::Nanoseconds;
using Grain = TimeCandidates::Grain;

enum class Holding : std::uint8_t { no, hit, undecided };

/// What a search for a better verdict begins with. Facts do not change with time, so what is known then
/// and unknown later is so by a run-time error, which makes nothing better: it counts as before.
struct Outset {
  std::uint32_t segment = 0;
  std::vector<bool> hits;  // by rule: those that hit
};

// Where a rule may change, seen from the run of one profile at one instant.
class Outlook {
 public:
  Outlook(const Plan& plan, const RowSource& source, Nanoseconds now, StepBudget& budget,
          const Outset* outset = nullptr)
      : plan_(plan), source_(source), now_(now), budget_(budget), outset_(outset) {}

  [[nodiscard]] Outset outset() const {
    Outset outset{segment(), std::vector<bool>(plan_.rules->rules.size())};
    for (std::uint32_t rule = 0; rule < outset.hits.size(); ++rule) {
      const bool may_change = plan_.time.conditions[rule] || plan_.time.segments;
      outset.hits[rule] =
          may_change && is_active(plan_.rules->rules[rule], now_) && holding(rule) == Holding::hit;
    }
    return outset;
  }

  /// Whether the verdict would be at least `verdict`, had no run-time error come since the outset.
  [[nodiscard]] bool is_better_by_error(Verdict verdict) const {
    if (outset_->segment != plan_.no_segment() &&
        !is_known(plan_.program->segment_condition(outset_->segment)))
      return true;
    for (const auto& ground : plan_.order.grounds) {
      if (verdict_of(ground.effect) < verdict) break;  // the most severe come first
      const bool erred = outset_->hits[ground.rule] && !is_known(ground.condition);
      if (erred && ground.on_hit != 0 && is_in_force(ground.rule)) return true;
    }
    return false;
  }

  [[nodiscard]] NextChange of_segment(const std::optional<std::uint32_t>& segment) {
    NextChange next;
    if (!plan_.time.segments) return next;
    const std::uint32_t count = segment ? *segment + 1 : plan_.no_segment();  // the first match wins
    TimeCandidates times(plan_, source_, program::Context::base, now_, Grain::outcome, budget_);
    for (std::uint32_t index = 0; index < count; ++index) {
      next = earlier(next, times.of_condition(plan_.rules->segments[index].when));
    }
    return next;
  }

  [[nodiscard]] Holding holding(std::uint32_t rule) const {
    const auto value = plan_.program->rule_condition(rule);
    if (value == program::no_value || !source_.results->has(value)) return Holding::no;
    const Bits condition(source_.results->truth(value));
    if (condition.is_true(source_.row)) return Holding::hit;
    if (outset_ != nullptr && outset_->hits[rule] && !condition.is_known(source_.row)) return Holding::hit;
    const bool fails_closed = plan_.rules->rules[rule].on_missing != check::Effect::skip;
    return !condition.is_known(source_.row) && fails_closed ? Holding::undecided : Holding::no;
  }

  /// The rule as a reason, or as none; `parts`: also what that reason shows of its condition.
  [[nodiscard]] NextChange of_rule(std::uint32_t index, bool parts) {
    const auto& rule = plan_.rules->rules[index];
    const auto holds = holding(index);
    if (holds == Holding::no && !plan_.time.conditions[index]) return {};
    if (rule.active_until && now_ >= *rule.active_until) return {};
    if (rule.active_from && now_ < *rule.active_from) return {*rule.active_from};
    NextChange next;
    if (plan_.time.conditions[index]) {
      next = times(parts && holds != Holding::no ? Grain::parts : Grain::outcome).of_condition(rule.when);
    }
    return rule.active_until ? earlier(next, {*rule.active_until}) : next;
  }

  [[nodiscard]] NextChange of_alternatives() {
    NextChange next;
    if (!plan_.time.alternatives) return next;
    for (const auto& alternative : plan_.rules->alternatives) {
      if ((*plan_.rules)[alternative.when].uses_now)
        next = earlier(next, times(Grain::outcome).of_condition(alternative.when));
    }
    return next;
  }

  [[nodiscard]] NextChange of_figures(const Reasons& reasons) {
    NextChange next;
    for (const auto& reason : reasons) {
      for (const auto& figure : plan_.order.figures[reason.text_rule]) {
        const bool definition = figure.kind == check::Template::Piece::Kind::definition;
        if (!definition || !(*plan_.rules)[plan_.rules->definitions[figure.index].root].uses_now) continue;
        next = earlier(next, times(Grain::outcome).of_figure(figure.index));
      }
    }
    return next;
  }

  /// Anything in the decision that was made of this run.
  [[nodiscard]] NextChange of_decision(const DecisionData& decision) {
    NextChange next = of_segment(decision.segment);
    for (const auto rule : plan_.time.rules) next = earlier(next, of_rule(rule, true));
    if (decision.verdict != Verdict::visible) next = earlier(next, of_alternatives());
    return earlier(next, earlier(of_figures(decision.reasons), of_figures(decision.waived)));
  }

  /// The verdict at this instant is at least `verdict`; it stays so as long as the segment and any one of
  /// the grounds for it do.
  [[nodiscard]] NextChange of_verdict(Verdict verdict) {
    const auto change = of_segment(segment() == plan_.no_segment() ? std::nullopt : std::optional(segment()));
    std::optional<NextChange> last;
    for (const auto& ground : plan_.order.grounds) {
      if (verdict_of(ground.effect) < verdict) break;  // the most severe come first
      if (!is_in_force(ground.rule)) continue;
      const auto holds = holding(ground.rule);
      if (!(ground.on_hit != 0 && holds == Holding::hit) &&
          !(ground.on_unknown != 0 && holds == Holding::undecided))
        continue;
      const auto next = of_rule(ground.rule, false);
      last = last ? later(*last, next) : next;
      if (!last->comes()) break;
    }
    return last ? earlier(change, *last) : change;
  }

 private:
  [[nodiscard]] std::uint32_t segment() const { return segment_at(plan_, *source_.results, source_.row); }
  [[nodiscard]] bool is_in_force(std::uint32_t index) const {
    const auto& rule = plan_.rules->rules[index];
    return is_active(rule, now_) && !plan_.order.waives(segment(), rule.code);
  }
  [[nodiscard]] bool is_known(program::ValueId condition) const {
    if (condition == program::no_value || !source_.results->has(condition)) return true;
    return Bits(source_.results->truth(condition)).is_known(source_.row);
  }

  TimeCandidates& times(Grain grain) {
    auto& times = grain == Grain::parts ? parts_ : outcomes_;
    if (!times) times.emplace(plan_, source_, program::Context::segment, now_, grain, budget_);
    return *times;
  }

  const Plan& plan_;
  const RowSource& source_;
  Nanoseconds now_;
  StepBudget& budget_;
  const Outset* outset_;
  std::optional<TimeCandidates> parts_, outcomes_;
};

// One profile at one instant after another.
class Moment {
 public:
  Moment(const Plan& plan, const RowSource& origin, StepBudget& budget, engine::ScratchMemory& memory)
      : plan_(plan), slice_(origin.views, origin.row), budget_(budget), memory_(memory), source_(origin) {
    source_.views = slice_.views();
    source_.row = 0;
  }

  void move_to(Nanoseconds instant, Detail detail) {
    results_.reset();
    memory_.reset();
    engine::RunOptions options;
    options.every_part = true;
    results_.emplace(engine::run(*plan_.program, source_.views, 1, instant, options, memory_));
    source_.results = &*results_;
    budget_.take_run(source_);
    const Facts facts{source_.views, source_.columns, 1};
    BatchVerdicts(plan_, facts, *results_, instant, memory_, source_.column_row)
        .decide(detail, {&decision_, 1});
  }

  [[nodiscard]] const RowSource& source() const { return source_; }
  [[nodiscard]] const DecisionData& decision() const { return decision_; }

 private:
  const Plan& plan_;
  RowSlice slice_;
  StepBudget& budget_;
  engine::ScratchMemory& memory_;
  std::optional<engine::Results> results_;
  RowSource source_;
  DecisionData decision_;
};

class Search {
 public:
  Search(const Plan& plan, const RowSource& source, Nanoseconds now, StepBudget& budget,
         engine::ScratchMemory& memory)
      : plan_(plan), source_(source), now_(now), budget_(budget), memory_(memory) {}

  std::optional<Nanoseconds> valid_until(const DecisionData& decision, const NextChange& bounds) {
    auto next = earlier(Outlook(plan_, source_, now_, budget_).of_decision(decision), bounds);
    for (bool blind = false; next.comes(); blind = next.nanosecond) {
      if (ends_at(next, blind)) return next.at;
      auto& moment = moment_at(next.at, Detail::reasons);
      if (!same_decision(moment.decision(), decision)) return next.at;
      VerdictBounds found{decision.verdict, decision.verdict, {}, {}};
      if (leaves_open(plan_, moment.source()))
        found = find_bounds(plan_, moment.source(), next.at, memory_, budget_);
      if (found.best != decision.best || found.worst != decision.worst || found.needs != decision.needs)
        return next.at;
      next = earlier(Outlook(plan_, moment.source(), next.at, budget_).of_decision(decision), found.next);
    }
    return std::nullopt;
  }

  std::optional<Nanoseconds> retry_at(Verdict verdict) {
    if (verdict == Verdict::visible) return std::nullopt;
    Outlook present(plan_, source_, now_, budget_);
    auto next = present.of_verdict(verdict);
    if (!next.comes()) return std::nullopt;
    const Outset outset = present.outset();
    for (bool blind = false; next.comes(); blind = next.nanosecond) {
      if (ends_at(next, blind)) return std::nullopt;
      auto& moment = moment_at(next.at, Detail::verdict);
      Outlook outlook(plan_, moment.source(), next.at, budget_, &outset);
      if (moment.decision().verdict < verdict && !outlook.is_better_by_error(verdict)) return next.at;
      next = outlook.of_verdict(verdict);
    }
    return std::nullopt;
  }

  /// Whether an answer was cut short.
  [[nodiscard]] bool bounded() const { return bounded_; }

 private:
  // What changes each nanosecond is looked at once, and then not followed.
  [[nodiscard]] bool ends_at(const NextChange& next, bool blind) {
    const bool ends = budget_.is_spent() || (next.nanosecond && blind) ||
                      (next.calendar && next.at - now_ > calendar_horizon);
    bounded_ = bounded_ || ends;
    return ends;
  }

  Moment& moment_at(Nanoseconds instant, Detail detail) {
    if (!moment_) moment_.emplace(plan_, source_, budget_, memory_);
    moment_->move_to(instant, detail);
    return *moment_;
  }

  const Plan& plan_;
  const RowSource& source_;
  Nanoseconds now_;
  StepBudget& budget_;
  engine::ScratchMemory& memory_;
  std::optional<Moment> moment_;
  bool bounded_ = false;
};

}  // namespace

void add_timing(const Plan& plan, const RowSource& source, Nanoseconds now, const NextChange& bounds,
                StepBudget& budget, engine::ScratchMemory& memory, DecisionData& decision) {
  decision.retry_at.reset();
  decision.valid_until.reset();
  decision.times_bounded = false;
  if (!plan.time.any) return;
  Search search(plan, source, now, budget, memory);
  decision.valid_until = search.valid_until(decision, bounds);
  // Before it nothing changes; so the verdict gets no better, either.
  if (decision.valid_until) decision.retry_at = search.retry_at(decision.verdict);
  decision.times_bounded = search.bounded();
}

}  // namespace eligo::decide
