#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <eligo/instant.hpp>
#include <eligo/result.hpp>
#include <eligo/rule_set.hpp>
#include <eligo/verdict.hpp>

namespace eligo {

/// What becomes of profiles when one rule set, the champion, gives place to another, the challenger: the swap
/// set. A plain value.
struct Comparison {
  /// How often a reason is given on either side.
  struct Reason {
    std::string code;
    std::uint64_t champion = 0, challenger = 0;  ///< profiles that have it
    std::uint64_t gains = 0;   ///< profiles whose verdict gets better and that only the champion gives it
    std::uint64_t losses = 0;  ///< profiles whose verdict gets worse and that only the challenger gives it
  };

  std::uint64_t profiles = 0;  ///< records of the input
  std::uint64_t errors = 0;    ///< those among them that could not be read, and so were decided by neither
  /// Profiles by verdict: `verdicts[champion][challenger]`, in the order of Verdict.
  std::array<std::array<std::uint64_t, 3>, 3> verdicts{};
  std::uint64_t other_reasons =
      0;                        ///< profiles that keep their verdict for other reasons, or in another order
  std::vector<Reason> reasons;  ///< all codes of both: the champion's in order, then the challenger's own

  [[nodiscard]] std::uint64_t count(Verdict champion, Verdict challenger) const noexcept {
    return verdicts[static_cast<std::size_t>(champion)][static_cast<std::size_t>(challenger)];
  }
  /// Profiles whose verdict gets better.
  [[nodiscard]] std::uint64_t gains() const noexcept {
    return verdicts[1][0] + verdicts[2][0] + verdicts[2][1];
  }
  /// Profiles whose verdict gets worse.
  [[nodiscard]] std::uint64_t losses() const noexcept {
    return verdicts[0][1] + verdicts[0][2] + verdicts[1][2];
  }
  /// Whether every profile is decided as before, its reasons included.
  [[nodiscard]] bool same() const noexcept { return gains() + losses() + other_reasons == 0; }
};

/// Decides the profiles of files (NDJSON, JSON or CSV, also packed, as `eligo compare` takes them) by both
/// rule sets at `now`, on so many threads. Each profile is read once, whatever facts the two have; the result
/// is the same for any number of threads. Memory is bounded however long the files are. Diagnostics where not
/// all of a file can be read; std::invalid_argument where `now` is no instant or there is no thread.
[[nodiscard]] Result<Comparison> compare(const RuleSet& champion, const RuleSet& challenger,
                                         const std::vector<std::filesystem::path>& profiles, Instant now,
                                         std::size_t threads = 1);

}  // namespace eligo
