#include "authoring/coverage/coverage_search.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "authoring/search/assignment.hpp"

namespace eligo::authoring {

namespace {

using values::Value;

constexpr std::size_t batch_rows = 1'000;
constexpr std::size_t most_values = 16;    // of a scalar fact that are tried with each profile
constexpr std::size_t most_lists = 400;    // of a list
constexpr std::size_t most_pairs = 4'000;  // of values of two facts, with each profile
constexpr std::size_t most_pair_profiles = 4;
constexpr int most_keys = 2'000;  // of a rollout

}  // namespace

CoverageSearch::CoverageSearch(const check::CheckedRuleSet& rules, const program::Program& program,
                               const Obligations& obligations, Measurement& measurement,
                               std::function<Situation(std::size_t)> measured, values::Nanoseconds now)
    : rules_(&rules),
      program_(&program),
      obligations_(&obligations),
      measurement_(&measurement),
      now_(now),
      boundaries_(boundaries_of(rules, now)),
      params_(parameter_values(rules)),
      begun_(measurement.situations()),
      measured_(std::move(measured)) {}

void CoverageSearch::add(Situation candidate) {
  std::vector<Situation>& batch = waiting_[candidate.now];
  const values::Nanoseconds now = candidate.now;
  batch.push_back(std::move(candidate));
  if (batch.size() >= batch_rows) flush(now);
}

void CoverageSearch::flush(values::Nanoseconds now) {
  std::vector<Situation>& batch = waiting_[now];
  if (batch.empty() || done()) return batch.clear();
  const std::size_t first = measurement_->situations();
  const std::vector<std::size_t> news = measurement_->measure(batch);
  evaluations_ += batch.size();
  for (const std::size_t place : news) {
    kept_.emplace(first + place, std::move(batch[place]));
    pool_.push_back(first + place);
  }
  batch.clear();
}

void CoverageSearch::flush() {
  for (auto& [now, batch] : waiting_) flush(now);
  waiting_.clear();
}

void CoverageSearch::make_plain() {
  Situation plain{{}, now_}, empty{{}, now_};
  for (const auto& values : boundaries_.facts) {
    plain.profile.push_back(values.front());
    empty.profile.push_back({values::Unknown{values::Cause::absent}});
  }
  // Nothing of what the rules ask about, as far as that can be had.
  Assignment assignment(*rules_, boundaries_, params_[0], plain);
  for (const check::Rule& rule : rules_->rules) assignment.make(rule.when, Truth::no);
  plain_ = assignment.situation();
  add(plain_);
  add(plain);
  add(empty);
  flush();
}

void CoverageSearch::search() {
  if (measurement_->reached() == obligations_->all.size()) return;
  std::vector<std::size_t> begin;
  if (begun_ > 0) {
    kept_.emplace(0, measured_(0));
    begin.push_back(0);
    pool_.push_back(0);
  }
  make_plain();
  for (const std::size_t number : pool_) {
    if (std::ranges::find(begin, number) == begin.end() && begin.size() < 4) begin.push_back(number);
  }
  for (const std::size_t number : begin) try_goals(Situation(kept_.at(number)));
  flush();
  try_keys(plain_);
  for (std::size_t at = 0; at < pool_.size() && !done(); ++at) {
    if (measurement_->reached() == obligations_->all.size()) return;
    const Situation from = kept_.at(pool_[at]);
    try_neighbours(from);
    try_relative(from);
    if (at < most_pair_profiles) try_pairs(from);
    flush();
  }
}

void CoverageSearch::try_goals(const Situation& from) {
  for (std::size_t i = 0; i < obligations_->all.size(); ++i) {
    if (measurement_->reached(i)) continue;
    for (const auto& params : params_) try_goal(obligations_->all[i], from, params);
  }
}

void CoverageSearch::try_goal(const Obligation& obligation, const Situation& from,
                              std::span<const ParameterValue> params) {
  using Kind = Obligation::Kind;
  const auto begin = [&] { return Assignment(*rules_, boundaries_, params, from); };
  if (obligation.kind == Kind::window) {
    const check::Rule& rule = rules_->rules[obligation.part];
    Situation moved = from;
    switch (obligation.window) {
      case Obligation::Window::before: moved.now = *rule.active_from - values::nanoseconds_per_second; break;
      case Obligation::Window::first: moved.now = *rule.active_from; break;
      case Obligation::Window::last: moved.now = *rule.active_until - values::nanoseconds_per_second; break;
      case Obligation::Window::after: moved.now = *rule.active_until; break;
    }
    return add(std::move(moved));
  }
  if (obligation.kind == Kind::list) {
    for (check::NodeId id = 0; id < rules_->nodes.size(); ++id) {
      const check::Node& node = (*rules_)[id];
      if (node.kind != check::NodeKind::list_member || node.list() != obligation.list) continue;
      Assignment assignment = begin();
      assignment.make(id, obligation.truth);
      add(assignment.situation());
    }
    return;
  }
  const auto into_segment = [&](Assignment& assignment, std::uint32_t segment) {
    for (std::uint32_t i = 0; i < segment; ++i) assignment.make(rules_->segments[i].when, Truth::no);
    assignment.make(rules_->segments[segment].when, Truth::yes);
  };
  if (obligation.kind == Kind::waiver) {
    for (const check::Rule& rule : rules_->rules) {
      if (rule.code != obligation.part) continue;
      Assignment assignment = begin();
      assignment.make(rule.when, Truth::yes);
      into_segment(assignment, obligation.list);
      if (rule.active_from) assignment.set_now(*rule.active_from);
      add(assignment.situation());
    }
    return;
  }
  const MeasuredCondition& measured = obligations_->conditions[obligation.condition];
  const bool body = measured.comprehension != check::no_node;
  const auto make = [&](const auto& change) {
    Assignment assignment = begin();
    if (body) assignment.begin_element(measured.comprehension);
    change(assignment);
    if (body) assignment.end_element(measured.comprehension, 1);
    if (measured.owner == ConditionOwner::rule) {
      const check::Rule& rule = rules_->rules[measured.index];
      if (rule.active_from) assignment.set_now(*rule.active_from);
    }
    add(assignment.situation());
  };
  switch (obligation.kind) {
    case Kind::outcome:
      make([&](Assignment& assignment) {
        assignment.make(measured.root, obligation.truth);
        if (measured.owner == ConditionOwner::segment && !body && obligation.truth == Truth::yes)
          into_segment(assignment, measured.index);
      });
      return;
    case Kind::part:
      make([&](Assignment& assignment) {
        assignment.make_decisive(measured.root, measured.tree.parts()[obligation.part].node,
                                 obligation.truth);
      });
      return;
    case Kind::mcdc:
      for (const Truth truth : {Truth::yes, Truth::no}) {
        make([&](Assignment& assignment) {
          assignment.make_decisive(measured.root, measured.tree.parts()[obligation.part].node, truth);
        });
      }
      return;
    case Kind::threshold:
    case Kind::waiver:
    case Kind::list:
    case Kind::window: return;
  }
}

void CoverageSearch::try_neighbours(const Situation& from) {
  for (std::uint32_t fact = 0; fact < from.profile.size(); ++fact) {
    if (!program_->schema().facts[fact].used) continue;
    const auto& values = boundaries_.facts[fact];
    const std::size_t most = rules_->facts[fact].type.kind == values::Kind::list ? most_lists : most_values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i >= most && i + 1 < values.size()) continue;  // the last one is that there is none
      if (values[i] == from.profile[fact]) continue;
      Situation next = from;
      next.profile[fact] = values[i];
      add(std::move(next));
    }
  }
  if (pool_.size() > 1 && from != kept_.at(pool_.front())) return;
  for (const values::Nanoseconds instant : boundaries_.instants) {
    Situation next = from;
    next.now = instant;
    add(std::move(next));
  }
}

