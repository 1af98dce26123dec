#include "evaluate/evaluation.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "evaluate/chunk_decider.hpp"
#include "output/input_finding_text.hpp"
#include "pipeline/pipeline.hpp"
#include "profiles/ignored_names.hpp"
#include "summary/input_findings.hpp"

namespace eligo::evaluate {

namespace {

using profiles::Chunk;
using profiles::ProfileInput;

/// A chunk, and what came of it beside decisions.
struct Job {
  Chunk chunk;
  std::vector<std::string> ignored;
};

/// Takes down what the chunks say of their inputs, in input order.
class InputRecord {
 public:
  void add(const Chunk& chunk, const std::vector<std::string>& ignored_keys) {
    elements_.resize(std::max(elements_.size(), chunk.input + 1));
    elements_[chunk.input] = chunk.format == profiles::Format::json;
    if (chunk.header != nullptr && chunk.header != header_) ignored_.add(chunk.header->ignored);
    header_ = chunk.header;
    ignored_.add(ignored_keys);
  }

  void find(const summary::FactTallies& tallies, const decide::UndecidedFacts& undecided,
            const check::CheckedRuleSet& rules, const ProfileInput& input, EvaluationResult& result) const {
    const auto place_of = [&](const summary::RecordNumber& record) {
      return (elements_[record.input] ? "record " : "line ") + std::to_string(record.line) + " of " +
             input.name(record.input);
    };
    const auto found = summary::find_in_input(tallies, undecided, ignored_.names());
    for (const auto& finding : found.findings)
      result.findings.push_back(output::finding_text(finding, rules, place_of));
    for (const auto& remark : found.remarks)
      result.remarks.push_back(output::finding_text(remark, rules, place_of));
  }

 private:
  std::vector<bool> elements_;  // by input: its records are counted, not its lines
  std::shared_ptr<const profiles::CsvHeader> header_;
  profiles::IgnoredNames ignored_;
};

std::string header(const decide::Decider& decider, const EvaluationOptions& options) {
  std::string text;
  if (options.format == DecisionFormat::csv) {
    output::CsvWriter(decider.rules(), options.locale, options.raw_csv).write_header(text);
  }
  return text;
}

}  // namespace

EvaluationResult evaluate(const decide::Decider& decider, const EvaluationOptions& options,
                          const pipeline::ByteSink& sink) {
  const check::CheckedRuleSet& rules = decider.rules();
  EvaluationResult result{summary::Summary(rules, options.by), {}, true, {}, {}};
  ProfileInput input(decider.program().schema(), options.paths, options.input);
  if (!sink(header(decider, options))) return result;

  std::vector<std::unique_ptr<ChunkDecider>> deciders;
  InputRecord record;
  Standing standing;
  pipeline::Work<Job> work;
  work.next = [&](Job& job) { return input.next(job.chunk) == ProfileInput::Next::chunk; };
  for (std::size_t thread = 0; thread < options.threads; ++thread) {
    deciders.push_back(std::make_unique<ChunkDecider>(decider, input, options));
    work.workers.emplace_back([&own = *deciders.back()](Job& job, pipeline::OutputBuffer& out) {
      own.decide(job.chunk, out);
      job.ignored = own.ignored_keys();
    });
  }
  work.done = [&](const Job& job) {
    record.add(job.chunk, job.ignored);
    standing.profiles += job.chunk.records.size();
    standing.bytes = input.bytes();
    if (options.progress) options.progress(standing);
  };

  result.cut_short = !pipeline::run(work, sink);
  result.failure = input.error();
  decide::UndecidedFacts undecided(rules);
  for (const auto& own : deciders) {
    result.summary.merge(own->summary());
    undecided.merge(own->undecided());
  }
  if (!result.cut_short) record.find(result.summary.facts(), undecided, rules, input, result);
  return result;
}

}  // namespace eligo::evaluate
