#include "test_watch.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include "api/watched_files.hpp"

namespace eligo::tool {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto settle = 20ms;              // files rest for so long before they are read
constexpr auto look_every = 2'000ms;       // where the system gives no notices
constexpr std::int64_t tick = 10'000'000;  // nanoseconds that times of files may lag behind: 1/HZ

/// Those of which the signature is another now, or that only one of both lists has.
std::vector<fs::path> changed(const std::vector<api::FileSignature>& before,
                              const std::vector<api::FileSignature>& after) {
  std::vector<fs::path> paths;
  for (const api::FileSignature& file : after) {
    const auto same = std::ranges::find(before, file.path, &api::FileSignature::path);
    if (same == before.end() || *same != file) paths.push_back(file.path);
  }
  return paths;
}

}  // namespace

Status watch_fixtures(authoring::TestSession& session, const ShowTested& show) {
  api::FolderNotices notices;
  std::vector<api::FileSignature> seen;
  std::vector<fs::path> changes;
  std::string problem;
  // Of what was written just before the start, the first reading counts.
  static_cast<void>(notices.rest(settle));
  for (bool first = true;; first = false) {
    const auto start = std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
    const authoring::TestSession::Tried tried = session.run(changes);
    if (tried.problem != problem && !tried.problem.empty()) say(tried.problem);
    problem = tried.problem;
    if (first || !tried.files.empty() || tried.gone > 0) {
      const Status status = show(session.tested(), tried.files);
      if (status != Status::well) return status;
      say("watching; Ctrl-C ends it");
    }
    // What was read is as `seen`; of what was named for the first time only what had rested is known.
    std::vector<fs::path> watched = session.watched();
    notices.watch(watched);
    std::vector<api::FileSignature> found = api::signatures(watched);
    const auto is_new = [&](const fs::path& path) {
      return std::ranges::find(seen, path, &api::FileSignature::path) == seen.end();
    };
    for (const api::FileSignature& file : found) {
      if (is_new(file.path) && file.changed < start - tick) seen.push_back(file);
    }
    if (changed(seen, found).empty()) static_cast<void>(notices.wait(look_every));
    for (bool rests = false; !rests;) {
      static_cast<void>(notices.rest(settle));
      const auto before = std::exchange(found, api::signatures(watched));
      rests = found == before;
    }
    changes = changed(seen, found);
    seen = std::move(found);
  }
}

}  // namespace eligo::tool
