#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

namespace eligo::api {

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
