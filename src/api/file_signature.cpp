#include "api/file_signature.hpp"

#include <sys/stat.h>

namespace eligo::api {

namespace {

std::int64_t nanoseconds_of(const timespec& time) { return time.tv_sec * 1'000'000'000 + time.tv_nsec; }

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

}  // namespace eligo::api
