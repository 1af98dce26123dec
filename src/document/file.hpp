#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace eligo::document {

/// What came of reading a file.
struct FileContent {
  enum class Outcome : unsigned char { read, unreadable, too_large };
  Outcome outcome = Outcome::read;
  std::string text;    ///< the bytes, where read
  std::string reason;  ///< for people, where unreadable: "no such file or directory"
};

/// Reads a rule set: a file, or a pipe that somebody writes. At most `limit` bytes.
[[nodiscard]] FileContent read_document_bytes(const std::filesystem::path& path, std::size_t limit);

/// Reads what is open under a descriptor, such as the standard input, to its end.
[[nodiscard]] FileContent read_descriptor(int descriptor, std::size_t limit);

/// Reads a regular file and nothing else: a directory, pipe or device is unreadable and never waited
/// for, and so is a symbolic link at the end of the path (the caller has resolved it).
[[nodiscard]] FileContent read_regular_file(const std::filesystem::path& path, std::size_t limit);

/// An operating system's error for people: "no such file or directory".
[[nodiscard]] std::string error_text(int error);

}  // namespace eligo::document
