#include "authoring/mutation/mutation_run.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "authoring/mutation/mutant_finder.hpp"
#include "authoring/mutation/mutant_trial.hpp"
#include "authoring/mutation/node_uses.hpp"
#include "authoring/mutation/parallel.hpp"
#include "authoring/mutation/witness_search.hpp"

namespace eligo::authoring {

namespace {

constexpr std::size_t mutants_together = 256;  // in one program

/// Whether the mutant changes what the rule says, by itself or by what the rule uses.
bool concerns(const check::CheckedRuleSet& rules, const NodeUses& uses, const Mutant& mutant,
              const std::string& rule) {
  if (mutant.owner == "rule " + rule) return true;
  const Reach reach = uses.reach(mutant.change);
  return std::ranges::any_of(reach.owners, [&](const Owner& owner) {
    return owner.kind == Owner::Kind::rule && rules.rules[owner.index].id == rule;
  });
}

struct Search {
  bool made = false;
  std::optional<std::string> witness;
};

/// Looks for profiles that would notice the mutants that fixtures do not, one for each mutant.
std::vector<Search> search_witnesses(const Baseline& baseline, const NodeUses& uses,
                                     const std::vector<Mutant>& mutants, const std::vector<Trial>& trials,
                                     const MutationOptions& options) {
  std::vector<Search> searches(mutants.size());
  std::vector<std::size_t> living;
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    if (!trials[i].same && !trials[i].killer) living.push_back(i);
  }
  if (!options.witnesses || living.empty() || baseline.rows().size() == 0) return searches;
  // What is claimed of them has to be tried.
  std::stable_partition(living.begin(), living.end(),
                        [&](std::size_t i) { return options.exempt.contains(mutants[i].id); });
  const SearchSpace space(baseline);
  living.resize(std::min(living.size(), space.most_searches()));
  run_parallel(living.size(), options.threads, [&] {
    return [&, search = std::make_shared<WitnessSearch>(baseline, uses, space)](std::size_t i) {
      searches[living[i]] = {true, search->find(mutants[living[i]])};
    };
  });
  return searches;
}

}  // namespace

MutationResults run_mutants(const decide::Decider& decider, std::span<const FixtureSource> sources,
                            const MutationOptions& options) {
  const check::CheckedRuleSet& rules = decider.rules();
  const FixtureRows rows(sources);
  const Baseline baseline(decider, rows);
  const NodeUses uses(rules);
  std::vector<Mutant> mutants = find_mutants(rules);
  if (!options.rule.empty()) {
    std::erase_if(mutants,
                  [&](const Mutant& mutant) { return !concerns(rules, uses, mutant, options.rule); });
  }

  std::vector<Trial> trials(mutants.size());
  const std::size_t chunks = (mutants.size() + mutants_together - 1) / mutants_together;
  run_parallel(chunks, options.threads, [&] {
    return [&, runner = std::make_shared<TrialRunner>(baseline, uses)](std::size_t chunk) {
      const std::size_t first = chunk * mutants_together;
      const std::size_t count = std::min(mutants_together, mutants.size() - first);
      std::ranges::move(runner->run(std::span(mutants).subspan(first, count)),
                        trials.begin() + static_cast<std::ptrdiff_t>(first));
    };
  });
  run_parallel(mutants.size(), options.threads, [&] {
    return [&](std::size_t i) {
      Trial& trial = trials[i];
      if (!trial.same && !trial.killer) trial.killer = first_failing(baseline, uses, mutants[i], trial.open);
    };
  });

  const std::vector<Search> searches = search_witnesses(baseline, uses, mutants, trials, options);
  MutationResults results;
  if (options.rule.empty()) {
    std::set<std::string_view> ids;
    for (const Mutant& mutant : mutants) ids.insert(mutant.id);
    for (const auto& [id, reason] : options.exempt) {
      if (!ids.contains(id)) results.unknown_exemptions.push_back(id);
    }
  }
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    if (trials[i].same) {
      ++results.same;
      continue;
    }
    MutantResult result;
    result.witness = searches[i].witness;
    result.searched = searches[i].made;
    const auto reason = options.exempt.find(mutants[i].id);
    if (reason != options.exempt.end()) result.exempt = reason->second;
    if (trials[i].killer) result.killer = rows[*trials[i].killer];
    result.mutant = std::move(mutants[i]);
    results.mutants.push_back(std::move(result));
  }
  return results;
}

}  // namespace eligo::authoring
