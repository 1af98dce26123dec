#include "evaluate/chunk_decider.hpp"

#include <algorithm>

#include "evaluate/written_value.hpp"
#include "summary/absent_facts.hpp"

namespace eligo::evaluate {

ChunkDecider::ChunkDecider(const decide::Decider& decider, const InputSchema& schema,
                           const profiles::ProfileInput& input, const EvaluationOptions& options)
    : decider_(&decider),
      input_(&input),
      options_(&options),
      reader_(input.schema(), input.read_options()),
      batch_(input.schema()),
      instants_(schema, options.now),
      json_(decider.rules(), options.locale),
      csv_(decider.rules(), options.locale, options.raw_csv),
      summary_(decider.rules(), options.by),
      undecided_(decider.rules()) {}

void ChunkDecider::decide(const profiles::Chunk& chunk, pipeline::OutputBuffer& out) {
  ignored_keys_.clear();
  bool wanted = true;
  for (std::span<const profiles::RawRecord> left = chunk.records; wanted && !left.empty();) {
    const auto part = left.first(std::min(left.size(), part_.records()));
    wanted = decide_part(chunk, part, out);
    ignored_keys_.insert(ignored_keys_.end(), reader_.ignored_keys().begin(), reader_.ignored_keys().end());
    left = left.subspan(part.size());
  }
}

bool ChunkDecider::decide_part(const profiles::Chunk& chunk, std::span<const profiles::RawRecord> records,
                               pipeline::OutputBuffer& out) {
  batch_.clear();
  reader_.read(chunk, records, batch_);
  if (decisions_.size() < batch_.rows()) decisions_.resize(batch_.rows());
  // What is not written need not be worked out, but the summary's waterfall is read off the codes.
  const Detail written = options_->format == DecisionFormat::none ? Detail::verdict : options_->detail;
  const Detail detail = options_->summary ? std::max(written, Detail::codes) : written;
  views_ = instants_.take(batch_);
  summary::FactTallies::ValueOf value_of;
  if (options_->show_values) {
    value_of = [&](std::size_t row, const summary::FactTallies::Tally& tally) {
      return written_value(chunk, records[row], input_->schema(), tally.fact, input_->read_options());
    };
  }
  summary_.add_facts(batch_, views_, chunk.input, value_of);
  const auto& unreadable = summary::watch_absent(summary_.facts(), batch_, undecided_, unreadable_);
  instants_.decide(*decider_, {views_, batch_.rows(), true, unreadable}, detail, memory_,
                   std::span(decisions_).first(batch_.rows()), &undecided_);
  std::size_t bytes = 0;
  for (std::size_t row = 0; row < batch_.rows(); ++row) {
    const std::size_t before = out.text().size();
    bytes += decisions_[row].reasons.size() * sizeof(decide::ReasonData);
    write_row(chunk, row, out.text());
    bytes += out.text().size() - before;
    if (!out.pass_on_piece()) return false;
  }
  part_.adapt(bytes, batch_.rows());
  if (decisions_.size() > part_.records()) decisions_.resize(part_.records());
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
