#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace eligo::profiles {

/// Bytes from a file, from the standard input, or from memory. Owns the file.
class ByteSource {
 public:
  /// Opens a file; `-` is the standard input. Nothing, and `error`, where it cannot be read.
  [[nodiscard]] static std::optional<ByteSource> open(const std::string& path, std::string& error);
  [[nodiscard]] static ByteSource from_text(std::string text);

  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&& other) noexcept;
  ~ByteSource();

  /// Reads up to `size` bytes; 0 at the end, or where reading failed: then `error()` says why.
  [[nodiscard]] std::size_t read(char* into, std::size_t size);
  [[nodiscard]] const std::string& error() const { return error_; }
  /// How many bytes were read.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  ByteSource() = default;

  int file_ = -1;
  bool owned_ = false;
  std::string text_;
  std::size_t read_ = 0;
  std::uint64_t bytes_ = 0;
  std::string error_;
};

}  // namespace eligo::profiles
