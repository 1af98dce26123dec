#include <eligo/comparison.hpp>

#include <stdexcept>

#include "api/content.hpp"
#include "api/now.hpp"
#include "api/profile_diagnostic.hpp"
#include "authoring/comparison/comparison.hpp"

namespace eligo {

namespace {

Comparison comparison_of(const authoring::RuleSetPair& pair, const authoring::SwapSet& swap_set) {
  using authoring::index_of;
  using authoring::Outcome;
  using authoring::Side;
  Comparison comparison;
  comparison.profiles = swap_set.profiles();
  comparison.errors = swap_set.errors();
  comparison.other_reasons = swap_set.other_reasons();
  for (std::size_t index = 0; index < authoring::Cell::count; ++index)
    comparison.verdicts[index / 3][index % 3] = swap_set.count(authoring::Cell::at(index));
  for (std::size_t code = 0; code < pair.codes.names.size(); ++code) {
    const auto& counts = swap_set.codes()[code];
    comparison.reasons.push_back({pair.codes.names[code], counts.profiles[Side::champion],
                                  counts.profiles[Side::challenger],
                                  counts.only[Side::champion][index_of(Outcome::better)],
                                  counts.only[Side::challenger][index_of(Outcome::worse)]});
  }
  return comparison;
}

}  // namespace

Result<Comparison> compare(const RuleSet& champion, const RuleSet& challenger,
                           const std::vector<std::filesystem::path>& profiles, Instant now,
                           std::size_t threads) {
  if (threads == 0) throw std::invalid_argument("a comparison needs a thread");
  authoring::ComparisonOptions options;
  options.now = api::instant_of(now);
  options.threads = threads;
  options.samples = 0;
  for (const std::filesystem::path& path : profiles) options.paths.push_back(path.string());
  const authoring::RuleSetPair pair(api::Content::of(champion).decider, api::Content::of(challenger).decider);
  const authoring::ComparisonResult result = authoring::compare(pair, options);
  if (!result.failure.empty()) return std::vector<Diagnostic>{api::profile_diagnostic(result.failure)};
  return comparison_of(pair, result.swap_set);
}

}  // namespace eligo
