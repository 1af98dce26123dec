#include "evaluate/chunk_decider.hpp"

#include <algorithm>

namespace eligo::evaluate {

ChunkDecider::ChunkDecider(const decide::Decider& decider, const profiles::ProfileInput& input,
                           const EvaluationOptions& options)
    : decider_(&decider),
      input_(&input),
      options_(&options),
      reader_(input.schema(), {options.input.strict, profiles::ReadOptions{}.max_depth}),
      batch_(input.schema()),
      json_(decider.rules(), options.locale),
      csv_(decider.rules(), options.locale, options.raw_csv),
      summary_(decider.rules(), options.by),
      undecided_(decider.rules()) {}

void ChunkDecider::watch_absent_facts() {
  std::vector<std::uint32_t> absent;
  for (const summary::FactTallies::Tally& tally : summary_.facts().tallies()) {
    if (tally.of == summary::FactTallies::Tally::Of::fact && tally.expected && tally.absent())
      absent.push_back(tally.fact);
  }
  undecided_.watch(absent);
  unreadable_.clear();
  if (!undecided_.watching()) return;
  for (std::size_t row = 0; row < batch_.rows(); ++row) {
    if (batch_.error(row)) unreadable_.push_back(row);
  }
}

void ChunkDecider::decide(const profiles::Chunk& chunk, pipeline::OutputBuffer& out) {
  ignored_keys_.clear();
  bool wanted = true;
  for (std::span<const profiles::RawRecord> left = chunk.records; wanted && !left.empty();) {
    const auto part = left.first(std::min(left.size(), part_records_));
    wanted = decide_part(chunk, part, out);
    ignored_keys_.insert(ignored_keys_.end(), reader_.ignored_keys().begin(), reader_.ignored_keys().end());
    left = left.subspan(part.size());
  }
}

// The decisions of a part are all held before the first is written, and each may come to megabytes.
void ChunkDecider::adapt_part(std::size_t bytes) {
  constexpr std::size_t most_bytes = std::size_t{32} << 20U;
  const std::size_t fitting = most_bytes / std::max<std::size_t>(bytes / batch_.rows(), 1);
  part_records_ = std::clamp<std::size_t>(fitting, 1, part_records_ * 4);
  if (decisions_.size() > part_records_) decisions_.resize(part_records_);
}

bool ChunkDecider::decide_part(const profiles::Chunk& chunk, std::span<const profiles::RawRecord> records,
                               pipeline::OutputBuffer& out) {
  batch_.clear();
  memory_.reset();
  reader_.read(chunk, records, batch_);
  if (decisions_.size() < batch_.rows()) decisions_.resize(batch_.rows());
  // What is not written need not be worked out, but the summary's waterfall is read off the codes.
  const Detail written = options_->format == DecisionFormat::none ? Detail::verdict : options_->detail;
  const Detail detail = options_->summary ? std::max(written, Detail::codes) : written;
  views_ = batch_.seal();
  summary_.add_facts(batch_, views_, chunk.input);
  watch_absent_facts();
  decider_->decide({views_, batch_.rows(), true, unreadable_}, options_->now, detail, memory_,
                   std::span(decisions_).first(batch_.rows()), &undecided_);
  std::size_t bytes = 0;
  for (std::size_t row = 0; row < batch_.rows(); ++row) {
    const std::size_t before = out.text().size();
    bytes += decisions_[row].reasons.size() * sizeof(decide::ReasonData);
    write_row(chunk, row, out.text());
    bytes += out.text().size() - before;
    if (!out.pass_on_piece()) return false;
  }
  adapt_part(bytes);
  return true;
}

void ChunkDecider::write_row(const profiles::Chunk& chunk, std::size_t row, std::string& out) {
  const std::string_view subject = batch_.subject(row);
  if (const auto& error = batch_.error(row)) {
    summary_.add_error();
    const std::string_view file = input_->inputs() > 1 ? std::string_view(input_->name(chunk.input)) : "";
    const output::RecordPlace place{file, batch_.line(row), chunk.format == profiles::Format::json};
    if (options_->format == DecisionFormat::ndjson) {
      output::write_error(out, subject, place, error->message);
      out += '\n';
    } else if (options_->format == DecisionFormat::csv) {
      csv_.write_error(out, subject, place, error->message);
    }
    return;
  }
  decide::DecisionData& decision = decisions_[row];
  summary_.add(decision, views_, row);
  if (options_->detail == Detail::verdict) {
    decision.reasons.clear();
    decision.waived.clear();
    decision.alternatives.clear();
    decision.refused.clear();
  }
  if (options_->format == DecisionFormat::ndjson) {
    json_.write(out, decision, subject, options_->rule_set);
    out += '\n';
  } else if (options_->format == DecisionFormat::csv) {
    csv_.write_decision(out, decision, subject);
  }
}

}  // namespace eligo::evaluate
