#include "pipeline/ordered_jobs.hpp"

#include <thread>
#include <utility>

namespace eligo::pipeline {

bool OrderedJobs::run(const std::vector<Worker>& workers) {
  std::vector<std::thread> threads;
  try {
    threads.reserve(workers.size());
    for (std::size_t other = 1; other < workers.size(); ++other)
      threads.emplace_back([this, worker = workers[other]] { work(worker); });
  } catch (...) {  // the threads that run end before this does
    fail(std::current_exception());
  }
  work(workers.front());
  for (std::thread& thread : threads) thread.join();
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  return !cut_short_;
}

void OrderedJobs::work(const Worker& worker) noexcept {
  try {
    do_jobs(worker);
  } catch (...) {
    fail(std::current_exception());
  }
}

void OrderedJobs::do_jobs(const Worker& worker) {
  std::size_t job = 0;
  OutputBuffer out([&](std::string& text) { return pass_on(job, text); });
  while (take(job)) {
    std::exception_ptr failure;
    try {
      worker(job % slots_.size(), out);
    } catch (...) {
      failure = std::current_exception();
      out.text().clear();
    }
    finish(job, out.text(), std::move(failure));
    deliver();
  }
}

/// Waits for a free slot, and prepares the next job in it.
bool OrderedJobs::take(std::size_t& job) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopping_ || ended_ || reserved_ - delivered_ < slots_.size(); });
    if (stopping_ || ended_) return false;
    ++reserved_;
  }
  const std::lock_guard input(input_);
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || ended_) return false;
  }
  job = started_;
  if (steps_.next(job % slots_.size())) {
    ++started_;
    return true;
  }
  const std::lock_guard lock(mutex_);
  ended_ = true;
  changed_.notify_all();
  return false;
}

/// A piece of a job that goes on.
bool OrderedJobs::pass_on(std::size_t job, std::string& text) {
  std::unique_lock lock(mutex_);
  std::string& written = slot(job).written;
  while (!stopping_) {
    if (job == delivered_ && !delivering_) {
      delivering_ = true;
      std::string earlier = std::exchange(written, {});
      lock.unlock();
      const bool wanted = give(earlier) && give(text);
      lock.lock();
      delivering_ = false;
      changed_.notify_all();
      return wanted;
    }
    if (written.empty()) {
      std::swap(written, text);
      return true;
    }
    changed_.wait(lock);
  }
  return false;
}

void OrderedJobs::finish(std::size_t job, std::string& text, std::exception_ptr failure) {
  const std::lock_guard lock(mutex_);
  Slot& finished = slot(job);
  finished.written.empty() ? finished.written.swap(text) : static_cast<void>(finished.written += text);
  text.clear();
  finished.failure = std::move(failure);
  finished.done = true;
}

/// Gives what waits for its turn to the sink, unless another thread does.
void OrderedJobs::deliver() {
  std::unique_lock lock(mutex_);
  if (delivering_) return;
  delivering_ = true;
  std::string text;
  while (!stopping_) {
    Slot& first = slot(delivered_);
    if (!first.done && first.written.empty()) break;
    std::swap(text, first.written);
    const bool done = first.done;
    const bool failed = first.failure != nullptr;
    const std::size_t place = delivered_ % slots_.size();
    lock.unlock();
    const bool wanted = give(text);
    if (wanted && done && !failed) {
      const std::lock_guard input(input_);
      steps_.done(place);
    }
    lock.lock();
    if (first.written.empty()) std::swap(text, first.written);  // its memory is used again
    text.clear();
    if (wanted && failed) {
      if (!failure_) failure_ = std::exchange(first.failure, nullptr);
      stopping_ = true;
    }
    if (wanted && done) {
      first.done = false;
      ++delivered_;
    }
    changed_.notify_all();
  }
  delivering_ = false;
  changed_.notify_all();
}

/// Gives a text to the sink and clears it; whether more is wanted.
bool OrderedJobs::give(std::string& text) {
  bool wanted = true;
  try {
    wanted = text.empty() || steps_.sink(text);
  } catch (...) {
    fail(std::current_exception());
    return false;
  }
  text.clear();
  if (wanted) return true;
  const std::lock_guard lock(mutex_);
  cut_short_ = stopping_ = true;
  return false;
}

/// What stops all at once.
void OrderedJobs::fail(std::exception_ptr failure) {
  const std::lock_guard lock(mutex_);
  if (!failure_) failure_ = std::move(failure);
  stopping_ = true;
  changed_.notify_all();
}

}  // namespace eligo::pipeline
