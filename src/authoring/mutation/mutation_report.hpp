#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/fixtures/test_run.hpp"
#include "authoring/mutation/mutation_run.hpp"

namespace eligo::authoring {

/// The mutants of a rule set, tried with the fixtures of all files that test it. Refers to those.
struct MutatedRuleSet {
  std::filesystem::path path;  ///< of the rule set
  std::shared_ptr<const decide::Decider> decider;
  std::vector<FixtureSource> sources;
  MutationResults results;
};

/// Tries the mutants of each rule set that files test, in the order of the files. All of their fixtures have
/// passed.
[[nodiscard]] std::vector<MutatedRuleSet> mutate(std::span<const TestedFile> tested,
                                                 const MutationOptions& options);

/// Counts over mutants; those that came to the same program are not among them.
struct MutationTotals {
  std::size_t mutants = 0, killed = 0, exempt = 0, same = 0;
  /// Exempt, but noticed by a fixture, or a profile was found that would be; or no mutant at all.
  std::size_t wrongly_exempt = 0;

  [[nodiscard]] std::size_t counted() const { return mutants - exempt; }
  /// Whether so many in a hundred of those that count are killed.
  [[nodiscard]] bool reaches(double percent) const;
  /// `98.4%`, as `text::score` has it.
  [[nodiscard]] std::string score() const;
};
/// Counts a mutant, too.
void add(MutationTotals& totals, const MutantResult& result);
[[nodiscard]] MutationTotals totals(const MutationResults& results);
[[nodiscard]] MutationTotals totals(std::span<const MutatedRuleSet> mutated);

enum class MutantState : std::uint8_t {
  killed,
  survived,             ///< and a profile was found that would notice
  possibly_equivalent,  ///< none was found
  not_searched,         ///< none was looked for
  exempt,
  wrongly_exempt,  ///< a fixture notices, or a profile was found that would
};
[[nodiscard]] std::string_view to_string(MutantState state) noexcept;
[[nodiscard]] MutantState state_of(const MutantResult& result) noexcept;
/// The fixture that notices, of a mutant that one does.
[[nodiscard]] const Fixture& killer_of(const MutatedRuleSet& mutated, const MutantResult& result);

/// For people: a line a rule set, then each mutant that no fixture notices.
[[nodiscard]] std::string mutation_text(std::span<const MutatedRuleSet> mutated, bool color);
/// The same as a JSON object with all mutants.
[[nodiscard]] std::string mutation_json(std::span<const MutatedRuleSet> mutated);
/// The same as a page.
[[nodiscard]] std::string mutation_page(std::span<const MutatedRuleSet> mutated);

}  // namespace eligo::authoring
