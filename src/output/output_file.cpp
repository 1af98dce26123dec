#include "output/output_file.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace eligo::output {

namespace {

namespace fs = std::filesystem;
using files::Descriptor;

constexpr mode_t readable_by_all = 0666;  // less what the process masks
constexpr std::string_view mark = ".partial.";
constexpr std::size_t random_letters = 6;              // mkstemp's
constexpr std::string_view resume_letters = "resume";  // in place of them
constexpr std::size_t longest_name = 255;

std::string error_text(int number) { return std::generic_category().message(number); }

mode_t present_mask() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return mask;
}

/// What the names of a target's partial files begin with.
std::string partial_stem(const fs::path& path) {
  return path.filename().string().substr(0, longest_name - mark.size() - random_letters) + std::string(mark);
}

/// Owner, group and mode of the file that is to be replaced. What cannot be kept gives no rights to others:
/// a set-id bit is for the owner it was set by, the group's rights are for that group.
void keep_owner_and_mode(int file, const struct stat& replaced) {
  mode_t mode = replaced.st_mode & 07777U;
  struct stat own {};
  if (::fstat(file, &own) != 0) return;
  const bool group_kept = own.st_gid == replaced.st_gid || ::fchown(file, uid_t(-1), replaced.st_gid) == 0;
  const bool owner_kept = own.st_uid == replaced.st_uid || ::fchown(file, replaced.st_uid, gid_t(-1)) == 0;
  if (!group_kept) mode &= ~mode_t{S_ISGID | S_IRWXG};
  if (!owner_kept) mode &= ~mode_t{S_ISUID};
  static_cast<void>(::fchmod(file, mode));
}

/// Whoever writes a partial file holds a lock on it; a file system that knows none lets everything pass.
bool is_being_written(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC));
  return file.is_open() && ::flock(file.number(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

/// Waits until a pipe that does not block takes more.
bool wait_until_writable(int file) {
  pollfd wait{file, POLLOUT, 0};
  return ::poll(&wait, 1, -1) >= 0 || errno == EINTR;
}

}  // namespace

OutputFile OutputFile::of_descriptor(int descriptor) {
  OutputFile output;
  output.file_ = Descriptor::not_owned(descriptor);
  return output;
}

std::optional<OutputFile> OutputFile::create(const OutputTarget& target, std::string& error) {
  if (target.kind == OutputTarget::Kind::descriptor) return of_descriptor(target.descriptor);
  OutputFile output;
  output.path_ = target.path;
  if (target.kind == OutputTarget::Kind::in_place) {
    const bool regular = target.status && S_ISREG(target.status->st_mode);
    output.file_ =
        Descriptor(::open(target.path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC | (regular ? O_APPEND : 0)));
  } else {
    std::string partial = (fs::path(target.path).parent_path() / partial_stem(target.path)).string() +
                          std::string(random_letters, 'X');
    output.file_ = Descriptor(::mkostemp(partial.data(), O_CLOEXEC));
    if (output.file_.is_open()) output.partial_ = PartialFile(std::move(partial));
  }
  const int file = output.file_.number();
  if (file < 0) {
    error = error_text(errno);
    return std::nullopt;
  }
  if (output.partial_.path().empty()) return output;
  static_cast<void>(::flock(file, LOCK_EX | LOCK_NB));
  output.take_owner_and_mode(target);
  return output;
}

void OutputFile::take_owner_and_mode(const OutputTarget& target) {
  if (target.status) {
    keep_owner_and_mode(file_.number(), *target.status);
  } else {
    static_cast<void>(::fchmod(file_.number(), readable_by_all & ~present_mask()));
  }
}

std::string OutputFile::resumed_path(const OutputTarget& target) {
  return (fs::path(target.path).parent_path() / partial_stem(target.path)).string() +
         std::string(resume_letters);
}

std::optional<OutputFile> OutputFile::resume(const OutputTarget& target, std::uint64_t size,
                                             std::string& error) {
  constexpr mode_t own = 0600;
  OutputFile output;
  output.path_ = target.path;
  std::string partial = resumed_path(target);
  output.file_ = Descriptor(::open(partial.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, own));
  const int file = output.file_.number();
  if (file < 0) {
    error = error_text(errno);
    return std::nullopt;
  }
  output.partial_ = PartialFile(std::move(partial), true);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    error = "another run is writing " + output.partial_.path();
    return std::nullopt;
  }
  if (!is_called(file, output.partial_.path())) {
    error = "another run has just made " + target.path + " of " + output.partial_.path();
    return std::nullopt;
  }
  if (::ftruncate(file, static_cast<off_t>(size)) != 0 || ::lseek(file, 0, SEEK_END) < 0) {
    error = error_text(errno);
    return std::nullopt;
  }
  output.take_owner_and_mode(target);
  return output;
}

OutputFile::PartialFile::~PartialFile() {
  if (!path_.empty() && !stays_) ::unlink(path_.c_str());
}

bool OutputFile::fail(int number) {
  error_ = error_text(number);
  pipe_closed_ = number == EPIPE;
  return false;
}

bool OutputFile::write(std::string_view bytes) {
  if (!error_.empty()) return false;
  while (!bytes.empty()) {
    const ssize_t count = ::write(file_.number(), bytes.data(), bytes.size());
    if (count < 0 && (errno == EINTR || (errno == EAGAIN && wait_until_writable(file_.number())))) continue;
    if (count < 0) return fail(errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool OutputFile::finish() {
  if (!error_.empty()) return false;
  if (!file_.is_owned()) return true;
  const bool is_partial = !partial_.path().empty();
  if (is_partial && ::fsync(file_.number()) != 0) return fail(errno);
  if (!file_.close()) return fail(errno);
  if (!is_partial) return true;
  const std::string whole = partial_.keep();
  if (::rename(whole.c_str(), path_.c_str()) != 0) {
    fail(errno);
    error_ += "; what was written is whole in " + whole;
    return false;
  }
  return keep_name();
}

/// The new name outlives a failure of the machine once the folder is on disk, too.
bool OutputFile::keep_name() {
  const fs::path folder = fs::path(path_).parent_path();
  const Descriptor file(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!file.is_open()) return true;  // it may be written to but not read; the file itself is whole
  // some file systems have no such thing
  return ::fsync(file.number()) == 0 || errno == EINVAL || fail(errno);
}

bool is_called(int descriptor, const std::string& path) {
  struct stat open {
  }, named{};
  return ::fstat(descriptor, &open) == 0 && ::lstat(path.c_str(), &named) == 0 &&
         open.st_ino == named.st_ino && open.st_dev == named.st_dev;
}

std::vector<std::string> abandoned_partial_files(const OutputTarget& target) {
  std::vector<std::string> found;
  if (target.kind != OutputTarget::Kind::file) return found;
  const fs::path folder = fs::path(target.path).parent_path();
  const std::string stem = partial_stem(target.path);
  std::error_code problem;
  fs::directory_iterator entries(folder.empty() ? "." : folder, problem);
  for (const fs::directory_iterator end; !problem && entries != end; entries.increment(problem)) {
    const std::string name = entries->path().filename().string();
    if (name.size() != stem.size() + random_letters || !name.starts_with(stem)) continue;
    if (name.ends_with(resume_letters)) continue;  // it is there on purpose
    const std::string path = (folder / name).string();
    if (!is_being_written(path)) found.push_back(path);
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace eligo::output
