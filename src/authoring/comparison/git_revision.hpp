#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "document/file.hpp"

namespace eligo::authoring {

/// A revision of a git repository: the files as they stood there. Read through the program `git`; nothing is
/// checked out.
class GitRevision {
 public:
  /// `name` is whatever git takes for a revision: `main`, `HEAD~1`, a hash, a tag. The repository is the one
  /// that `folder` lies in. Nothing, and `problem`, a sentence, where there is no such revision or
  /// repository.
  [[nodiscard]] static std::optional<GitRevision> find(const std::string& name,
                                                       const std::filesystem::path& folder,
                                                       std::string& problem);

  [[nodiscard]] const std::string& name() const { return name_; }
  /// The path of the folder that it was found by, from the top of the repository: empty, or with a `/` at
  /// its end.
  [[nodiscard]] const std::string& folder_in_repository() const { return folder_in_repository_; }
  /// A file by its path from the top; links are followed as far as they stay within the repository.
  [[nodiscard]] document::FileContent read(const std::string& path, std::size_t limit) const;

 private:
  GitRevision() = default;

  std::string name_;
  std::string tree_;  // its hash: the revision may move while files are read
  std::string folder_in_repository_;
  std::vector<std::string> git_;  // the program, and in which folder it works
};

/// Where a rule set stands that an argument names as `REVISION:path`.
struct RevisionPath {
  std::string revision, path;
  /// Nothing where there is no colon, or a file has this very name.
  [[nodiscard]] static std::optional<RevisionPath> read(const std::string& argument);
};

}  // namespace eligo::authoring
