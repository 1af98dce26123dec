#pragma once

#include <optional>
#include <string>

#include "authoring/comparison/git_revision.hpp"
#include "document/list_folder.hpp"

namespace eligo::authoring {

/// A rule set's document as it stands in a revision, with where its list files are to be had.
struct RevisionDocument {
  std::string name;  ///< `main:rules/x.json`, as diagnostics call it
  std::string text;
  document::ListFolder lists;
};

/// Reads the document at a path from the top of the repository. Nothing, and `problem`, a sentence, where the
/// revision has no such file.
[[nodiscard]] std::optional<RevisionDocument> read_document(const GitRevision& revision,
                                                            const std::string& path, std::size_t limit,
                                                            std::string& problem);

}  // namespace eligo::authoring
