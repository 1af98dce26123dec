#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "authoring/fixtures/fixture.hpp"
#include "authoring/fixtures/fixture_file.hpp"
#include "authoring/fixtures/fixture_profiles.hpp"
#include "engine/runner.hpp"
#include "profiles/batch.hpp"
#include "program/program.hpp"
#include "values/scratch_memory.hpp"

namespace eligo::authoring {

/// The fixtures of a file. Both outlive whoever is given it.
struct FixtureSource {
  const FixtureFile* file = nullptr;
  std::span<const Fixture> fixtures;
};

/// A fixture among those of several files.
struct FixtureRow {
  std::uint32_t source = 0, fixture = 0;
};

/// Fixtures that are run together, at one instant.
struct RowGroup {
  values::Nanoseconds now = 0;
  std::vector<std::uint32_t> rows;
};

/// The fixtures of files that test one rule set, numbered through.
class FixtureRows {
 public:
  explicit FixtureRows(std::span<const FixtureSource> sources);

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] std::span<const FixtureSource> sources() const { return sources_; }
  [[nodiscard]] FixtureRow operator[](std::size_t row) const { return rows_[row]; }
  [[nodiscard]] const Fixture& fixture(std::size_t row) const {
    return sources_[rows_[row].source].fixtures[rows_[row].fixture];
  }
  /// In the order of their first rows.
  [[nodiscard]] const std::vector<RowGroup>& groups() const { return groups_; }

 private:
  std::vector<FixtureSource> sources_;
  std::vector<FixtureRow> rows_;
  std::vector<RowGroup> groups_;
};

/// Runs a program on fixtures, group by group. Keeps scratch memory: one a thread. What it is given outlives
/// it.
class RowRunner {
 public:
  RowRunner(const program::Program& program, const FixtureRows& rows);

  /// Calls `use` with the results for a group's rows, and with which rows those are: all at once, or, where
  /// that takes too much memory, one at a time.
  using Use = std::function<void(const engine::Results&, std::span<const std::uint32_t>)>;
  void run(const RowGroup& group, const Use& use);

 private:
  void run_together(std::span<const std::uint32_t> rows, values::Nanoseconds now, const Use& use);

  const program::Program* program_;
  const FixtureRows* rows_;
  profiles::Schema schema_;
  std::vector<FixtureProfiles> profiles_;  // by source
  profiles::Batch batch_;
  values::ScratchMemory memory_;
};

}  // namespace eligo::authoring
