#include "authoring/mutation/witness_search.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <span>
#include <utility>

#include "authoring/fixtures/observation.hpp"
#include "authoring/mutation/mutated_rule_set.hpp"

namespace eligo::authoring {

using check::CheckedRuleSet;
using check::NodeId;
using values::Nanoseconds;

namespace {

constexpr std::size_t most_instants = 8;      // of fixtures, for which boundaries are worked out
constexpr std::size_t rows_each = 4;          // of fixtures for which a rule holds, and does not
constexpr std::size_t most_single = 1'500;    // situations with one change
constexpr std::size_t random_together = 250;  // situations with several
constexpr std::size_t random_rounds = 8;
constexpr std::size_t most_timed = 200;           // situations whose times are looked at
constexpr std::size_t search_budget = 5'000'000;  // nodes, of all searches together
constexpr std::size_t least_searches = 20;

/// SplitMix64: the same numbers on every platform.
std::uint64_t next_random(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15U;
  std::uint64_t mixed = state;
  mixed = (mixed ^ mixed >> 30U) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ mixed >> 27U) * 0x94d049bb133111ebU;
  return mixed ^ mixed >> 31U;
}

/// FNV-1a.
std::uint64_t seed_of(const std::string& id) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

std::uint32_t code_of(const CheckedRuleSet& rules, const Change& change) {
  return rules.segments[change.owner].waives[change.index];
}

/// The rules and segments that a change is about, besides those that hang on nodes.
std::vector<Owner> owners_of(const CheckedRuleSet& rules, const NodeUses& uses, const Change& change) {
  std::vector<Owner> owners = uses.reach(change).owners;
  const bool of_segment =
      change.kind == Change::Kind::segment || change.kind == Change::Kind::waiver || change.of_override();
  if (change.of_rule()) owners.push_back({Owner::Kind::rule, change.owner});
  if (change.kind == Change::Kind::priority) {
    // Those that it changes places with.
    const check::Rule& moved = rules.rules[change.owner];
    for (std::uint32_t rule = 0; rule < rules.rules.size(); ++rule) {
      const check::Rule& beside = rules.rules[rule];
      if (beside.effect == moved.effect && beside.code != moved.code && beside.priority >= change.number &&
          beside.priority <= moved.priority)
        owners.push_back({Owner::Kind::rule, rule});
    }
  }
  if (of_segment) {
    for (std::uint32_t segment = 0; segment < rules.segments.size(); ++segment)
      owners.push_back({Owner::Kind::segment, segment});
  }
  if (change.kind == Change::Kind::waiver) {
    for (std::uint32_t rule = 0; rule < rules.rules.size(); ++rule) {
      if (rules.rules[rule].code == code_of(rules, change)) owners.push_back({Owner::Kind::rule, rule});
    }
  }
  if (change.kind == Change::Kind::segment) {
    // What it gives to params, and what it waives, matters to rules.
    for (const check::Segment::Override& override : rules.segments[change.owner].params) {
      Change param;
      param.kind = Change::Kind::param;
      param.owner = override.param;
      for (const Owner owner : uses.reach(param).owners) owners.push_back(owner);
    }
    for (const std::uint32_t code : rules.segments[change.owner].waives) {
      for (std::uint32_t rule = 0; rule < rules.rules.size(); ++rule) {
        if (rules.rules[rule].code == code) owners.push_back({Owner::Kind::rule, rule});
      }
    }
  }
  return owners;
}

NodeId root_of(const CheckedRuleSet& rules, Owner owner) {
  switch (owner.kind) {
    case Owner::Kind::definition: return rules.definitions[owner.index].root;
    case Owner::Kind::segment: return rules.segments[owner.index].when;
    case Owner::Kind::rule: return rules.rules[owner.index].when;
    case Owner::Kind::alternative: return rules.alternatives[owner.index].when;
  }
  return check::no_node;
}

}  // namespace

SearchSpace::SearchSpace(const Baseline& baseline) : baseline_(&baseline) {
  const FixtureRows& rows = baseline.rows();
  const CheckedRuleSet& rules = baseline.rules();
  const profiles::Schema& schema = baseline.decider().program().schema();
  for (const FixtureSource& source : rows.sources()) {
    for (Situation& situation : situations_of(schema, *source.file, source.fixtures))
      situations_.push_back(std::move(situation));
  }
  if (!rows.sources().empty()) bases_ = base_profiles_of(schema, *rows.sources().front().file, rules);
  for (const RowGroup& group : rows.groups()) {
    if (boundaries_.size() == most_instants) break;
    if (!boundaries_.contains(group.now)) boundaries_.emplace(group.now, boundaries_of(rules, group.now));
  }
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    if (boundaries_.contains(rows.fixture(row).now)) rows_.push_back(row);
  }
  std::ranges::stable_sort(rows_, {}, [&](std::uint32_t row) { return baseline.outcome(row).rules.size(); });
}

