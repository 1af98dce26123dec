#include "evaluate/chunk_decider.hpp"

#include <algorithm>
#include <utility>

#include "evaluate/written_forms.hpp"
#include "evaluate/written_value.hpp"
#include "profiles/as_written.hpp"
#include "summary/absent_facts.hpp"

namespace eligo::evaluate {

ChunkDecider::ChunkDecider(const decide::Decider& decider, const InputSchema& schema,
                           const profiles::ProfileInput& input, const EvaluationOptions& options,
                           const std::vector<std::vector<summary::CountedField>>& by,
                           std::vector<std::optional<std::uint32_t>> kept)
    : decider_(&decider),
      input_(&input),
      options_(&options),
      reader_(input.schema(), input.read_options()),
      batch_(input.schema()),
      instants_(schema, options.now),
      forms_(written_forms(decider.rules(), options.input.mapping.get())),
      keys_(carried_columns(decider.rules(), options)),
      json_(decider.rules(), options.locale, forms_),
      whole_(decider.rules(), options.locale, options.detail, !options.rule_set.empty(), forms_),
      csv_(csv_writer(decider.rules(), options)),
      error_csv_(error_csv_writer(decider.rules(), options)),
      summary_(decider.rules(), by),
      undecided_(decider.rules()),
      kept_(std::move(kept)),
      kept_values_(kept_.size()),
      seen_columns_(schema.schema.facts.size() - schema.facts) {
  usual_ = options.format == DecisionFormat::ndjson && !options.by_verdict && !options.errors && by.empty();
}

void ChunkDecider::decide(const profiles::Chunk& chunk, pipeline::OutputBuffer& out, std::size_t written) {
  ignored_keys_.clear();
  passed_over_.fill(0);
  bool wanted = true;
  for (std::span<const profiles::RawRecord> left = chunk.records; wanted && !left.empty();) {
    const std::size_t alike = written > 0 ? written : left.size();
    const auto part = left.first(std::min(alike, part_.records()));
    wanted = decide_part(chunk, part, written > 0 ? DecisionFormat::none : options_->format, out);
    written -= std::min(written, part.size());
    ignored_keys_.insert(ignored_keys_.end(), reader_.ignored_keys().begin(), reader_.ignored_keys().end());
    left = left.subspan(part.size());
  }
}

bool ChunkDecider::decide_part(const profiles::Chunk& chunk, std::span<const profiles::RawRecord> records,
                               DecisionFormat format, pipeline::OutputBuffer& out) {
  batch_.clear();
  reader_.read(chunk, records, batch_);
  // What is not written need not be worked out, but the summary's waterfall is read off the codes.
  const Detail written = format == DecisionFormat::none ? Detail::verdict : options_->detail;
  const Detail detail = options_->summary ? std::max(written, Detail::codes) : written;
  views_ = instants_.take(batch_);
  look_at_columns();
  summary::FactTallies::ValueOf value_of;
  if (options_->show_values) {
    value_of = [&](std::size_t row, const summary::FactTallies::Tally& tally) {
      return written_value(chunk, records[row], input_->schema(), tally.fact, input_->read_options());
    };
  }
  summary_.add_facts(batch_, views_, chunk.input, value_of);
  const auto& unreadable = summary::watch_absent(summary_.facts(), batch_, undecided_, unreadable_);
  std::size_t bytes = decide_rows({views_, batch_.rows(), true, unreadable}, detail);
  bool wanted = true;
  for (std::size_t row = 0; wanted && row < batch_.rows(); ++row) {
    const std::size_t before = out.text().size();
    if (by_kind_ && usual_ && format == DecisionFormat::ndjson && !batch_.error(row)) {
      write_usual_row(chunk, row, out.text());
    } else {
      count(row);
      write_row(chunk, row, format, out.text());
    }
    bytes += out.text().size() - before;
    wanted = out.pass_on_piece();
  }
  if (!wanted) return false;
  part_.adapt(bytes, batch_.rows());
  if (decisions_.size() > part_.records()) decisions_.resize(part_.records());
  return true;
}

std::size_t ChunkDecider::decide_rows(const decide::Facts& facts, Detail detail) {
  by_kind_ = detail == Detail::codes && instants_.are_same() && (rows_apart_ == 0 || --rows_apart_ == 0);
  std::size_t bytes = 0;
  if (by_kind_) {
    constexpr std::size_t most_bytes = std::size_t{16} << 20U;
    if (kinds_.bytes() + kind_text_bytes_ > most_bytes) forget_kinds();
    const std::size_t before = kinds_.size();
    instants_.decide_kinds(*decider_, facts, memory_, kinds_, &undecided_);
    kind_counts_.resize(kinds_.size());
    kind_texts_.resize(kinds_.size());
    for (const std::uint32_t kind : kinds_.of_rows()) bytes += kinds_.bytes(kind);
    // Where most rows are like no other, each decision in its turn takes less.
    constexpr std::size_t parts_apart = 16;
    if ((kinds_.size() - before) * 2 > facts.rows && before > 0) rows_apart_ = parts_apart;
    return bytes;
  }
  if (decisions_.size() < facts.rows) decisions_.resize(facts.rows);
  const auto decisions = std::span(decisions_).first(facts.rows);
  instants_.decide(*decider_, facts, detail, memory_, decisions, &undecided_);
  for (const decide::DecisionData& decision : decisions)
    bytes += decision.reasons.size() * sizeof(decide::ReasonData);
  return bytes;
}

void ChunkDecider::forget_kinds() {
  count_kinds();
  kinds_.clear();
  kind_counts_.clear();
  kind_texts_.clear();
  kind_text_bytes_ = 0;
}

/// For the summary.
void ChunkDecider::count(std::size_t row) {
  if (batch_.error(row)) return summary_.add_error();
  if (by_kind_) {
    ++kind_counts_[kinds_.of_rows()[row]];
  } else {
    summary_.add(decisions_[row]);
  }
  summary_.add_by(decision_of(row), instants_.columns(), row);
}

void ChunkDecider::count_kinds() {
  for (std::size_t kind = 0; kind < kind_counts_.size(); ++kind) {
    const std::uint64_t count = std::exchange(kind_counts_[kind], 0);
    if (count > 0) summary_.add(kinds_.decision(kind), count);
  }
}

void ChunkDecider::look_at_columns() {
  kept_columns_.clear();
  for (const std::optional<std::uint32_t>& column : kept_) {
    if (!column) {
      kept_columns_.emplace_back();
      continue;
    }
    const values::View& view = instants_.columns()[*column];
    kept_columns_.push_back({view.as<values::StringValue>(), view.known});
  }
  for (std::size_t column = 0; column < seen_columns_.size(); ++column) {
    const values::View& view = instants_.columns()[views_.size() + column];
    for (std::size_t row = 0; row < batch_.rows() && !seen_columns_[column]; ++row)
      seen_columns_[column] = view.is_known(row);
  }
}

output::RecordKeys ChunkDecider::keys_of(const profiles::Chunk& chunk, std::size_t row) {
  const bool named = options_->place || options_->stable_keys || input_->inputs() > 1;
  const std::string_view file = named ? std::string_view(input_->name(chunk.input)) : "";
  auto value = kept_values_.begin();
  for (const KeptColumn& column : kept_columns_) {
    if (column.known == nullptr) {
      *value++ = {batch_.subject(row)};
    } else if (values::bit_at(column.known, row)) {
      const values::StringValue& text = column.values[row];
      *value++ = {text.text(), text.code == profiles::bare_string_code};
    } else {
      *value++ = {};
    }
  }
  return {
      batch_.subject(row), {file, batch_.line(row), chunk.format == profiles::Format::json}, kept_values_};
}

void ChunkDecider::write_usual_row(const profiles::Chunk& chunk, std::size_t row, std::string& out) {
  const std::uint32_t kind = kinds_.of_rows()[row];
  ++kind_counts_[kind];
  if (!keys_.has_only_subject()) return write_decision(keys_of(chunk, row), row, out);
  out += '{';
  keys_.append_subject(out, batch_.subject(row));
  out += json_of_kind(kind);
}

void ChunkDecider::write_row(const profiles::Chunk& chunk, std::size_t row, DecisionFormat format,
                             std::string& out) {
  if (format == DecisionFormat::none) {
    ++passed_over_[static_cast<std::size_t>(stream_of(row))];
    return;
  }
  const output::RecordKeys keys = keys_of(chunk, row);
  if (!options_->by_verdict && !options_->errors) return write_record(keys, row, out);
  StreamFrame frame(out, stream_of(row));
  write_record(keys, row, out);
  frame.end();
}

RecordStream ChunkDecider::stream_of(std::size_t row) const {
  if (batch_.error(row))
    return options_->by_verdict || options_->errors ? RecordStream::error : RecordStream::visible;
  return options_->by_verdict ? static_cast<RecordStream>(decision_of(row).verdict) : RecordStream::visible;
}

void ChunkDecider::write_record(const output::RecordKeys& keys, std::size_t row, std::string& out) {
  if (const auto& error = batch_.error(row)) {
    write_error(keys, error->message, out);
  } else {
    write_decision(keys, row, out);
  }
}

void ChunkDecider::write_error(const output::RecordKeys& keys, std::string_view error, std::string& out) {
  if (options_->errors == DecisionFormat::csv) return error_csv_.write_error(out, keys, error);
  if (!options_->errors && options_->format == DecisionFormat::csv) return csv_.write_error(out, keys, error);
  if (options_->stable_keys && !options_->errors) {
    whole_.write_error(out, keys_.members(keys), error);
  } else {
    keys_.write_error(out, keys, error);
  }
  out += '\n';
}

template <typename Use>
void ChunkDecider::use_written(const decide::DecisionData& decision, const Use& use) const {
  if (options_->detail != Detail::verdict) return use(decision);
  decide::DecisionData bare;  // the summary asks for more than is written then
  bare.verdict = bare.best = bare.worst = decision.verdict;
  bare.segment = decision.segment;
  bare.review = decision.review;
  use(bare);
}

void ChunkDecider::write_decision(const output::RecordKeys& keys, std::size_t row, std::string& out) {
  if (by_kind_ && options_->format != DecisionFormat::csv) {
    out += '{';
    out += keys_.members(keys);
    out += json_of_kind(kinds_.of_rows()[row]);
    return;
  }
  use_written(decision_of(row), [&](const decide::DecisionData& decision) {
    if (options_->format == DecisionFormat::csv) return csv_.write_decision(out, decision, keys);
    write_json(decision, keys_.members(keys), out);
  });
}

void ChunkDecider::write_json(const decide::DecisionData& decision, std::string_view keys, std::string& out) {
  if (options_->stable_keys) {
    whole_.write(out, decision, keys, options_->rule_set);
  } else {
    json_.write(out, decision, keys, options_->rule_set);
  }
  out += '\n';
}

/// The JSON of all decisions of a kind behind the record's keys.
const std::string& ChunkDecider::json_of_kind(std::uint32_t kind) {
  std::string& text = kind_texts_[kind];
  if (!text.empty()) return text;
  use_written(kinds_.decision(kind),
              [&](const decide::DecisionData& decision) { write_json(decision, "", text); });
  text.erase(0, 1);  // the brace before the keys
  kind_text_bytes_ += text.capacity();
  return text;
}

}  // namespace eligo::evaluate
