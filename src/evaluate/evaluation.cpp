#include "evaluate/evaluation.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

#include "evaluate/chunk_decider.hpp"
#include "evaluate/input_record.hpp"
#include "pipeline/pipeline.hpp"
#include "text/display.hpp"

namespace eligo::evaluate {

namespace {

using profiles::Chunk;
using profiles::ProfileInput;

/// A chunk, and what came of it beside decisions.
struct Job {
  Chunk chunk;
  std::size_t written = 0;  ///< of its records, before this run
  std::array<std::uint64_t, record_streams> passed_over{};
  std::vector<std::string> ignored;
};

constexpr std::string_view of_input = "input.";

/// The name of what is counted by in the input: `input.segment` is its column `segment`.
std::string column_name(const std::string& name) {
  const std::string rest = name.starts_with(of_input) ? name.substr(of_input.size()) : "";
  return !rest.empty() && output::carried_key(rest) == name ? rest : name;
}

const check::Fact* fact_of(const check::CheckedRuleSet& rules, const std::string& name) {
  const auto fact = std::ranges::find(rules.facts, name, &check::Fact::name);
  return fact == rules.facts.end() ? nullptr : &*fact;
}

std::vector<std::vector<summary::CountedField>> counted_fields(
    const check::CheckedRuleSet& rules, const std::vector<std::vector<std::string>>& by,
    InputSchema& schema) {
  std::vector<std::vector<summary::CountedField>> counted;
  for (const std::vector<std::string>& names : by) {
    counted.emplace_back();
    for (const std::string& name : names) {
      summary::CountedField& field = counted.back().emplace_back();
      field.name = name;
      if (name == "segment") continue;
      const check::Fact* const fact = fact_of(rules, name);
      if (fact != nullptr && fact->used) {
        field.column = static_cast<std::uint32_t>(fact - rules.facts.data());
      } else {
        field.column = schema.add_written(column_name(name));
        field.as_written = true;
      }
    }
  }
  return counted;
}

bool is_divided(const EvaluationOptions& options) { return options.by_verdict || options.errors; }

/// The header of one stream of CSV.
std::string header(const check::CheckedRuleSet& rules, const EvaluationOptions& options,
                   RecordStream stream) {
  std::string text;
  const bool of_errors = stream == RecordStream::error && is_divided(options);
  if (of_errors && options.errors == DecisionFormat::csv) {
    error_csv_writer(rules, options).write_header(text);
  } else if (options.format == DecisionFormat::csv && !(of_errors && options.errors)) {
    csv_writer(rules, options).write_header(text);
  }
  return text;
}

std::string headers(const check::CheckedRuleSet& rules, const EvaluationOptions& options) {
  if (!is_divided(options))
    return options.written.front() ? "" : header(rules, options, RecordStream::visible);
  std::string text;
  for (std::size_t number = 0; number < record_streams; ++number) {
    const auto stream = static_cast<RecordStream>(number);
    const bool used = number == 0 || stream == RecordStream::error || options.by_verdict;
    if (!used || options.written[number]) continue;
    StreamFrame frame(text, stream);
    text += header(rules, options, stream);
    frame.end();
  }
  return text;
}

std::uint64_t sum_of(const WrittenRecords& written) {
  return std::accumulate(written.begin(), written.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const auto& records) { return sum + records.value_or(0); });
}

/// Holds the records that are decided and not written, which an earlier run has written, against what stands
/// in its streams.
class PassedOver {
 public:
  explicit PassedOver(const WrittenRecords& written) : written_(&written), left_(sum_of(written)) {}

  void add(const std::array<std::uint64_t, record_streams>& records) {
    if (left_ == 0) return;  // nothing was written, or nothing is passed over any more
    for (std::size_t stream = 0; stream < record_streams; ++stream) {
      records_[stream] += records[stream];
      left_ -= std::min(left_, records[stream]);
    }
  }
  /// So far: once all that was written is passed over.
  [[nodiscard]] bool differs() const {
    return left_ == 0 &&
           !std::ranges::equal(records_, *written_, [](std::uint64_t records, const auto& written) {
             return records == written.value_or(0);
           });
  }
  [[nodiscard]] bool any_left() const { return left_ > 0; }

 private:
  const WrittenRecords* written_;
  std::uint64_t left_;
  std::array<std::uint64_t, record_streams> records_{};
};

}  // namespace

output::CarriedColumns carried_columns(const check::CheckedRuleSet& rules, const EvaluationOptions& options) {
  output::CarriedColumns carried;
  carried.subject = output::carried_key(rules.subject);
  carried.place = options.place || options.stable_keys;  // errors say their place in any case
  carried.every_key = options.stable_keys;
  for (const std::string& name : options.keep) {
    // the subject stands there already, and two equal keys would be none
    if (name == rules.subject) continue;
    carried.kept.push_back(output::carried_key(name));
  }
  carried.stamp = options.stamp;
  return carried;
}

