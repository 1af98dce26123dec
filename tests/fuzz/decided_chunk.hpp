#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <eligo/rule_set.hpp>

#include "profiles/profile_input.hpp"

namespace eligo::fuzz {

/// A rule set with a fact of every kind.
[[nodiscard]] const RuleSet& sample_rules();

/// What stands before and behind the first line `---`.
[[nodiscard]] std::pair<std::string_view, std::string_view> parted(std::string_view text);

/// Whether a reader would unpack it: then records are not what is between the line ends of the text.
[[nodiscard]] bool is_packed(std::string_view text);

/// That the verdict is neither better nor worse than the decision's bounds say.
void require_in_bounds(const Decision& decision);

/// Decides the records of a chunk and requires one record of output for each: NDJSON, each line JSON, or CSV,
/// each row as many cells as the header. Returns the NDJSON.
std::string require_one_decision_each(const RuleSet& rules, const profiles::Chunk& chunk);

/// That each record of NDJSON is read by the library as by the batch, which decided `decisions`.
void require_same_alone(const RuleSet& rules, const profiles::Chunk& chunk, std::string_view decisions);

/// Cuts a text into a chunk of records with `splitter`.
template <typename Splitter>
void cut(profiles::InputWindow& window, Splitter& splitter, profiles::Chunk& chunk) {
  profiles::RawRecord record;
  while (splitter.next(window, chunk.bytes, record)) chunk.records.push_back(record);
}

}  // namespace eligo::fuzz
