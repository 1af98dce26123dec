#include "output/output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace eligo::output {

namespace {

constexpr mode_t readable_by_all = 0666;  // less what the process masks

mode_t present_mask() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return mask;
}

/// A link is followed, so that its target is replaced and not the link.
std::string target_of(const std::string& path) {
  std::error_code none;
  const auto target = std::filesystem::canonical(path, none);
  return none ? path : target.string();
}

}  // namespace

OutputFile OutputFile::standard_output() {
  OutputFile output;
  output.file_ = STDOUT_FILENO;
  return output;
}

std::optional<OutputFile> OutputFile::create(const std::string& path, std::string& error) {
  OutputFile output;
  output.owned_ = true;
  output.path_ = target_of(path);
  struct stat status {};
  const bool exists = ::stat(output.path_.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    output.file_ = ::open(output.path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    output.beside_ = output.path_ + ".partial.XXXXXX";
    output.file_ = ::mkostemp(output.beside_.data(), O_CLOEXEC);
  }
  if (output.file_ < 0) {
    error = std::generic_category().message(errno);
    output.beside_.clear();
    return std::nullopt;
  }
  if (!output.beside_.empty()) {
    static_cast<void>(
        ::fchmod(output.file_, exists ? status.st_mode & 07777U : readable_by_all & ~present_mask()));
  }
  return output;
}

OutputFile::OutputFile(OutputFile&& other) noexcept { *this = std::move(other); }

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(owned_, other.owned_);
  std::swap(path_, other.path_);
  std::swap(beside_, other.beside_);
  std::swap(error_, other.error_);
  return *this;
}

OutputFile::~OutputFile() {
  if (owned_ && file_ >= 0) ::close(file_);
  if (!beside_.empty()) ::unlink(beside_.c_str());
}

bool OutputFile::fail(int number) {
  error_ = std::generic_category().message(number);
  return false;
}

bool OutputFile::write(std::string_view bytes) {
  if (!error_.empty()) return false;
  while (!bytes.empty()) {
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool OutputFile::finish() {
  if (!error_.empty()) return false;
  if (!owned_) return true;
  if (!beside_.empty() && ::fsync(file_) != 0) return fail(errno);
  if (::close(std::exchange(file_, -1)) != 0) return fail(errno);
  if (beside_.empty()) return true;
  if (::rename(beside_.c_str(), path_.c_str()) != 0) return fail(errno);
  beside_.clear();
  return keep_name();
}

/// The new name outlives a failure of the machine once the folder is on disk, too.
bool OutputFile::keep_name() {
  const std::filesystem::path folder = std::filesystem::path(path_).parent_path();
  const int file = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return true;  // it may be written to but not read; the file itself is whole
  const bool kept = ::fsync(file) == 0 || errno == EINVAL;  // some file systems have no such thing
  const int number = errno;
  ::close(file);
  return kept || fail(number);
}

}  // namespace eligo::output
