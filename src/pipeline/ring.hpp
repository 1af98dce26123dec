#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "pipeline/output_buffer.hpp"

namespace eligo::pipeline {

/// Takes bytes of the output, in order. False: it can take no more, and the run stops.
using ByteSink = std::function<bool(std::string_view)>;

/// Threads that work on numbered jobs. One thread, the owner, starts jobs and takes what they wrote in the
/// same order. What a job writes is held until its turn comes, but no more than two pieces: then the job
/// waits. The one whose turn it is waits for the owner only.
class Ring {
 public:
  /// Does a job and writes what comes of it.
  using Worker = std::function<void(std::size_t job, OutputBuffer& out)>;

  /// Jobs have numbers below `jobs`. One thread for each worker; throws where it cannot be had.
  Ring(std::size_t jobs, const std::vector<Worker>& workers);
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;
  /// Jobs that have not begun are dropped; waits for those that have.
  ~Ring() { stop(); }

  void start(std::size_t job);
  /// Waits until the job, the first of those started and not taken, is done, giving what it writes to the
  /// sink as it comes. False where the sink takes no more. Rethrows what the job threw.
  [[nodiscard]] bool deliver(std::size_t job, const ByteSink& sink);

 private:
  struct Slot {
    std::string written;  // not yet given to the sink
    bool done = false;
    std::exception_ptr failure;
  };

  void work(const Worker& worker);
  [[nodiscard]] bool next_job(std::size_t& job);
  [[nodiscard]] bool pass_on(std::size_t job, std::string& text);
  void add_last(std::size_t job, std::string& text);
  void stop();

  std::mutex mutex_;
  std::condition_variable started_;   // or stopping
  std::condition_variable advanced_;  // something was written, given to the sink or done, or stopping
  std::vector<Slot> slots_;           // guarded by mutex_, as what follows
  std::deque<std::size_t> waiting_;
  bool stopping_ = false;
  std::string taken_;                 // the owner's
  std::vector<std::thread> threads_;  // the owner's; they end before the other members do
};

}  // namespace eligo::pipeline