// Of the file that a witness is pasted into: the first.
std::optional<Nanoseconds> SearchSpace::file_now() const {
  const auto sources = baseline_->rows().sources();
  return sources.empty() ? std::nullopt : now_of(*sources.front().file);
}

std::size_t SearchSpace::most_searches() const {
  return std::max(least_searches, search_budget / (baseline_->rules().nodes.size() + 1));
}

std::vector<std::uint32_t> WitnessSearch::facts_of(const Change& change) const {
  const CheckedRuleSet& rules = baseline_->rules();
  std::set<std::uint32_t> facts;
  std::set<NodeId> seen;
  std::vector<NodeId> waiting;
  for (const Owner owner : owners_of(rules, *uses_, change)) waiting.push_back(root_of(rules, owner));
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    if (!seen.insert(id).second) continue;
    if (rules[id].kind == check::NodeKind::fact) facts.insert(rules[id].fact());
    for (const NodeId child : rules.children(rules[id])) waiting.push_back(child);
  }
  return {facts.begin(), facts.end()};
}

// Some for which what is changed holds, and some with little else that does.
std::vector<std::uint32_t> WitnessSearch::rows_for(const Change& change) const {
  std::vector<std::uint32_t> rows;
  const auto add = [&](std::uint32_t row) {
    if (std::ranges::find(rows, row) != rows.end()) return false;
    rows.push_back(row);
    return true;
  };
  const std::vector<Owner> owners = owners_of(baseline_->rules(), *uses_, change);
  std::size_t held = 0;
  for (const std::uint32_t row : space_->rows()) {
    if (held == rows_each) break;
    const Outcome& outcome = baseline_->outcome(row);
    const bool holds = std::ranges::any_of(owners, [&](Owner owner) {
      if (owner.kind == Owner::Kind::segment) return owner.index == outcome.segment;
      if (owner.kind == Owner::Kind::alternative)
        return std::ranges::binary_search(outcome.alternatives, owner.index);
      return owner.kind == Owner::Kind::rule &&
             std::ranges::binary_search(outcome.rules, owner.index, {}, &HeldRule::rule);
    });
    if (holds && add(row)) ++held;
  }
  std::size_t others = 0;
  for (const std::uint32_t row : space_->rows()) {
    if (others == rows_each) break;
    if (add(row)) ++others;
  }
  return rows;
}

std::vector<Situation> WitnessSearch::single_changes(const Task& task) const {
  std::vector<Situation> situations;
  for (const std::uint32_t row : task.rows) situations.push_back(space_->situation(row));
  for (const std::uint32_t row : task.rows) {
    const Situation& base = space_->situation(row);
    const Boundaries& boundaries = space_->boundaries(base.now);
    for (const std::uint32_t fact : task.facts) {
      for (const values::Value& value : boundaries.facts[fact]) {
        if (situations.size() == most_single) return situations;
        situations.push_back(base);
        situations.back().profile[fact] = value;
      }
    }
    for (const Nanoseconds instant : boundaries.instants) {
      if (situations.size() == most_single) return situations;
      situations.push_back(base);
      situations.back().now = instant;
    }
  }
  return situations;
}

std::vector<Situation> WitnessSearch::random_changes(const Task& task, std::uint64_t& seed) const {
  std::vector<Situation> situations;
  const auto below = [&seed](std::size_t count) {
    return static_cast<std::size_t>(next_random(seed) % count);
  };
  const std::size_t all_facts = baseline_->rules().facts.size();
  for (std::size_t i = 0; i < random_together; ++i) {
    Situation situation = space_->situation(task.rows[below(task.rows.size())]);
    const Boundaries& boundaries = space_->boundaries(situation.now);
    const std::size_t changes = 2 + below(3);
    for (std::size_t change = 0; change < changes; ++change) {
      const bool any = task.facts.empty() || below(8) == 0;
      if (any && all_facts == 0) break;
      const std::size_t fact = any ? below(all_facts) : task.facts[below(task.facts.size())];
      const std::vector<values::Value>& values = boundaries.facts[fact];
      if (!values.empty()) situation.profile[fact] = values[below(values.size())];
    }
    if (!boundaries.instants.empty() && below(4) == 0)
      situation.now = boundaries.instants[below(boundaries.instants.size())];
    situations.push_back(std::move(situation));
  }
  return situations;
}

std::vector<decide::DecisionData> WitnessSearch::decide(const decide::Decider& decider,
                                                        std::span<const Situation> situations,
                                                        Detail detail) {
  std::vector<decide::DecisionData> decisions(situations.size());
  const profiles::Schema schema = FixtureProfiles::schema_of(decider.program().schema());
  profiles::Batch batch(schema);
  for (std::size_t first = 0; first < situations.size();) {
    std::size_t end = first;
    batch.clear();
    memory_.reset();
    for (; end < situations.size() && situations[end].now == situations[first].now; ++end)
      append(situations[end].profile, schema, batch);
    decider.decide({batch.seal(), batch.rows()}, situations[first].now, detail, memory_,
                   std::span(decisions).subspan(first, end - first));
    first = end;
  }
  return decisions;
}

