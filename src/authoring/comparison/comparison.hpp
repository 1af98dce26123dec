#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/comparison/cell_set.hpp"
#include "authoring/comparison/input_names.hpp"
#include "authoring/comparison/rule_set_pair.hpp"
#include "authoring/comparison/samples.hpp"
#include "authoring/comparison/swap_set.hpp"
#include "evaluate/evaluation.hpp"
#include "evaluate/input_record.hpp"
#include "output/input_quality.hpp"
#include "profiles/profile_input.hpp"
#include "values/time.hpp"

namespace eligo::authoring {

struct ComparisonOptions {
  std::vector<std::string> paths;  ///< profiles; `-` is the standard input
  profiles::InputOptions input;
  values::Nanoseconds now = 0;
  std::optional<std::string> now_field = {};  ///< gives each record's own instant in place of `now`
  std::vector<std::uint32_t> by;              ///< see SwapSet
  std::size_t samples = 5;                    ///< kept of each cell
  std::vector<CellSet> lists;                 ///< cells whose profiles are all listed
  std::size_t threads = 1;
  /// Takes lines that name profiles of `lists[list]`, in input order; false where it takes no more.
  std::function<bool(std::size_t list, std::string_view lines)> write;
  /// Told after every chunk that was compared; may be empty.
  std::function<void(const evaluate::Standing&)> progress;
};

/// What a rule set could use of the profiles.
struct InputUse {
  summary::FactTallies tallies;
  output::InputQuality quality;
};

struct ComparisonResult {
  SwapSet swap_set;
  Samples samples;
  InputNames inputs;
  std::optional<BadRecord> first_bad;  ///< of those that could not be read
  std::string failure;                 ///< why not all of the input could be read; empty where it was
  bool cut_short = false;              ///< `write` took no more
  evaluate::InputRemarks input;        ///< what either rule set finds in the profiles as a whole, each once
  Both<std::optional<InputUse>> use;   ///< nothing where cut short
  std::optional<std::string> now_field = {};  ///< see ComparisonOptions
};

/// Decides every profile of the inputs by both rule sets. What comes out is the same for any number of
/// threads and any size of chunk. Throws std::bad_alloc, and std::system_error where a thread cannot be had.
[[nodiscard]] ComparisonResult compare(const RuleSetPair& pair, const ComparisonOptions& options);

}  // namespace eligo::authoring
