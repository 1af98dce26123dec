#include "evaluate/evaluation.hpp"

#include <memory>

#include "evaluate/chunk_decider.hpp"
#include "evaluate/input_record.hpp"
#include "pipeline/pipeline.hpp"

namespace eligo::evaluate {

namespace {

using profiles::Chunk;
using profiles::ProfileInput;

/// A chunk, and what came of it beside decisions.
struct Job {
  Chunk chunk;
  std::vector<std::string> ignored;
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
  EvaluationResult result{summary::Summary(rules, options.by), {}, true, {}};
  const InputSchema schema(decider.program().schema(), options.now_field);
  ProfileInput input(schema.schema, options.paths, options.input);
  if (!sink(header(decider, options))) return result;

  std::vector<std::unique_ptr<ChunkDecider>> deciders;
  InputRecord record;
  Standing standing;
  pipeline::Work<Job> work;
  work.next = [&](Job& job) { return input.next(job.chunk) == ProfileInput::Next::chunk; };
  for (std::size_t thread = 0; thread < options.threads; ++thread) {
    deciders.push_back(std::make_unique<ChunkDecider>(decider, schema, input, options));
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
  if (!result.cut_short) result.input = record.find(result.summary.facts(), undecided, rules, input);
  return result;
}

}  // namespace eligo::evaluate
