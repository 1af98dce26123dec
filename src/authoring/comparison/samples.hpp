#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "authoring/comparison/outcome.hpp"
#include "authoring/comparison/shared_facts.hpp"
#include "summary/fact_tallies.hpp"

namespace eligo::authoring {

/// A profile by its name in the input.
struct ProfileName {
  std::string subject;  ///< JSON text; empty for none
  summary::RecordNumber record;
  bool element = false;  ///< `record.line` is the number of an element of a JSON array
};

/// A record that could not be read, and why.
struct BadRecord {
  ProfileName profile;
  std::string problem;
};

/// A profile of the swap set: who it is, and the codes of its reasons.
struct Sample {
  ProfileName profile;
  Cell cell;
  Both<std::vector<std::uint32_t>> codes;  ///< places among RuleSetPair::codes
};

/// The first profiles of each cell of the swap set.
class Samples {
 public:
  explicit Samples(std::size_t most) : most_(most) {}

  [[nodiscard]] bool wants(Cell cell) const { return cells_[cell.index()].size() < most_; }
  void add(Sample sample) { cells_[sample.cell.index()].push_back(std::move(sample)); }
  /// Those of profiles that stand behind all that there are.
  void append(const Samples& later);

  [[nodiscard]] const std::vector<Sample>& of(Cell cell) const { return cells_[cell.index()]; }
  /// The first of several cells together, in the order of the input.
  [[nodiscard]] std::vector<const Sample*> first(const std::vector<Cell>& cells, std::size_t most) const;

 private:
  std::size_t most_;
  std::array<std::vector<Sample>, Cell::count> cells_;
};

}  // namespace eligo::authoring