void CoverageSearch::try_relative(const Situation& from) {
  for (std::size_t i = 0; i < obligations_->all.size(); ++i) {
    const Obligation& obligation = obligations_->all[i];
    const bool about_part =
        obligation.kind == Obligation::Kind::part || obligation.kind == Obligation::Kind::mcdc ||
        obligation.kind == Obligation::Kind::outcome || obligation.kind == Obligation::Kind::threshold;
    if (measurement_->reached(i) || !about_part) continue;
    const MeasuredCondition& measured = obligations_->conditions[obligation.condition];
    for (const ConditionTree::Part& part : measured.tree.parts()) {
      const check::Node& node = (*rules_)[part.node];
      if (node.kind != check::NodeKind::call || !check::is_comparison(node.function)) continue;
      for (const auto& params : params_) {
        const auto operands = rules_->nodes.operands(node);
        const auto left = linear_sum(*rules_, operands[0], params);
        const auto right = linear_sum(*rules_, operands[1], params);
        if (!left || !right) continue;
        const LinearSum sum = difference(*left, *right);
        for (const LinearSum::Term& term : sum.terms) {
          if (term.variable.kind != Variable::Kind::slot || term.variable.slot.part != Slot::itself) continue;
          long double rest = sum.constant;
          for (const LinearSum::Term& other : sum.terms) {
            if (other.variable == term.variable) continue;
            std::optional<long double> value;
            if (other.variable.kind == Variable::Kind::now) value = static_cast<long double>(from.now);
            if (other.variable.kind == Variable::Kind::slot && other.variable.slot.part == Slot::itself)
              value = number_of(from.profile[other.variable.slot.fact]);
            if (other.variable.kind == Variable::Kind::size) {
              const auto fact = listed_fact(*rules_, other.variable.sized);
              const auto* list = fact ? std::get_if<values::List>(&from.profile[*fact].content) : nullptr;
              if (list != nullptr) value = static_cast<long double>(list->size());
            }
            rest += other.factor * value.value_or(0);
          }
          const Slot slot = term.variable.slot;
          const auto threshold = value_of(-rest / term.factor, type_of(*rules_, slot).kind);
          const Decimals decimals = std::fabs(term.factor) == 1 ? sum.decimals : std::nullopt;
          const auto step = threshold ? step_of(*rules_, slot, *threshold, decimals) : std::nullopt;
          for (const int steps : {0, -1, 1}) {
            const auto value = step ? moved(*threshold, *step, steps) : std::nullopt;
            const check::Range& range = range_of(*rules_, slot);
            const auto number = value ? number_of(*value) : std::nullopt;
            if (!number || (range.lowest && *number < *number_of(*range.lowest)) ||
                (range.highest && *number > *number_of(*range.highest)))
              continue;
            Situation next = from;
            next.profile[slot.fact] = *value;
            add(std::move(next));
          }
        }
      }
    }
  }
}

