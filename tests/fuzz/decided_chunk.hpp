#pragma once

#include <cstddef>
#include <string>

#include <eligo/rule_set.hpp>

#include "profiles/profile_input.hpp"

namespace eligo::fuzz {

/// A rule set with a fact of every kind.
[[nodiscard]] const RuleSet& sample_rules();

/// Decides the records of a chunk and requires one record of output for each: NDJSON, each line JSON, or CSV,
/// each row as many cells as the header. Returns the NDJSON.
std::string require_one_decision_each(const profiles::Chunk& chunk);

/// Cuts a text into a chunk of records with `splitter`.
template <typename Splitter>
void cut(profiles::InputWindow& window, Splitter& splitter, profiles::Chunk& chunk) {
  profiles::RawRecord record;
  while (splitter.next(window, chunk.bytes, record)) chunk.records.push_back(record);
}

}  // namespace eligo::fuzz
