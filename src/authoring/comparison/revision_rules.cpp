#include "authoring/comparison/revision_rules.hpp"

#include <utility>

#include "text/display.hpp"

namespace eligo::authoring {

std::optional<RevisionDocument> read_document(const GitRevision& revision, const std::string& path,
                                              std::size_t limit, std::string& problem) {
  using Outcome = document::FileContent::Outcome;
  std::string name = revision.name() + ":" + path;
  document::FileContent content = revision.read(path, limit);
  if (content.outcome != Outcome::read) {
    problem = "cannot read " + text::in_backticks(name) + ": " +
              (content.outcome == Outcome::too_large ? "it is larger than " + std::to_string(limit) + " bytes"
                                                     : content.reason);
    return std::nullopt;
  }
  const std::string folder = path.substr(0, path.rfind('/') + 1);  // npos + 1 is 0
  document::ListFolder lists(revision.name() + ":" + folder,
                             [revision, folder](const std::string& file, std::size_t most) {
                               return revision.read(folder + file, most);
                             });
  return RevisionDocument{std::move(name), std::move(content.text), std::move(lists)};
}

}  // namespace eligo::authoring
