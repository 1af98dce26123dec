#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "pipeline/output_buffer.hpp"
#include "pipeline/ring.hpp"

namespace eligo::pipeline {

/// Work that is cut into jobs. A `Job` holds what is to be done (a chunk of the input) and what came of it
/// but for the bytes; jobs are used again and keep their memory.
template <typename Job>
struct Work {
  /// Fills a job with what comes next; false at the end. Called by one thread, in order.
  std::function<bool(Job&)> next;
  /// Do a job, one each; several work at once. At least one. They write to the buffer in order.
  std::vector<std::function<void(Job&, OutputBuffer&)>> workers;
  /// Told of each job that is done and whose bytes the sink has. Called by one thread, in order.
  std::function<void(const Job&)> done;
};

/// Does all the work; a thread for each worker, or none of its own where there is one worker. Bytes and calls
/// are the same for any number of workers. False where the sink took no more. Throws what a worker threw,
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
  std::vector<Ring::Worker> workers;
  for (const auto& worker : work.workers) {
    workers.emplace_back([&jobs, &worker](std::size_t job, OutputBuffer& out) { worker(jobs[job], out); });
  }
  Ring ring(jobs.size(), workers);
  std::size_t started = 0, delivered = 0;
  const auto deliver = [&] {
    const std::size_t job = delivered++ % jobs.size();
    if (!ring.deliver(job, sink)) return false;
    work.done(jobs[job]);
    return true;
  };
  while (work.next(jobs[started % jobs.size()])) {
    ring.start(started++ % jobs.size());
    if (started - delivered == jobs.size() && !deliver()) return false;
  }
  while (delivered < started) {
    if (!deliver()) return false;
  }
  return true;
}

}  // namespace eligo::pipeline
