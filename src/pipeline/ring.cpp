#include "pipeline/ring.hpp"

#include <utility>

namespace eligo::pipeline {

Ring::Ring(std::size_t jobs, const std::vector<Worker>& workers) : slots_(jobs) {
  threads_.reserve(workers.size());
  try {
    for (const Worker& worker : workers) threads_.emplace_back([this, worker] { work(worker); });
  } catch (...) {  // the threads that run end before the members go
    stop();
    throw;
  }
}

void Ring::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  started_.notify_all();
  advanced_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Ring::start(std::size_t job) {
  {
    const std::lock_guard lock(mutex_);
    slots_[job].done = false;
    waiting_.push_back(job);
  }
  started_.notify_one();
}

bool Ring::deliver(std::size_t job, const ByteSink& sink) {
  Slot& slot = slots_[job];
  for (bool done = false; !done;) {
    taken_.clear();
    {
      std::unique_lock lock(mutex_);
      advanced_.wait(lock, [&] { return slot.done || !slot.written.empty(); });
      std::swap(taken_, slot.written);
      done = slot.done;
    }
    advanced_.notify_all();
    if (!taken_.empty() && !sink(taken_)) return false;
  }
  if (slot.failure) std::rethrow_exception(std::exchange(slot.failure, nullptr));
  return true;
}

bool Ring::next_job(std::size_t& job) {
  std::unique_lock lock(mutex_);
  started_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
  if (stopping_) return false;
  job = waiting_.front();
  waiting_.pop_front();
  return true;
}

bool Ring::pass_on(std::size_t job, std::string& text) {
  std::string& written = slots_[job].written;
  {
    std::unique_lock lock(mutex_);
    advanced_.wait(lock, [&] { return stopping_ || written.empty(); });
    if (stopping_) return false;
    std::swap(written, text);
  }
  advanced_.notify_all();
  return true;
}

void Ring::add_last(std::size_t job, std::string& text) {
  const std::lock_guard lock(mutex_);
  std::string& written = slots_[job].written;
  written.empty() ? written.swap(text) : static_cast<void>(written += text);
}

void Ring::work(const Worker& worker) {
  std::size_t job = 0;
  OutputBuffer out([&](std::string& text) { return pass_on(job, text); });
  while (next_job(job)) {
    std::exception_ptr failure;
    try {
      worker(job, out);
      add_last(job, out.text());
    } catch (...) {
      failure = std::current_exception();
    }
    out.text().clear();
    {
      const std::lock_guard lock(mutex_);
      slots_[job].failure = std::move(failure);
      slots_[job].done = true;
    }
    advanced_.notify_all();
  }
}

}  // namespace eligo::pipeline
