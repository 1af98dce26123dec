#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "output/output_target.hpp"

namespace eligo::output {

/// Where bytes are written: a descriptor, or a file that appears under its name only when it is whole. It is
/// written beside, as `NAME.partial.` and six letters, flushed to the disk, then renamed; what it replaces
/// hands on its owner and mode as far as the process may set them. What is no regular file, such as /dev/null
/// or a pipe, is written directly. Without `finish` nothing is left behind.
class OutputFile {
 public:
  [[nodiscard]] static OutputFile of_descriptor(int descriptor);
  [[nodiscard]] static OutputFile standard_output() { return of_descriptor(1); }
  [[nodiscard]] static OutputFile standard_error() { return of_descriptor(2); }
  /// Nothing, and `error`, where the file cannot be made. Opening a named pipe waits for its reader.
  [[nodiscard]] static std::optional<OutputFile> create(const OutputTarget& target, std::string& error);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&& other) noexcept;
  ~OutputFile();

  /// False where it failed; `error()` says why, and nothing more can be written.
  [[nodiscard]] bool write(std::string_view bytes);
  /// Makes the file appear. False where it could not; where all but the renaming went well the bytes are
  /// kept beside, and `error()` says where.
  [[nodiscard]] bool finish();
  [[nodiscard]] const std::string& error() const { return error_; }
  /// Whether what failed is a pipe that nobody reads any more.
  [[nodiscard]] bool pipe_closed() const { return pipe_closed_; }
  [[nodiscard]] bool is_standard_output() const { return !owned_ && file_ == 1; }
  /// What is to be renamed; empty where written directly, and after `finish`.
  [[nodiscard]] const std::string& partial_path() const { return partial_; }

 private:
  OutputFile() = default;
  bool fail(int number);
  bool keep_name();

  int file_ = -1;
  bool owned_ = false;
  std::string path_;
  std::string partial_;
  std::string error_;
  bool pipe_closed_ = false;
};

/// The partial files beside a target that no running process writes: what killed runs left there. In order
/// of their names.
[[nodiscard]] std::vector<std::string> abandoned_partial_files(const OutputTarget& target);

}  // namespace eligo::output