// What a fixture has to say so that it fails with the mutant.
std::optional<std::string> WitnessSearch::expectations(const decide::DecisionData& decision,
                                                       const decide::DecisionData& mutated,
                                                       Detail detail) const {
  constexpr std::array shallow{Aspect::verdict, Aspect::reasons, Aspect::segment,
                               Aspect::waived,  Aspect::review,  Aspect::alternatives};
  constexpr std::array deep{Aspect::missing, Aspect::retry_at, Aspect::valid_until};
  const CheckedRuleSet& rules = baseline_->rules();
  std::vector<Aspect> differing;
  const auto compare = [&](Aspect aspect) {
    if (observed(rules, decision, aspect, {}) != observed(rules, mutated, aspect, {}))
      differing.push_back(aspect);
  };
  for (const Aspect aspect : shallow) compare(aspect);
  if (detail == Detail::full && !decision.times_bounded && !mutated.times_bounded) {
    for (const Aspect aspect : deep) compare(aspect);
  }
  if (differing.empty()) return std::nullopt;
  std::string text = expectations_text(rules, decision);
  for (const Aspect aspect : differing) {
    const std::string key = "\"" + std::string(to_string(aspect)) + "\": ";
    if (text.find(key) != std::string::npos) continue;
    text.insert(text.rfind('}'), ", " + key + observed(rules, decision, aspect, {}));
  }
  return text;
}

std::optional<WitnessSearch::Found> WitnessSearch::try_all(const Task& task,
                                                           std::vector<Situation> situations, Detail detail) {
  // Together at one instant; the first one as given is taken.
  std::vector<std::size_t> order(situations.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return situations[i].now; });
  std::vector<Situation> sorted;
  sorted.reserve(order.size());
  for (const std::size_t i : order) sorted.push_back(std::move(situations[i]));
  const auto as_is = decide(baseline_->decider(), sorted, detail);
  const auto mutated = decide(*task.mutated, sorted, detail);
  std::size_t first = order.size();
  for (std::size_t i = 0; i < order.size(); ++i) {
    if ((first == order.size() || order[i] < order[first]) && expectations(as_is[i], mutated[i], detail))
      first = i;
  }
  if (first == order.size()) return std::nullopt;
  return Found{std::move(sorted[first]), *expectations(as_is[first], mutated[first], detail), detail};
}

// Takes back what is not needed, so that the fixture says as little as it can.
void WitnessSearch::simplify(const Task& task, Found& found) {
  const BaseProfile* nearest = nullptr;
  for (const BaseProfile& base : space_->bases()) {
    if (nearest == nullptr ||
        distance(base.profile, found.situation.profile) < distance(nearest->profile, found.situation.profile))
      nearest = &base;
  }
  const auto keep = [&](Situation simpler) {
    if (auto better = try_all(task, {std::move(simpler)}, found.detail)) found = std::move(*better);
  };
  if (const auto now = space_->file_now(); now && *now != found.situation.now) {
    Situation simpler = found.situation;
    simpler.now = *now;
    keep(std::move(simpler));
  }
  if (nearest == nullptr) return;
  for (std::size_t fact = 0; fact < nearest->profile.size(); ++fact) {
    const values::Value& usual = nearest->profile[fact];
    if (found.situation.profile[fact] == usual || (!usual.known() && !found.situation.profile[fact].known()))
      continue;
    Situation simpler = found.situation;
    simpler.profile[fact] = usual;
    keep(std::move(simpler));
  }
}

std::optional<std::string> WitnessSearch::find(const Mutant& mutant) {
  Task task;
  task.rows = rows_for(mutant.change);
  if (task.rows.empty()) return std::nullopt;
  task.facts = facts_of(mutant.change);
  const auto decider =
      mutated_decider(baseline_->rules(), *uses_, mutant.change, baseline_->decider().program().limits());
  task.mutated = decider.get();
  const std::vector<Situation> singles = single_changes(task);
  std::optional<Found> found = try_all(task, singles, Detail::codes);
  std::uint64_t seed = seed_of(mutant.id);
  for (std::size_t round = 0; round < random_rounds && !found; ++round)
    found = try_all(task, random_changes(task, seed), Detail::codes);
  if (!found) {
    const auto some = std::span(singles).first(std::min(singles.size(), most_timed));
    found = try_all(task, {some.begin(), some.end()}, Detail::full);
  }
  if (!found) return std::nullopt;
  simplify(task, *found);
  WrittenFixture written;
  written.name = "notices: " + mutant.id;
  written.situation = &found->situation;
  written.with_now = found->situation.now != space_->file_now().value_or(0);
  written.expectations = std::move(found->expectations);
  return fixture_text(baseline_->rules(), space_->bases(), written);
}

}  // namespace eligo::authoring
