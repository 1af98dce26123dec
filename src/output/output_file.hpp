#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/descriptor.hpp"
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

  /// The same with a partial file of a fixed name, `NAME.partial.resume`, which is there still where the run
  /// does not come to its end, and goes on behind the first `size` bytes of what an earlier one wrote there.
  [[nodiscard]] static std::optional<OutputFile> resume(const OutputTarget& target, std::uint64_t size,
                                                        std::string& error);
  /// Where that file is.
  [[nodiscard]] static std::string resumed_path(const OutputTarget& target);

  /// False where it failed; `error()` says why, and nothing more can be written.
  [[nodiscard]] bool write(std::string_view bytes);
  /// Makes the file appear. False where it could not; where all but the renaming went well the bytes are
  /// kept beside, and `error()` says where.
  [[nodiscard]] bool finish();
  [[nodiscard]] const std::string& error() const { return error_; }
  /// Whether what failed is a pipe that nobody reads any more.
  [[nodiscard]] bool pipe_closed() const { return pipe_closed_; }
  [[nodiscard]] bool is_standard_output() const { return !file_.is_owned() && file_.number() == 1; }
  /// What is to be renamed; empty where written directly, and after `finish`.
  [[nodiscard]] const std::string& partial_path() const { return partial_.path(); }

 private:
  /// A file that is removed at the end unless it was kept.
  class PartialFile {
   public:
    PartialFile() = default;
    /// `stays`: it is not removed.
    explicit PartialFile(std::string path, bool stays = false) : path_(std::move(path)), stays_(stays) {}
    PartialFile(PartialFile&& other) noexcept : path_(std::exchange(other.path_, {})), stays_(other.stays_) {}
    PartialFile& operator=(PartialFile&& other) noexcept {
      path_.swap(other.path_);
      std::swap(stays_, other.stays_);
      return *this;
    }
    ~PartialFile();

    [[nodiscard]] const std::string& path() const { return path_; }
    /// Gives back its path, which is the caller's to deal with.
    [[nodiscard]] std::string keep() { return std::exchange(path_, {}); }

   private:
    std::string path_;  // empty for none
    bool stays_ = false;
  };

  OutputFile() = default;
  void take_owner_and_mode(const OutputTarget& target);
  bool fail(int number);
  bool keep_name();

  std::string path_;
  PartialFile partial_;
  files::Descriptor file_;  // closed before the partial file is removed
  std::string error_;
  bool pipe_closed_ = false;
};

/// Whether an open file has this name; another run may have given it another one, or deleted it.
[[nodiscard]] bool is_called(int descriptor, const std::string& path);

/// The partial files beside a target that no running process writes: what killed runs left there. In order
/// of their names.
[[nodiscard]] std::vector<std::string> abandoned_partial_files(const OutputTarget& target);

}  // namespace eligo::output