std::vector<std::uint32_t> CoverageSearch::facts_of(const Obligation& obligation) const {
  std::set<std::uint32_t> facts;
  std::set<check::NodeId> seen;
  const auto walk = [&](const auto& self, check::NodeId id) -> void {
    if (!seen.insert(id).second) return;
    const check::Node& node = (*rules_)[id];
    if (node.kind == check::NodeKind::fact) facts.insert(node.fact());
    for (const check::NodeId child : rules_->children(node)) self(self, child);
  };
  switch (obligation.kind) {
    case Obligation::Kind::outcome:
    case Obligation::Kind::part:
    case Obligation::Kind::mcdc:
    case Obligation::Kind::threshold: {
      const MeasuredCondition& measured = obligations_->conditions[obligation.condition];
      walk(walk, measured.root);
      if (measured.comprehension != check::no_node) walk(walk, measured.comprehension);
      break;
    }
    case Obligation::Kind::waiver:
      walk(walk, rules_->segments[obligation.list].when);
      for (const check::Rule& rule : rules_->rules) {
        if (rule.code == obligation.part) walk(walk, rule.when);
      }
      break;
    case Obligation::Kind::list:
    case Obligation::Kind::window: break;
  }
  return {facts.begin(), facts.end()};
}

void CoverageSearch::try_keys(const Situation& from) {
  std::set<std::uint32_t> keys;
  for (const check::Node& node : rules_->nodes) {
    if (node.kind != check::NodeKind::call || node.function != check::Function::rollout) continue;
    const auto slot = slot_of(*rules_, rules_->nodes.operands(node)[0]);
    if (slot && slot->part == Slot::itself) keys.insert(slot->fact);
  }
  for (const std::uint32_t fact : keys) {
    const bool text = rules_->facts[fact].type.kind == values::Kind::string;
    for (int i = 1; i <= most_keys; ++i) {
      Situation next = from;
      next.profile[fact] = text ? Value{"u" + std::to_string(i)} : Value{std::int64_t{i}};
      add(std::move(next));
    }
  }
  flush();
}

void CoverageSearch::try_pairs(const Situation& from) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> tried;
  for (std::size_t i = 0; i < obligations_->all.size(); ++i) {
    if (measurement_->reached(i)) continue;
    const std::vector<std::uint32_t> facts = facts_of(obligations_->all[i]);
    for (std::size_t one = 0; one < facts.size(); ++one) {
      for (std::size_t other = one + 1; other < facts.size(); ++other) {
        if (!tried.emplace(facts[one], facts[other]).second) continue;
        std::size_t count = 0;
        for (const Value& left : boundaries_.facts[facts[one]]) {
          for (const Value& right : boundaries_.facts[facts[other]]) {
            if (++count > most_pairs || done()) break;
            Situation next = from;
            next.profile[facts[one]] = left;
            next.profile[facts[other]] = right;
            add(std::move(next));
          }
        }
      }
    }
    flush();
  }
}

Situation CoverageSearch::situation(std::size_t number) const {
  return number < begun_ ? measured_(number) : kept_.at(number);
}

Situation CoverageSearch::nearest(std::size_t obligation, const Situation& found,
                                  std::span<const Situation> from, const Situation* partner) const {
  const Situation* start = nullptr;
  std::size_t least = 0;
  for (const Situation& one : from) {
    const std::size_t far = distance(one.profile, found.profile) + (one.now == found.now ? 0U : 1U);
    if (start != nullptr && far >= least) continue;
    start = &one;
    least = far;
  }
  if (start == nullptr) return found;
  // With everything else left out, what is measured says whether that one is reached still.
  Measurement alone(*rules_, *program_, *obligations_);
  for (std::size_t i = 0; i < obligations_->all.size(); ++i) {
    if (i != obligation) alone.leave_out(i);
  }
  const auto reaches = [&](const Situation& situation) {
    alone.restart();
    if (partner != nullptr) static_cast<void>(alone.measure(std::span(partner, 1)));
    static_cast<void>(alone.measure(std::span(&situation, 1)));
    return alone.reached(obligation);
  };
  Situation near = found;
  if (near.now != start->now) {
    Situation tried = near;
    tried.now = start->now;
    if (reaches(tried)) near = std::move(tried);
  }
  for (std::size_t fact = 0; fact < near.profile.size(); ++fact) {
    if (near.profile[fact] == start->profile[fact]) continue;
    Situation tried = near;
    tried.profile[fact] = start->profile[fact];
    if (reaches(tried)) near = std::move(tried);
  }
  return near;
}

}  // namespace eligo::authoring
