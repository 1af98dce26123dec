#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "files/descriptor.hpp"

namespace eligo::profiles {

/// Bytes from a file, from the standard input, or from memory. Owns the file.
class ByteSource {
 public:
  /// Opens a file; `-` is the standard input. Nothing, and `error`, where it cannot be read.
  [[nodiscard]] static std::optional<ByteSource> open(const std::string& path, std::string& error);
  [[nodiscard]] static ByteSource from_text(std::string text);

  /// Reads up to `size` bytes; 0 at the end, or where reading failed: then `error()` says why.
  [[nodiscard]] std::size_t read(char* into, std::size_t size);
  [[nodiscard]] const std::string& error() const { return error_; }
  /// How many bytes were read.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  ByteSource() = default;

  files::Descriptor file_;
  std::string text_;
  std::size_t read_ = 0;
  std::uint64_t bytes_ = 0;
  std::string error_;
};

}  // namespace eligo::profiles
