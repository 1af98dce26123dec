#include "profiles/byte_source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace eligo::profiles {

namespace {

std::string error_text(int number) { return std::generic_category().message(number); }

}  // namespace

std::optional<ByteSource> ByteSource::open(const std::string& path, std::string& error) {
  ByteSource source;
  if (path == "-") {
    source.file_ = files::Descriptor::not_owned(STDIN_FILENO);
  } else {
    source.file_ = files::Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  }
  struct stat status {};
  if (!source.file_.is_open() || ::fstat(source.file_.number(), &status) != 0) {
    error = error_text(errno);
    return std::nullopt;
  }
  if (S_ISDIR(status.st_mode)) {
    error = "it is a folder";
    return std::nullopt;
  }
  return source;
}

ByteSource ByteSource::from_text(std::string text) {
  ByteSource source;
  source.text_ = std::move(text);
  return source;
}

std::size_t ByteSource::read(char* into, std::size_t size) {
  if (!file_.is_open()) {
    const std::size_t count = std::min(size, text_.size() - read_);
    std::memcpy(into, text_.data() + read_, count);
    read_ += count;
    return count;
  }
  while (true) {
    const ssize_t count = ::read(file_.number(), into, size);
    if (count >= 0) {
      bytes_ += static_cast<std::uint64_t>(count);
      return static_cast<std::size_t>(count);
    }
    if (errno == EINTR) continue;
    error_ = error_text(errno);
    return 0;
  }
}

}  // namespace eligo::profiles
