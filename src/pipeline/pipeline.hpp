#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "pipeline/ordered_jobs.hpp"
#include "pipeline/output_buffer.hpp"

namespace eligo::pipeline {

/// Work that is cut into jobs. A `Job` holds what is to be done (a chunk of the input) and what came of it
/// but for the bytes; jobs are used again and keep their memory.
template <typename Job>
struct Work {
  /// Fills a job with what comes next; false at the end. Called by one thread at a time, in order, and never
  /// together with `done`.
  std::function<bool(Job&)> next;
  /// Do a job, one each; several work at once. At least one. They write to the buffer in order.
  std::vector<std::function<void(Job&, OutputBuffer&)>> workers;
  /// Told of each job that is done and whose bytes the sink has. Called by one thread at a time, in order.
  std::function<void(const Job&)> done;
};

/// Does all the work; each worker has a thread, the first one the calling thread. Bytes and calls are the
/// same for any number of workers. False where the sink took no more. Throws what a worker threw,
/// once all that comes before is done, and what anything else throws at once.
template <typename Job>
[[nodiscard]] bool run(const Work<Job>& work, const ByteSink& sink) {
  if (work.workers.size() == 1) {
    Job job;
    OutputBuffer out([&sink](const std::string& text) { return sink(text); });
    while (work.next(job)) {
      work.workers.front()(job, out);
      if (!out.pass_on()) return false;
      work.done(job);
    }
    return true;
  }
  // Enough jobs that no thread waits while one of them takes long, few enough to bound memory.
  std::vector<Job> jobs(work.workers.size() * 4);
  std::vector<OrderedJobs::Worker> workers;
  for (const auto& worker : work.workers) {
    workers.emplace_back([&jobs, &worker](std::size_t job, OutputBuffer& out) { worker(jobs[job], out); });
  }
  return OrderedJobs(jobs.size(), {[&](std::size_t job) { return work.next(jobs[job]); },
                                   [&](std::size_t job) { work.done(jobs[job]); }, sink})
      .run(workers);
}

}  // namespace eligo::pipeline
