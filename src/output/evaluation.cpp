#include "output/evaluation.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "output/chunk_decider.hpp"
#include "output/input_findings.hpp"
#include "profiles/ignored_names.hpp"

namespace eligo::output {

namespace {

using profiles::Chunk;
using profiles::ProfileInput;

/// A chunk on its way through a thread, and what came of it.
struct Job {
  Chunk chunk;
  std::string out;
  std::vector<std::string> ignored;
  bool done = false;
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

  [[nodiscard]] InputFindings findings(const check::CheckedRuleSet& rules, const FactTallies& tallies,
                                       const decide::UndecidedFacts& undecided,
                                       const ProfileInput& input) const {
    const auto place_of = [&](const RecordNumber& record) {
      return (elements_[record.input] ? "record " : "line ") + std::to_string(record.line) + " of " +
             input.name(record.input);
    };
    return find_in_input({rules, tallies, undecided, ignored_.names(), place_of});
  }

 private:
  std::vector<bool> elements_;  // by input: its records are counted, not its lines
  std::shared_ptr<const profiles::CsvHeader> header_;
  profiles::IgnoredNames ignored_;
};

/// Threads that decide chunks. Whoever feeds it takes the results in the order in which it fed the chunks.
class Workers {
 public:
  Workers(const decide::Decider& decider, const ProfileInput& input, const EvaluationOptions& options) {
    for (std::size_t thread = 0; thread < options.threads; ++thread) {
      deciders_.push_back(std::make_unique<ChunkDecider>(decider, input, options));
    }
    try {
      for (const auto& own : deciders_) {
        threads_.emplace_back([this, thread_decider = own.get()] { work(*thread_decider); });
      }
    } catch (...) {  // no more threads to be had: those that run must end before the members go
      stop();
      throw;
    }
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers() { stop(); }

  void feed(Job& job) {
    const std::lock_guard lock(mutex_);
    job.done = false;
    waiting_.push_back(&job);
    changed_.notify_all();
  }

  /// Waits until the job is done; rethrows what went wrong in any thread.
  void await(const Job& job) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return job.done || failure_; });
    if (failure_) std::rethrow_exception(failure_);
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      changed_.notify_all();
    }
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  /// After `stop`.
  [[nodiscard]] Summary summary(const check::CheckedRuleSet& rules,
                                const std::vector<std::uint32_t>& by) const {
    Summary sum(rules, by);
    for (const auto& decider : deciders_) sum.merge(decider->summary());
    return sum;
  }
  [[nodiscard]] decide::UndecidedFacts undecided(const check::CheckedRuleSet& rules) const {
    decide::UndecidedFacts all(rules);
    for (const auto& decider : deciders_) all.merge(decider->undecided());
    return all;
  }

 private:
  void work(ChunkDecider& decider) {
    while (true) {
      Job* job = nullptr;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (stopping_) return;
        job = waiting_.front();
        waiting_.pop_front();
      }
      std::exception_ptr failure;
      try {
        job->out.clear();
        decider.decide(job->chunk, job->out);
        job->ignored = decider.ignored_keys();
      } catch (...) {
        failure = std::current_exception();
      }
      const std::lock_guard lock(mutex_);
      if (failure && !failure_) failure_ = failure;
      job->done = true;
      changed_.notify_all();
    }
  }

  std::vector<std::unique_ptr<ChunkDecider>> deciders_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job*> waiting_;  // guarded by mutex_, like all below
  std::exception_ptr failure_;
  bool stopping_ = false;
};

std::string header(const decide::Decider& decider, const EvaluationOptions& options) {
  std::string text;
  if (options.format == DecisionFormat::csv) {
    CsvWriter(decider.rules(), options.locale, options.raw_csv).write_header(text);
  }
  return text;
}

EvaluationResult evaluate_alone(const decide::Decider& decider, const EvaluationOptions& options,
                                ProfileInput& input, const ByteSink& sink) {
  ChunkDecider worker(decider, input, options);
  InputRecord record;
  Standing standing;
  Chunk chunk;
  std::string out;
  bool open = true;
  while (open && input.next(chunk) == ProfileInput::Next::chunk) {
    out.clear();
    worker.decide(chunk, out);
    record.add(chunk, worker.ignored_keys());
    open = sink(out);
    standing.profiles += chunk.records.size();
    standing.bytes = input.bytes();
    if (options.progress) options.progress(standing);
  }
  return {worker.summary(), input.error(), !open,
          record.findings(decider.rules(), worker.summary().facts(), worker.undecided(), input)};
}

EvaluationResult evaluate_together(const decide::Decider& decider, const EvaluationOptions& options,
                                   ProfileInput& input, const ByteSink& sink) {
  // a ring of jobs: enough that no thread waits while one chunk takes long, few enough to bound memory
  std::vector<Job> ring(options.threads * 4);
  Workers workers(decider, input, options);
  InputRecord record;
  bool open = true;
  std::size_t fed = 0;
  std::size_t taken = 0;
  Standing standing;
  const auto take = [&] {
    Job& job = ring[taken++ % ring.size()];
    workers.await(job);
    record.add(job.chunk, job.ignored);
    open = open && sink(job.out);
    standing.profiles += job.chunk.records.size();
    standing.bytes = input.bytes();
    if (open && options.progress) options.progress(standing);
  };
  while (open && input.next(ring[fed % ring.size()].chunk) == ProfileInput::Next::chunk) {
    workers.feed(ring[fed++ % ring.size()]);
    if (fed - taken == ring.size()) take();
  }
  while (open && taken < fed) take();
  workers.stop();
  Summary summary = workers.summary(decider.rules(), options.by);
  InputFindings findings;  // none where nobody reads on: then more was decided than recorded
  if (open)
    findings = record.findings(decider.rules(), summary.facts(), workers.undecided(decider.rules()), input);
  return {std::move(summary), input.error(), !open, std::move(findings)};
}

}  // namespace

EvaluationResult evaluate(const decide::Decider& decider, const EvaluationOptions& options,
                          const ByteSink& sink) {
  profiles::ProfileInput input(decider.rules(), options.paths, options.input);
  if (!sink(header(decider, options))) return {Summary(decider.rules(), options.by), {}, true, {}};
  return options.threads > 1 ? evaluate_together(decider, options, input, sink)
                             : evaluate_alone(decider, options, input, sink);
}

}  // namespace eligo::output
