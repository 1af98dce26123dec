#include "quality.hpp"

#include <algorithm>

#include "command.hpp"
#include "diagnostics/suggestion.hpp"
#include "share.hpp"
#include "text/display.hpp"

namespace eligo::tool {

namespace {

using summary::FactTallies;

std::string sentence(const FactTallies::Tally& tally, std::uint64_t count, std::string_view what,
                     const std::string& option, const authoring::Share& share) {
  return text::grouped(count) + " of " + text::grouped(tally.rows) + " values of " +
         text::quoted_name(tally.name) + " are " + std::string(what) + " (" +
         text::percent(count, tally.rows) + "), more than " + option + " " + share.text + " allows";
}

}  // namespace

void add_quality(CLI::App& command, QualityOptions& options) {
  command
      .add_option_function<std::string>(
          "--max-refused", [&options](const std::string& share) { options.max_refused = share; },
          "The share of a fact's values that may be refused, like 1%; if more are the exit status is 1")
      ->type_name("SHARE");
  command
      .add_option(
          "--max-missing", options.max_missing,
          "The share of records that may lack a fact, like age=5%; if more do the exit status is 1; may be "
          "repeated")
      ->allow_extra_args(false)
      ->type_name("FACT=SHARE");
}

std::optional<QualityLimits> read_quality(const QualityOptions& options) {
  QualityLimits limits;
  if (options.max_refused) {
    limits.refused = read_share("--max-refused", *options.max_refused, "0.5%");
    if (!limits.refused) return std::nullopt;
  }
  for (const std::string& setting : options.max_missing) {
    const std::size_t sign = setting.rfind('=');
    if (sign == std::string::npos || sign == 0) {
      say("--max-missing: " + text::quote(setting) + " does not say of which fact; write it like age=5%");
      return std::nullopt;
    }
    auto share = read_share("--max-missing", setting.substr(sign + 1), "0.5%");
    if (!share) return std::nullopt;
    limits.missing.push_back({setting.substr(0, sign), std::move(*share)});
  }
  return limits;
}

bool names_facts(const QualityLimits& limits, const std::vector<const FactTallies*>& tallies) {
  std::vector<std::string> names;
  for (const FactTallies* counted : tallies) {
    for (const FactTallies::Tally& tally : counted->tallies()) names.push_back(tally.name);
  }
  for (const QualityLimits::Missing& missing : limits.missing) {
    if (std::ranges::find(names, missing.fact) != names.end()) continue;
    const std::string hint = diagnostics::did_you_mean(missing.fact, names);
    say("--max-missing: no rule reads a fact " + text::quote(missing.fact) +
        (hint.empty() ? "" : "; " + hint));
    return false;
  }
  return true;
}

std::vector<std::string> quality_findings(const QualityLimits& limits, const FactTallies& tallies) {
  std::vector<std::string> found;
  for (const FactTallies::Tally& tally : tallies.tallies()) {
    if (limits.refused && limits.refused->is_exceeded(tally.all_refused(), tally.rows))
      found.push_back(sentence(tally, tally.all_refused(), "refused", "--max-refused", *limits.refused));
    for (const QualityLimits::Missing& missing : limits.missing) {
      if (missing.fact == tally.name && missing.share.is_exceeded(tally.missing(), tally.rows))
        found.push_back(sentence(tally, tally.missing(), "missing", "--max-missing", missing.share));
    }
  }
  return found;
}

}  // namespace eligo::tool
