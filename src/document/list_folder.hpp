#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>

#include "document/file.hpp"

namespace eligo::document {

/// Where a rule set's list files lie: a folder, or whatever gives them by their path as the author wrote it.
class ListFolder {
 public:
  using Read = std::function<FileContent(const std::string& path, std::size_t limit)>;

  ListFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  /// `prefix` stands before the path in diagnostics.
  ListFolder(std::string prefix, Read read) : prefix_(std::move(prefix)), read_(std::move(read)) {}

  [[nodiscard]] bool is_folder() const { return !read_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] FileContent read(const std::string& path, std::size_t limit) const {
    return read_(path, limit);
  }
  /// The file as people are told of it.
  [[nodiscard]] std::string shown(const std::string& path) const {
    return is_folder() ? (folder_ / path).string() : prefix_ + path;
  }

 private:
  std::filesystem::path folder_;
  std::string prefix_;
  Read read_;
};

}  // namespace eligo::document
