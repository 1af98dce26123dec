#include "document/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "files/descriptor.hpp"

namespace eligo::document {

namespace {

using files::Descriptor;
using Outcome = FileContent::Outcome;

FileContent unreadable(std::string reason) { return {Outcome::unreadable, {}, std::move(reason)}; }

FileContent read_all(const Descriptor& file, std::size_t size_hint, std::size_t limit) {
  FileContent content;
  std::string& text = content.text;
  std::size_t used = 0;
  text.resize(std::min(size_hint, limit) + 1);
  for (;;) {
    if (used == text.size()) text.resize(std::min(text.size() * 2 + 4096, limit + 1));
    const ssize_t count = ::read(file.number(), text.data() + used, text.size() - used);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unreadable(error_text(errno));
    if (count == 0) break;
    used += static_cast<std::size_t>(count);
    if (used > limit) return {Outcome::too_large, {}, {}};
  }
  text.resize(used);
  return content;
}

FileContent read_bytes(const std::filesystem::path& path, std::size_t limit, int flags, bool regular_only) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags));  // NOLINT(*-vararg)
  if (file.number() < 0) return unreadable(error_text(errno));
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return unreadable(error_text(errno));
  if (S_ISDIR(status.st_mode)) return unreadable("it is a directory");
  const bool regular = S_ISREG(status.st_mode);
  if (regular_only && !regular) return unreadable("it is not a regular file");
  const std::size_t size = regular ? static_cast<std::size_t>(status.st_size) : 0;
  if (size > limit) return {Outcome::too_large, {}, {}};
  return read_all(file, size, limit);
}

}  // namespace

std::string error_text(int error) {
  std::string text = std::generic_category().message(error);
  if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z' && text[0] >= 'A' && text[0] <= 'Z') {
    text[0] = static_cast<char>(text[0] + 32);
  }
  return text;
}

FileContent read_document_bytes(const std::filesystem::path& path, std::size_t limit) {
  return read_bytes(path, limit, 0, false);
}

FileContent read_descriptor(int descriptor, std::size_t limit) {
  return read_all(Descriptor::not_owned(descriptor), 0, limit);
}

FileContent read_regular_file(const std::filesystem::path& path, std::size_t limit) {
  return read_bytes(path, limit, O_NOFOLLOW | O_NONBLOCK, true);
}

}  // namespace eligo::document
