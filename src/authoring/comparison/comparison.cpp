#include "authoring/comparison/comparison.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "authoring/comparison/chunk_comparer.hpp"
#include "pipeline/pipeline.hpp"

namespace eligo::authoring {

namespace {

struct Job {
  profiles::Chunk chunk;
  ChunkComparer::Findings findings;
};

void add_new(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const std::string& text : from) {
    if (std::ranges::find(to, text) == to.end()) to.push_back(text);
  }
}

}  // namespace

ComparisonResult compare(const RuleSetPair& pair, const ComparisonOptions& options) {
  const evaluate::InputSchema schema(pair.facts.schema, options.now_field, options.input.mapping);
  profiles::ProfileInput input(schema.schema, options.paths, options.input);
  ComparisonResult result{SwapSet(pair, options.by), Samples(options.samples), {}, {}, {}, false, {}, {},
                          options.now_field};
  for (std::size_t path = 0; path < input.inputs(); ++path) result.inputs.names.push_back(input.name(path));

  std::vector<std::unique_ptr<ChunkComparer>> comparers;
  evaluate::InputRecord record;
  evaluate::Standing standing;
  std::string cut_off;
  pipeline::Work<Job> work;
  work.next = [&](Job& job) {
    return !result.cut_short && cut_off.empty() &&
           input.next(job.chunk) == profiles::ProfileInput::Next::chunk;
  };
  for (std::size_t thread = 0; thread < options.threads; ++thread) {
    comparers.push_back(
        std::make_unique<ChunkComparer>(pair, options, result.inputs, schema, input.read_options()));
    work.workers.emplace_back([&own = *comparers.back()](Job& job, pipeline::OutputBuffer&) {
      own.compare(job.chunk, job.findings);
    });
  }
  work.done = [&](const Job& job) {
    record.add(job.chunk, job.findings.ignored_keys);
    result.samples.append(job.findings.samples);
    if (!result.first_bad) result.first_bad = job.findings.bad;
    if (const auto& bad = job.findings.cut_off; bad && cut_off.empty()) {
      const ProfileName& at = bad->profile;
      cut_off = "cannot read " + result.inputs.names[at.record.input] + ": it ends in " +
                (at.element ? "element " : "line ") + std::to_string(at.record.line) +
                ", which may be cut off: " + bad->problem;
    }
    for (std::size_t list = 0; list < job.findings.lists.size() && !result.cut_short; ++list) {
      const std::string& lines = job.findings.lists[list];
      if (!lines.empty()) result.cut_short = !options.write(list, lines);
    }
    standing.profiles += job.chunk.records.size();
    standing.bytes = input.bytes();
    if (options.progress) options.progress(standing);
  };
  static_cast<void>(pipeline::run(work, [](std::string_view) { return true; }));
  result.failure = cut_off.empty() ? input.error() : cut_off;

  Both<summary::FactTallies> tallies{{summary::FactTallies(pair.rules_of(Side::champion)),
                                      summary::FactTallies(pair.rules_of(Side::challenger))}};
  Both<decide::UndecidedFacts> undecided{{decide::UndecidedFacts(pair.rules_of(Side::champion)),
                                          decide::UndecidedFacts(pair.rules_of(Side::challenger))}};
  for (const auto& own : comparers) {
    result.swap_set.merge(own->swap_set());
    for (const Side side : sides) {
      tallies[side].merge(own->tallies()[side]);
      undecided[side].merge(own->undecided()[side]);
    }
  }
  if (result.cut_short) return result;
  for (const Side side : sides) {
    auto said = record.find(tallies[side], undecided[side], pair.rules_of(side), input);
    add_new(result.input.findings, said.findings);
    add_new(result.input.remarks, said.remarks);
    result.use[side] = InputUse{std::move(tallies[side]), std::move(said.quality)};
  }
  return result;
}

}  // namespace eligo::authoring
