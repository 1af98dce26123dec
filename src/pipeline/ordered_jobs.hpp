#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/output_buffer.hpp"

namespace eligo::pipeline {

/// Takes bytes of the output, in order. False: it can take no more, and the run stops.
using ByteSink = std::function<bool(std::string_view)>;

/// Threads that do jobs together. Each prepares the next job itself, does it, and gives what was written to
/// the sink where its turn has come, with all that waited for that: what one job is about stays with one
/// thread, and no thread only hands on. What a job writes is held until its turn comes, but no more than two
/// pieces: then the job waits.
class OrderedJobs {
 public:
  /// Does a job and writes what comes of it.
  using Worker = std::function<void(std::size_t place, OutputBuffer& out)>;
  /// Each is called by one thread at a time, and in order; `next` and `done` never together, `sink` while
  /// either of them runs. `place`, below `places`, is where the job is kept: it is free again when `done` was
  /// called, and where `next` gives false there are no more jobs.
  struct Steps {
    std::function<bool(std::size_t place)> next;
    std::function<void(std::size_t place)> done;
    ByteSink sink;
  };

  OrderedJobs(std::size_t places, Steps steps) : steps_(std::move(steps)), slots_(places) {}

  /// Does all jobs, once; the calling thread has the first worker, and each other one a thread of its own.
  /// False where the sink took no more. Throws what a worker threw, once all that comes before is done, and
  /// at once where a step throws or a thread cannot be had; then all threads have ended.
  [[nodiscard]] bool run(const std::vector<Worker>& workers);

 private:
  struct Slot {
    std::string written;  // not yet given to the sink
    bool done = false;
    std::exception_ptr failure;
  };

  void work(const Worker& worker) noexcept;
  void do_jobs(const Worker& worker);
  [[nodiscard]] bool take(std::size_t& job);
  [[nodiscard]] bool pass_on(std::size_t job, std::string& text);
  void finish(std::size_t job, std::string& text, std::exception_ptr failure);
  void deliver();
  [[nodiscard]] bool give(std::string& text);
  void fail(std::exception_ptr failure);
  [[nodiscard]] Slot& slot(std::size_t job) { return slots_[job % slots_.size()]; }

  Steps steps_;
  std::mutex input_;         // held while `next` or `done` runs
  std::size_t started_ = 0;  // jobs that `next` prepared; guarded by input_

  std::mutex mutex_;
  std::condition_variable changed_;  // anything of what follows, which mutex_ guards
  std::vector<Slot> slots_;
  std::size_t reserved_ = 0;   // jobs that have a slot, or ask for the next one
  std::size_t delivered_ = 0;  // jobs that are done with; the next one's turn it is
  bool delivering_ = false;    // a thread gives bytes to the sink
  bool ended_ = false;         // there is no further job
  bool stopping_ = false;      // nothing more is to be done
  bool cut_short_ = false;
  std::exception_ptr failure_;
};

}  // namespace eligo::pipeline
