#include "authoring/mutation/fixture_rows.hpp"

#include <map>

#include "engine/limits.hpp"

namespace eligo::authoring {

namespace {

constexpr std::size_t most_rows = 1'024;  // run at once

}  // namespace

FixtureRows::FixtureRows(std::span<const FixtureSource> sources) : sources_(sources.begin(), sources.end()) {
  std::map<values::Nanoseconds, std::size_t> open;
  for (std::uint32_t source = 0; source < sources_.size(); ++source) {
    for (std::uint32_t fixture = 0; fixture < sources_[source].fixtures.size(); ++fixture) {
      const values::Nanoseconds now = sources_[source].fixtures[fixture].now;
      const auto [place, added] = open.try_emplace(now, groups_.size());
      if (added || groups_[place->second].rows.size() == most_rows) {
        place->second = groups_.size();
        groups_.push_back({now, {}});
      }
      groups_[place->second].rows.push_back(static_cast<std::uint32_t>(rows_.size()));
      rows_.push_back({source, fixture});
    }
  }
}

RowRunner::RowRunner(const program::Program& program, const FixtureRows& rows)
    : program_(&program),
      rows_(&rows),
      schema_(FixtureProfiles::schema_of(program.schema())),
      batch_(schema_) {
  for (const FixtureSource& source : rows.sources()) profiles_.emplace_back(schema_, *source.file);
}

void RowRunner::run(const RowGroup& group, const Use& use) {
  try {
    run_together(group.rows, group.now, use);
  } catch (const engine::BeyondBudget&) {
    for (std::size_t i = 0; i < group.rows.size(); ++i)
      run_together(std::span(group.rows).subspan(i, 1), group.now, use);
  }
}

void RowRunner::run_together(std::span<const std::uint32_t> rows, values::Nanoseconds now, const Use& use) {
  batch_.clear();
  memory_.reset();
  std::vector<RefusedValue> refused;  // every file was run before
  for (const std::uint32_t row : rows)
    profiles_[(*rows_)[row].source].append(rows_->fixture(row), batch_, refused);
  const engine::Results results =
      engine::run(*program_, batch_.seal(), batch_.rows(), now, engine::RunOptions{}, memory_);
  use(results, rows);
}

}  // namespace eligo::authoring
