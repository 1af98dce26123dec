#include "authoring/comparison/chunk_comparer.hpp"

#include <algorithm>
#include <utility>

#include "json/writer.hpp"
#include "summary/absent_facts.hpp"

namespace eligo::authoring {

ChunkComparer::ChunkComparer(const RuleSetPair& pair, const ComparisonOptions& options,
                             const InputNames& inputs, const evaluate::InputSchema& schema,
                             const profiles::ReadOptions& reading)
    : pair_(&pair),
      options_(&options),
      inputs_(&inputs),
      reader_(schema.schema, reading),
      batch_(schema.schema),
      instants_(schema, options.now),
      swap_set_(pair, options.by),
      tallies_{{summary::FactTallies(pair.rules_of(Side::champion)),
                summary::FactTallies(pair.rules_of(Side::challenger))}},
      undecided_{{decide::UndecidedFacts(pair.rules_of(Side::champion)),
                  decide::UndecidedFacts(pair.rules_of(Side::challenger))}} {}

void ChunkComparer::compare(const profiles::Chunk& chunk, Findings& findings) {
  findings.samples = Samples(options_->samples);
  findings.bad.reset();
  findings.cut_off.reset();
  findings.ignored_keys.clear();
  findings.lists.resize(options_->lists.size());
  for (std::string& list : findings.lists) list.clear();
  for (std::span<const profiles::RawRecord> left = chunk.records; !left.empty();) {
    const auto part = left.first(std::min(left.size(), part_.records()));
    compare_part(chunk, part, findings);
    findings.ignored_keys.insert(findings.ignored_keys.end(), reader_.ignored_keys().begin(),
                                 reader_.ignored_keys().end());
    left = left.subspan(part.size());
  }
}

void ChunkComparer::compare_part(const profiles::Chunk& chunk, std::span<const profiles::RawRecord> records,
                                 Findings& findings) {
  batch_.clear();
  reader_.read(chunk, records, batch_);
  const std::span<const values::View> columns = instants_.take(batch_);
  std::size_t bytes = 0;
  for (const Side side : sides) bytes += decide(side, columns, chunk.input);
  for (std::size_t row = 0; row < batch_.rows(); ++row)
    compare_row(chunk, records[row], row, columns, findings);
  part_.adapt(bytes, batch_.rows());
  for (const Side side : sides) {
    if (decisions_[side].size() > part_.records()) decisions_[side].resize(part_.records());
  }
}

std::size_t ChunkComparer::decide(Side side, std::span<const values::View> columns, std::size_t input) {
  views_.clear();
  for (const std::uint32_t column : pair_->facts.columns[side]) views_.push_back(columns[column]);
  auto& decisions = decisions_[side];
  if (decisions.size() < batch_.rows()) decisions.resize(batch_.rows());
  tallies_[side].add(batch_, views_, input);
  const auto& unreadable = summary::watch_absent(tallies_[side], batch_, undecided_[side], unreadable_);
  const auto made = std::span(decisions).first(batch_.rows());
  instants_.decide(*pair_->deciders[side], {views_, batch_.rows(), true, unreadable}, Detail::codes, memory_,
                   made, &undecided_[side]);
  std::size_t bytes = 0;
  for (const decide::DecisionData& decision : made)
    bytes += decision.reasons.size() * sizeof(decide::ReasonData);
  return bytes;
}

void ChunkComparer::compare_row(const profiles::Chunk& chunk, const profiles::RawRecord& record,
                                std::size_t row, std::span<const values::View> columns, Findings& findings) {
  const auto name = [&] {
    return ProfileName{std::string(batch_.subject(row)),
                       {chunk.input, batch_.line(row)},
                       chunk.format == profiles::Format::json};
  };
  if (const auto& error = batch_.error(row)) {
    swap_set_.add_error();
    if (!findings.bad) findings.bad = BadRecord{name(), error->message};
    if (record.at_end) findings.cut_off = BadRecord{name(), error->message};
    return;
  }
  if (batch_.subject(row).empty()) swap_set_.add_nameless();
  const Change change =
      swap_set_.add({{&decisions_[Side::champion][row], &decisions_[Side::challenger][row]}}, columns, row);
  const bool wanted =
      (change.any() && findings.samples.wants(change.cell)) ||
      std::ranges::any_of(options_->lists, [&](const CellSet& set) { return set.has(change); });
  if (wanted) take_down(change, name(), row, findings);
}

void ChunkComparer::take_down(const Change& change, const ProfileName& profile, std::size_t row,
                              Findings& findings) const {
  for (std::size_t list = 0; list < options_->lists.size(); ++list) {
    if (!options_->lists[list].has(change)) continue;
    json::Writer json(findings.lists[list]);
    json.begin_object();
    inputs_->write(json, profile);
    json.end_object();
    findings.lists[list] += '\n';
  }
  if (!change.any() || !findings.samples.wants(change.cell)) return;
  Sample sample{profile, change.cell, {}};
  for (const Side side : sides) {
    for (const decide::ReasonData& reason : decisions_[side][row].reasons)
      sample.codes[side].push_back(pair_->codes.places[side][reason.code]);
  }
  findings.samples.add(std::move(sample));
}

}  // namespace eligo::authoring
