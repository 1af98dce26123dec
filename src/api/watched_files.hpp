#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "values/time.hpp"

namespace eligo::api {

/// What tells that a file is another or was written to, without reading it. All zero where there is none.
struct FileSignature {
  std::filesystem::path path;
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  std::int64_t size = 0;
  values::Nanoseconds written = 0;  ///< since 1970
  values::Nanoseconds changed = 0;  ///< of content, owner or mode: not to be set back

  friend bool operator==(const FileSignature&, const FileSignature&) = default;
};

/// Of each file, following links.
[[nodiscard]] std::vector<FileSignature> signatures(const std::vector<std::filesystem::path>& files);

/// What files were when they were looked at.
struct SeenFiles {
  std::vector<FileSignature> files;
  values::Nanoseconds looked_at = 0;  ///< since 1970, before the first of them was
  /// Of files that were read: one was written so shortly before that a later write may have left the same
  /// times.
  bool fresh = false;
};
[[nodiscard]] SeenFiles see_files(const std::vector<std::filesystem::path>& files);

/// Has files read until they are the same before and after, so that nothing is mixed from two versions.
/// `read` reads them and says which ones they are now; `see` looks at them. False where they changed each
/// time.
[[nodiscard]] bool read_at_rest(
    std::vector<std::filesystem::path> files, const std::function<std::vector<std::filesystem::path>()>& read,
    const std::function<SeenFiles(const std::vector<std::filesystem::path>&)>& see, SeenFiles& seen);

/// Waits until something may have changed in the folders of some files: by the system's notices where it
/// gives them (Linux's inotify), otherwise only by the time that passes. One thread waits; `stop` may be
/// called from any.
class FolderNotices {
 public:
  enum class Event { notice, time_passed, stopped };

  FolderNotices();  ///< std::system_error where the system has no descriptor left
  FolderNotices(const FolderNotices&) = delete;
  FolderNotices& operator=(const FolderNotices&) = delete;
  ~FolderNotices();

  /// The files from now on; a folder that cannot be watched gives no notices.
  void watch(const std::vector<std::filesystem::path>& files);
  [[nodiscard]] Event wait(std::chrono::milliseconds longest);
  /// Only time and `stop` end this; notices of before it are forgotten after it.
  [[nodiscard]] Event rest(std::chrono::milliseconds length);
  /// For good: every wait ends at once.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace eligo::api
