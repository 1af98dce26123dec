#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace eligo::output {

/// Where bytes are written: the standard output, or a file that appears under its name only when it is
/// whole (it is written beside, flushed to the disk, then renamed). What is no regular file, such as
/// /dev/null or a pipe, is written directly. Without `finish` nothing is left behind.
class OutputFile {
 public:
  [[nodiscard]] static OutputFile standard_output();
  /// Nothing, and `error`, where the file cannot be made.
  [[nodiscard]] static std::optional<OutputFile> create(const std::string& path, std::string& error);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&& other) noexcept;
  ~OutputFile();

  /// False where it failed; `error()` says why, and nothing more can be written.
  [[nodiscard]] bool write(std::string_view bytes);
  /// Makes the file appear. False where it could not.
  [[nodiscard]] bool finish();
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  OutputFile() = default;
  bool fail(int number);
  bool keep_name();

  int file_ = -1;
  bool owned_ = false;
  std::string path_;
  std::string beside_;  // what is to be renamed to `path_`; empty where written directly
  std::string error_;
};

}  // namespace eligo::output
