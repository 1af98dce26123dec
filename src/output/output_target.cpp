#include "output/output_target.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace eligo::output {

namespace {

namespace fs = std::filesystem;

constexpr int most_links = 40;  // as many as Linux follows

std::string error_text(int number) { return std::generic_category().message(number); }

std::optional<struct stat> status_of(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 ? std::optional(status) : std::nullopt;
}

std::optional<struct stat> status_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? std::optional(status) : std::nullopt;
}

/// The descriptor of this process that a name in `folder`, a path without links, stands for.
std::optional<int> descriptor_at(const fs::path& folder, const std::string& name) {
  int number = 0;
  const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (problem != std::errc{} || end != name.data() + name.size()) return std::nullopt;
  constexpr std::array<const char*, 3> folders{"/dev/fd", "/proc/self/fd", "/proc/thread-self/fd"};
  const bool own = std::ranges::any_of(folders, [&](const char* own_folder) {
    std::error_code none;
    return folder == fs::canonical(own_folder, none) && !none;
  });
  return own ? std::optional(number) : std::nullopt;
}

/// What the kernel shows as files is no place to put another file in.
bool is_kernels(const fs::path& folder) {
  const auto first = std::next(folder.begin());
  return first != folder.end() && (*first == "proc" || *first == "sys");
}

bool is_writable(int descriptor) {
  const int flags = ::fcntl(descriptor, F_GETFL);
  return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
}

/// Whether what is written to it can be read again from it.
bool keeps_bytes(mode_t mode) { return S_ISREG(mode) || S_ISBLK(mode) || S_ISFIFO(mode); }

}  // namespace

OutputTarget OutputTarget::of_descriptor(int descriptor) {
  return {Kind::descriptor, {}, descriptor, status_of(descriptor)};
}

std::optional<OutputTarget> OutputTarget::find(const std::string& name, std::string& error) {
  const auto refuse = [&](std::string why) {
    error = std::move(why);
    return std::nullopt;
  };
  fs::path path = name;
  for (int links = 0; links <= most_links; ++links) {
    if (!path.has_filename()) return refuse("it is a folder");
    std::error_code problem;
    const fs::path folder = fs::canonical(path.has_parent_path() ? path.parent_path() : ".", problem);
    if (problem) return refuse(error_text(problem.value()));
    if (const auto descriptor = descriptor_at(folder, path.filename())) {
      if (!is_writable(*descriptor)) return refuse(error_text(EBADF));
      return of_descriptor(*descriptor);
    }
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
      if (errno != ENOENT) return refuse(error_text(errno));
      return OutputTarget{Kind::file, path, -1, std::nullopt};
    }
    // a link there leads to what is open elsewhere; its text is no path
    if (is_kernels(folder)) return OutputTarget{Kind::in_place, path, -1, status_of(path.string())};
    if (S_ISDIR(status.st_mode)) return refuse("it is a folder");
    if (!S_ISLNK(status.st_mode)) {
      if (!S_ISREG(status.st_mode)) return OutputTarget{Kind::in_place, path, -1, status};
      // a folder that may be written to would let a write-protected file be replaced
      if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) return refuse(error_text(errno));
      return OutputTarget{Kind::file, path, -1, status};
    }
    const fs::path target = fs::read_symlink(path, problem);
    if (problem) return refuse(error_text(problem.value()));
    path = folder / target;
  }
  return refuse(error_text(ELOOP));
}

const FileInUse* OutputTarget::same_as(std::span<const FileInUse> files) const {
  if (!status || !keeps_bytes(status->st_mode)) return nullptr;
  const auto found = std::ranges::find_if(files, [&](const FileInUse& file) {
    const auto other = file.path.empty() ? status_of(file.descriptor) : status_of(file.path);
    return other && other->st_dev == status->st_dev && other->st_ino == status->st_ino;
  });
  return found == files.end() ? nullptr : &*found;
}

}  // namespace eligo::output
