#include "api/watched_files.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>
#include <system_error>
#include <utility>

#ifdef __linux__
#include <sys/eventfd.h>
#include <sys/inotify.h>

#include <poll.h>
#include <unistd.h>

#include "files/descriptor.hpp"
#else
#include <condition_variable>
#include <mutex>
#endif

namespace eligo::api {

namespace {

// A file whose times are older than that when it is read was not being written: file systems keep times only
// to within some milliseconds, FAT to two seconds.
constexpr values::Nanoseconds too_fresh = 3 * values::nanoseconds_per_second;
constexpr int most_rounds = 5;

values::Nanoseconds nanoseconds_of(const timespec& time) {
  return time.tv_sec * values::nanoseconds_per_second + time.tv_nsec;
}

}  // namespace

std::vector<FileSignature> signatures(const std::vector<std::filesystem::path>& files) {
  std::vector<FileSignature> found;
  found.reserve(files.size());
  for (const std::filesystem::path& path : files) {
    FileSignature& file = found.emplace_back(FileSignature{.path = path});
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) continue;
    file.device = status.st_dev;
    file.number = status.st_ino;
    file.size = status.st_size;
    file.written = nanoseconds_of(status.st_mtim);
    file.changed = nanoseconds_of(status.st_ctim);
  }
  return found;
}

SeenFiles see_files(const std::vector<std::filesystem::path>& files) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {.files = signatures(files), .looked_at = std::chrono::nanoseconds(now).count(), .fresh = false};
}

bool read_at_rest(std::vector<std::filesystem::path> files,
                  const std::function<std::vector<std::filesystem::path>()>& read,
                  const std::function<SeenFiles(const std::vector<std::filesystem::path>&)>& see,
                  SeenFiles& seen) {
  for (int round = 0; round < most_rounds; ++round) {
    const SeenFiles before = see(files);
    files = read();
    seen = see(files);
    const auto is_fresh = [&](const FileSignature& file) {
      return file.changed >= before.looked_at - too_fresh;
    };
    seen.fresh = std::ranges::any_of(seen.files, is_fresh);
    // Of a file named for the first time nobody knows what it was before, but that it has rested.
    const bool rested = std::ranges::all_of(seen.files, [&](const FileSignature& file) {
      const auto same = std::ranges::find(before.files, file.path, &FileSignature::path);
      return same != before.files.end() ? *same == file : !seen.fresh;
    });
    if (rested) return true;
  }
  return false;
}

#ifdef __linux__

namespace {

using files::Descriptor;

/// Takes and forgets what waits to be read.
void drain(const Descriptor& file) {
  alignas(8) std::array<char, 4096> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): written first
  while (file.is_open() && ::read(file.number(), bytes.data(), bytes.size()) > 0) {
  }
}

}  // namespace

// Without notices (a negative descriptor) poll passes them over; without a way to stop there is no waiting.
struct FolderNotices::State {
  State() {
    if (stopping.number() < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  }

  Descriptor notices{::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)};
  Descriptor stopping{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
  std::set<int> watches;

  [[nodiscard]] Event wait(std::chrono::milliseconds longest, bool heed_notices) const {
    constexpr std::chrono::hours most{1};  // to look too early does no harm
    const auto end = std::chrono::steady_clock::now() + std::min<std::chrono::milliseconds>(longest, most);
    for (;;) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      std::array<pollfd, 2> polled{
          pollfd{.fd = stopping.number(), .events = POLLIN, .revents = 0},
          pollfd{.fd = heed_notices ? notices.number() : -1, .events = POLLIN, .revents = 0}};
      const int ready =
          ::poll(polled.data(), polled.size(), static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
      if (polled[0].revents != 0) return Event::stopped;
      if (polled[1].revents != 0) {
        drain(notices);
        return Event::notice;
      }
      // Interrupted by a signal: again.
      if (ready <= 0 && std::chrono::steady_clock::now() >= end) return Event::time_passed;
    }
  }
};

FolderNotices::FolderNotices() : state_(std::make_unique<State>()) {}

void FolderNotices::watch(const std::vector<std::filesystem::path>& files) {
  std::set<std::filesystem::path> folders;
  for (const std::filesystem::path& file : files) {
    folders.insert(file.has_parent_path() ? file.parent_path() : std::filesystem::path("."));
    std::error_code none;  // where a link leads, too
    const auto target = std::filesystem::canonical(file, none);
    if (!none) folders.insert(target.parent_path());
  }
  // Each time anew: a folder of the same name may be another by now; of the same one the system gives the
  // same number.
  const int notices = state_->notices.number();
  std::set<int> watches;
  for (const std::filesystem::path& folder : folders) {
    // Written in place, renamed, linked anew, removed.
    const int watch = ::inotify_add_watch(
        notices, folder.c_str(), IN_CLOSE_WRITE | IN_MODIFY | IN_MOVE | IN_CREATE | IN_DELETE | IN_ATTRIB);
    if (watch >= 0) watches.insert(watch);
  }
  for (const int watch : state_->watches) {
    if (!watches.contains(watch)) ::inotify_rm_watch(notices, watch);
  }
  state_->watches = std::move(watches);
}

FolderNotices::Event FolderNotices::wait(std::chrono::milliseconds longest) {
  return state_->wait(longest, true);
}

FolderNotices::Event FolderNotices::rest(std::chrono::milliseconds length) {
  const Event event = state_->wait(length, false);
  drain(state_->notices);
  return event;
}

void FolderNotices::stop() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(state_->stopping.number(), &one, sizeof(one));
}

#else

struct FolderNotices::State {
  std::mutex mutex;
  std::condition_variable changed;
  bool stopped = false;
};

FolderNotices::FolderNotices() : state_(std::make_unique<State>()) {}

void FolderNotices::watch(const std::vector<std::filesystem::path>&) {}

FolderNotices::Event FolderNotices::wait(std::chrono::milliseconds longest) {
  std::unique_lock lock(state_->mutex);
  return state_->changed.wait_for(lock, longest, [&] { return state_->stopped; }) ? Event::stopped
                                                                                  : Event::time_passed;
}

FolderNotices::Event FolderNotices::rest(std::chrono::milliseconds length) { return wait(length); }

void FolderNotices::stop() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopped = true;
  }
  state_->changed.notify_all();
}

#endif

FolderNotices::~FolderNotices() = default;

}  // namespace eligo::api
