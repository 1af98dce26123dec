#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "pipeline/pipeline.hpp"

namespace eligo::authoring {

/// Does so many jobs, known by their numbers, on so many threads. `make` makes what one thread does them by;
/// jobs write to places of their own.
template <typename Make>
void run_parallel(std::size_t jobs, std::size_t threads, const Make& make) {
  pipeline::Work<std::size_t> work;
  const std::size_t workers = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(jobs, 1));
  for (std::size_t i = 0; i < workers; ++i) {
    work.workers.emplace_back(
        [one = make()](const std::size_t& job, pipeline::OutputBuffer&) mutable { one(job); });
  }
  std::size_t next = 0;
  work.next = [&](std::size_t& job) {
    if (next == jobs) return false;
    job = next++;
    return true;
  };
  work.done = [](const std::size_t&) {};
  static_cast<void>(pipeline::run(work, [](std::string_view) { return true; }));
}

}  // namespace eligo::authoring