std::string why_not_by(const check::CheckedRuleSet& rules, const std::string& name,
                       const profiles::ColumnMapping* mapping) {
  if (name.empty()) return "a column has a name";
  if (name == rules.subject || is_of_subject(column_name(name), rules.subject, mapping))
    return "each profile has its own subject: " + text::quoted_name(name);
  const check::Fact* const fact = fact_of(rules, name);
  return fact != nullptr && fact->type.kind == values::Kind::list
             ? "a list is nothing to count by: " + text::quoted_name(name)
             : "";
}

std::optional<std::vector<output::CsvColumn>> decision_columns(const check::CheckedRuleSet& rules,
                                                               const EvaluationOptions& options,
                                                               std::string& error) {
  std::vector<output::CsvColumn> all =
      output::csv_columns(rules, options.detail, carried_columns(rules, options));
  if (options.fields.empty()) return all;
  return output::choose_columns(all, options.fields, error);
}

output::CsvWriter error_csv_writer(const check::CheckedRuleSet& rules, const EvaluationOptions& options) {
  std::vector<output::CsvColumn> columns =
      output::csv_columns(rules, Detail::verdict, carried_columns(rules, options));
  std::erase_if(columns, [](const output::CsvColumn& column) {
    return column.holds == output::CsvColumn::Holds::verdict ||
           column.holds == output::CsvColumn::Holds::segment ||
           column.holds == output::CsvColumn::Holds::review;
  });
  return {rules, options.locale, columns, options.raw_csv};
}

output::CsvWriter csv_writer(const check::CheckedRuleSet& rules, const EvaluationOptions& options) {
  std::string error;
  return {rules, options.locale,
          decision_columns(rules, options, error).value_or(std::vector<output::CsvColumn>{}),
          options.raw_csv};
}

EvaluationResult evaluate(const decide::Decider& decider, const EvaluationOptions& options,
                          const pipeline::ByteSink& sink) {
  const check::CheckedRuleSet& rules = decider.rules();
  InputSchema schema(decider.program().schema(), options.now_field, options.input.mapping);
  std::vector<std::optional<std::uint32_t>> kept;
  for (const std::string& name : options.keep) {
    if (name != rules.subject) kept.push_back(schema.add_written(name));
  }
  const auto by = counted_fields(rules, options.by, schema);
  EvaluationResult result{summary::Summary(rules, by), {}, true, {}};
  ProfileInput input(schema.schema, options.paths, options.input);
  if (!sink(headers(rules, options))) return result;

  std::vector<std::unique_ptr<ChunkDecider>> deciders;
  InputRecord record;
  Standing standing;
  pipeline::Work<Job> work;
  RecordChooser chooser(options.choice);
  std::uint64_t written = sum_of(options.written);
  PassedOver passed_over(options.written);
  work.next = [&](Job& job) {
    if (passed_over.differs() || !chooser.wants_more() || input.next(job.chunk) != ProfileInput::Next::chunk)
      return false;
    chooser.choose(job.chunk);
    job.written = std::min<std::uint64_t>(written, job.chunk.records.size());
    written -= job.written;
    return true;
  };
  for (std::size_t thread = 0; thread < options.threads; ++thread) {
    deciders.push_back(std::make_unique<ChunkDecider>(decider, schema, input, options, by, kept));
    work.workers.emplace_back([&own = *deciders.back()](Job& job, pipeline::OutputBuffer& out) {
      own.decide(job.chunk, out, job.written);
      job.ignored = own.ignored_keys();
      job.passed_over = own.passed_over();
    });
  }
  work.done = [&](const Job& job) {
    record.add(job.chunk, job.ignored);
    passed_over.add(job.passed_over);
    standing.profiles += job.chunk.records.size();
    standing.bytes = input.bytes();
    if (options.progress) options.progress(standing);
  };

  result.cut_short = !pipeline::run(work, sink);
  result.failure = input.error();
  result.differs =
      passed_over.differs() || (result.failure.empty() && !result.cut_short && passed_over.any_left());
  decide::UndecidedFacts undecided(rules);
  std::vector<bool> seen(schema.schema.facts.size() - schema.facts);
  for (const auto& own : deciders) {
    result.summary.merge(own->summary());
    undecided.merge(own->undecided());
    for (std::size_t column = 0; column < seen.size(); ++column)
      seen[column] = seen[column] || own->seen_columns()[column];
  }
  for (std::size_t column = 0; column < seen.size(); ++column) {
    const profiles::FactSchema& asked = schema.schema.facts[schema.facts + column];
    if (asked.as_written && !seen[column]) result.absent_columns.push_back(asked.name);
  }
  if (!result.cut_short) result.input = record.find(result.summary.facts(), undecided, rules, input);
  return result;
}

}  // namespace eligo::evaluate
