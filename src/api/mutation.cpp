#include <eligo/mutation.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "api/fixture_content.hpp"
#include "authoring/mutation/mutation_report.hpp"

namespace eligo {

struct MutationReport::State {
  FixtureReport fixtures;  // what `mutated` refers to
  std::vector<authoring::MutatedRuleSet> mutated;
  std::vector<Mutation> rule_sets;
};

namespace {

Mutant::State state_of(authoring::MutantState state) {
  switch (state) {
    case authoring::MutantState::killed: return Mutant::State::killed;
    case authoring::MutantState::survived: return Mutant::State::survived;
    case authoring::MutantState::possibly_equivalent: return Mutant::State::possibly_equivalent;
    case authoring::MutantState::not_searched: return Mutant::State::not_searched;
    case authoring::MutantState::exempt: return Mutant::State::exempt;
    case authoring::MutantState::wrongly_exempt: return Mutant::State::wrongly_exempt;
  }
  return Mutant::State::not_searched;
}

Mutation mutation_of(const authoring::MutatedRuleSet& mutated) {
  Mutation mutation;
  mutation.rules = mutated.path;
  mutation.same = mutated.results.same;
  mutation.unknown_exemptions = mutated.results.unknown_exemptions;
  for (const authoring::MutantResult& result : mutated.results.mutants) {
    Mutant& mutant = mutation.mutants.emplace_back();
    mutant.id = result.mutant.id;
    mutant.mistake = result.mutant.mistake;
    mutant.place = result.mutant.owner;
    mutant.pointer = result.mutant.pointer;
    mutant.operator_name = authoring::to_string(result.mutant.kind);
    mutant.state = state_of(authoring::state_of(result));
    if (result.killer) mutant.killed_by = authoring::killer_of(mutated, result).name;
    mutant.witness = result.witness.value_or("");
    mutant.reason = result.exempt.value_or("");
  }
  return mutation;
}

}  // namespace

std::string_view to_string(Mutant::State state) noexcept {
  switch (state) {
    case Mutant::State::killed: return "killed";
    case Mutant::State::survived: return "survived";
    case Mutant::State::possibly_equivalent: return "possibly_equivalent";
    case Mutant::State::not_searched: return "not_searched";
    case Mutant::State::exempt: return "exempt";
    case Mutant::State::wrongly_exempt: return "wrongly_exempt";
  }
  return "";
}

std::size_t Mutation::count(Mutant::State state) const noexcept {
  return static_cast<std::size_t>(std::ranges::count(mutants, state, &Mutant::state));
}

double Mutation::score() const noexcept {
  const std::size_t counted =
      mutants.size() - count(Mutant::State::exempt) - count(Mutant::State::wrongly_exempt);
  const std::size_t thousandths = counted == 0 ? 1'000 : count(Mutant::State::killed) * 1'000 / counted;
  return static_cast<double>(thousandths) / 10;
}

MutationReport try_mutants(const FixtureReport& fixtures, const MutationOptions& options) {
  if (options.threads == 0) throw std::invalid_argument("mutants need a thread");
  if (!fixtures.failures().empty())
    throw std::invalid_argument("fixtures tell of mutants only where all of them pass without");
  authoring::MutationOptions how;
  how.threads = options.threads;
  how.rule = options.rule;
  how.witnesses = options.witnesses;
  auto state = std::make_shared<MutationReport::State>(MutationReport::State{fixtures, {}, {}});
  state->mutated = authoring::mutate(api::FixtureContent::tested(fixtures), how);
  for (const authoring::MutatedRuleSet& mutated : state->mutated)
    state->rule_sets.push_back(mutation_of(mutated));
  return MutationReport(std::move(state));
}

const std::vector<Mutation>& MutationReport::rule_sets() const { return state_->rule_sets; }
std::string MutationReport::text() const { return authoring::mutation_text(state_->mutated, false); }
std::string MutationReport::json() const { return authoring::mutation_json(state_->mutated); }
std::string MutationReport::html() const { return authoring::mutation_page(state_->mutated); }

}  // namespace eligo
