#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <sys/stat.h>

namespace eligo::output {

/// A file that a run uses, and why nothing may be written over it.
struct FileInUse {
  std::string path;     ///< empty: `descriptor` instead
  int descriptor = -1;  ///< of this process
  std::string reason;   ///< `profiles are read from it`
};

/// What a name for output leads to once every symbolic link is followed.
struct OutputTarget {
  enum class Kind : std::uint8_t {
    file,        ///< a regular file to replace or to make, at `path`
    in_place,    ///< a device, a named pipe or a file of the kernel's, at `path`: opened and written
    descriptor,  ///< one that this process has open (`/dev/stdout`, `/dev/fd/3`): written as it is
  };
  Kind kind = Kind::file;
  std::string path;
  int descriptor = -1;
  std::optional<struct stat> status;  ///< of what is there; nothing where the file is yet to be made

  /// The standard output and the standard error are 1 and 2.
  [[nodiscard]] static OutputTarget of_descriptor(int descriptor);
  /// Nothing, and `error`, where nothing can be written under that name: a folder, a loop of links, a
  /// descriptor that is not open for writing, a file that is write-protected.
  [[nodiscard]] static std::optional<OutputTarget> find(const std::string& name, std::string& error);

  /// The first of the files that is this target, by whatever name: the same inode of the same device. A
  /// terminal or another character device may be read and written at once, so those are never the same.
  [[nodiscard]] const FileInUse* same_as(std::span<const FileInUse> files) const;
};

}  // namespace eligo::output
