#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/fixtures.hpp>

namespace eligo {

/// How mutants are tried.
struct MutationOptions {
  std::size_t threads = 1;  ///< the result is the same for any number
  std::string rule;         ///< only mutants that change what the rule of this id does; empty: all
  bool witnesses = true;    ///< look for profiles that would notice survivors
};

/// A rule set with one small mistake made on purpose, and what became of it. A plain value.
struct Mutant {
  enum class State : std::uint8_t {
    killed,               ///< a fixture fails with it
    survived,             ///< none does, and a profile was found with which one would
    possibly_equivalent,  ///< no such profile was found
    not_searched,         ///< none was looked for
    exempt,               ///< the fixtures say why it may live
    wrongly_exempt,       ///< exempt, but a fixture fails with it, or one could
  };
  std::string id;             ///< the same as long as what it changes is: exemptions name it
  std::string mistake;        ///< "600 were 601 in `credit.score < params.min_score`"
  std::string place;          ///< what it stands in: "rule credit.score"
  std::string pointer;        ///< JSON pointer of what is changed: `/rules/6/when`
  std::string operator_name;  ///< `threshold`, `comparison`, `connective`, …
  State state = State::not_searched;
  std::string killed_by;  ///< the name of a fixture that notices; empty: none does
  std::string witness;    ///< a fixture, as JSON, that would notice where none does; empty: none is known
  std::string reason;     ///< why it is exempt
};
[[nodiscard]] std::string_view to_string(Mutant::State state) noexcept;

/// The mutants of one rule set. A plain value.
struct Mutation {
  std::filesystem::path rules;
  std::vector<Mutant> mutants;
  /// Mutants that come to the same program as the rule set or as another one; they are not in `mutants`.
  std::size_t same = 0;
  std::vector<std::string> unknown_exemptions;  ///< ids that no mutant has

  [[nodiscard]] std::size_t count(Mutant::State state) const noexcept;
  /// Killed of those that are not exempt, in percent, rounded down to a tenth; 100 where there are none.
  [[nodiscard]] double score() const noexcept;
};

/// What became of the mutants of all rule sets that fixtures test. Immutable; copies share their content.
class MutationReport {
 public:
  [[nodiscard]] const std::vector<Mutation>& rule_sets() const;

  [[nodiscard]] std::string text() const;  ///< what `eligo test --mutate` adds
  [[nodiscard]] std::string json() const;  ///< `mutation` of `eligo test --mutate --json`
  [[nodiscard]] std::string html() const;  ///< `eligo test --mutation-html`

 private:
  friend MutationReport try_mutants(const FixtureReport&, const MutationOptions&);
  struct State;
  explicit MutationReport(std::shared_ptr<const State> state) : state_(std::move(state)) {}

  std::shared_ptr<const State> state_;
};

/// Makes small mistakes in the rule sets, one at a time, and tells which ones fixtures notice. All fixtures
/// have passed: std::invalid_argument where one has not, as it could not tell a mutant apart, or where there
/// is no thread. Safe to call from many threads.
[[nodiscard]] MutationReport try_mutants(const FixtureReport& fixtures, const MutationOptions& options = {});

}  // namespace eligo
