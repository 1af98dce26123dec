#include "output/evaluation.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "output/chunk_decider.hpp"

namespace eligo::output {

namespace {

using profiles::Chunk;
using profiles::ProfileInput;

/// A chunk on its way through a thread, and what came of it.
struct Job {
  Chunk chunk;
  std::string out;
  bool done = false;
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
  Standing standing;
  Chunk chunk;
  std::string out;
  bool open = true;
  while (open && input.next(chunk) == ProfileInput::Next::chunk) {
    out.clear();
    worker.decide(chunk, out);
    open = sink(out);
    standing.profiles += chunk.records.size();
    standing.bytes = input.bytes();
    if (options.progress) options.progress(standing);
  }
  return {worker.summary(), input.error(), !open};
}

EvaluationResult evaluate_together(const decide::Decider& decider, const EvaluationOptions& options,
                                   ProfileInput& input, const ByteSink& sink) {
  // a ring of jobs: enough that no thread waits while one chunk takes long, few enough to bound memory
  std::vector<Job> ring(options.threads * 4);
  Workers workers(decider, input, options);
  bool open = true;
  std::size_t fed = 0;
  std::size_t taken = 0;
  Standing standing;
  const auto take = [&] {
    Job& job = ring[taken++ % ring.size()];
    workers.await(job);
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
  return {workers.summary(decider.rules(), options.by), input.error(), !open};
}

}  // namespace

EvaluationResult evaluate(const decide::Decider& decider, const EvaluationOptions& options,
                          const ByteSink& sink) {
  profiles::ProfileInput input(decider.rules(), options.paths, options.input);
  if (!sink(header(decider, options))) return {Summary(decider.rules(), options.by), {}, true};
  return options.threads > 1 ? evaluate_together(decider, options, input, sink)
                             : evaluate_alone(decider, options, input, sink);
}

}  // namespace eligo::output
