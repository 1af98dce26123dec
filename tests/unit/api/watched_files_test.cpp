#include "api/watched_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace eligo::api {
namespace {

constexpr values::Nanoseconds now = 1'000 * values::nanoseconds_per_second;

using Paths = std::vector<std::filesystem::path>;

/// Files of which each look sees the next of some versions, and then always the last.
struct Files {
  std::vector<std::int64_t> versions;
  bool fresh = false;
  std::size_t looks = 0, reads = 0;

  bool read(const Paths& first, const Paths& named, SeenFiles& seen) {
    return read_at_rest(
        first,
        [&] {
          ++reads;
          return named;
        },
        [&](const Paths& paths) {
          const std::int64_t version = versions[std::min(looks++, versions.size() - 1)];
          SeenFiles found;
          found.looked_at = now;
          const values::Nanoseconds age = (fresh ? 1 : 10) * values::nanoseconds_per_second;
          for (const auto& path : paths)
            found.files.push_back({.path = path, .size = version, .changed = now - age});
          return found;
        },
        seen);
  }
};

TEST(ReadAtRest, ReadsUntilNothingChangesMeanwhile) {
  struct Case {
    const char* name;
    std::vector<std::int64_t> versions;
    bool fresh;
    Paths named;
    bool rested;
    std::size_t reads;
  };
  for (const Case& tried : {
           Case{"at rest", {1}, true, {"a"}, true, 1},
           Case{"written while it was read", {1, 2}, true, {"a"}, true, 2},
           Case{"written twice", {1, 2, 2, 3}, true, {"a"}, true, 3},
           Case{"written each time", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, true, {"a"}, false, 5},
           Case{"names another that has rested", {1}, false, {"a", "b"}, true, 1},
           Case{"names another that was just written", {1}, true, {"a", "b"}, true, 2},
       }) {
    SCOPED_TRACE(tried.name);
    Files files{tried.versions, tried.fresh};
    SeenFiles seen;
    EXPECT_EQ(files.read({"a"}, tried.named, seen), tried.rested);
    EXPECT_EQ(files.reads, tried.reads);
    EXPECT_EQ(seen.files.size(), tried.named.size());
  }
}

}  // namespace
}  // namespace eligo::api
