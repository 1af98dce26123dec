#include "rule_sources.hpp"

#include <filesystem>
#include <utility>

#include "api/content.hpp"
#include "authoring/comparison/git_revision.hpp"
#include "authoring/comparison/revision_rules.hpp"

namespace eligo::tool {

namespace {

using authoring::GitRevision;

std::optional<GitRevision> find_revision(const std::string& name, const std::filesystem::path& folder) {
  std::string problem;
  auto revision = GitRevision::find(name, folder, problem);
  if (!revision) say(problem);
  return revision;
}

std::optional<LoadedRules> load(const GitRevision& revision, const std::string& path, RuleOptions options) {
  std::string problem;
  auto document = authoring::read_document(revision, path, options.limits.rule_set_bytes, problem);
  if (!document) {
    say(problem);
    return std::nullopt;
  }
  options.path = document->name;
  auto rules = accept_rules(
      api::Content::parse(std::move(document->text), document->name, document->lists, options.limits),
      options);
  if (!rules) return std::nullopt;
  return LoadedRules{*std::move(rules), options.path, false};
}

}  // namespace

std::optional<LoadedRules> load_file_or_revision(const std::string& argument, RuleOptions options) {
  if (const auto named = authoring::RevisionPath::read(argument)) {
    const auto revision = find_revision(named->revision, {});
    return revision ? load(*revision, named->path, std::move(options)) : std::nullopt;
  }
  options.path = argument;
  auto rules = load_rules(options);
  if (!rules) return std::nullopt;
  return LoadedRules{*std::move(rules), argument, true};
}

std::optional<LoadedRules> load_at_revision(const std::string& revision, const std::string& path,
                                            RuleOptions options) {
  const std::filesystem::path file(path);
  const auto found = find_revision(revision, file.parent_path());
  if (!found) return std::nullopt;
  return load(*found, found->folder_in_repository() + file.filename().string(), std::move(options));
}

}  // namespace eligo::tool
