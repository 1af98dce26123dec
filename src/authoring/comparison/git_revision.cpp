#include "authoring/comparison/git_revision.hpp"

#include <array>
#include <charconv>
#include <string_view>
#include <system_error>

#include <unistd.h>

#include "authoring/comparison/child_process.hpp"
#include "text/display.hpp"

namespace eligo::authoring {

namespace {

using document::FileContent;
using text::in_backticks;

constexpr std::size_t most_talk = 65'536;  // of what git says beside a file

/// The environment without what would name another repository than the folder's (hooks are run with it), in
/// the language that messages are looked at.
std::vector<std::string> environment_for_git() {
  constexpr std::array<std::string_view, 8> left_out{
      "GIT_DIR=",        "GIT_WORK_TREE=", "GIT_INDEX_FILE=", "GIT_PREFIX=",
      "GIT_COMMON_DIR=", "LC_ALL=",        "GIT_NAMESPACE=",  "LANGUAGE="};
  std::vector<std::string> kept{"LC_ALL=C"};
  for (char** entry = ::environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    bool wanted = true;
    for (const std::string_view name : left_out) wanted = wanted && !text.starts_with(name);
    if (wanted) kept.emplace_back(text);
  }
  return kept;
}

ProgramOutput run_git(std::vector<std::string> command, const std::vector<std::string>& arguments,
                      const std::string& input, std::size_t limit) {
  command.insert(command.end(), arguments.begin(), arguments.end());
  ProgramOutput output = run_program(command, environment_for_git(), input, limit);
  if (!output.failure.empty()) output.failure = "cannot run git: " + output.failure;
  return output;
}

std::string first_line(std::string_view text) {
  if (text.starts_with("fatal: ")) text.remove_prefix(7);
  return std::string(text.substr(0, text.find('\n')));
}

/// The number behind the last space.
std::optional<std::size_t> size_in(std::string_view header) {
  const std::size_t space = header.rfind(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const std::string_view digits = header.substr(space + 1);
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(size) : std::nullopt;
}

FileContent unreadable(std::string why) { return {FileContent::Outcome::unreadable, {}, std::move(why)}; }

}  // namespace

std::optional<GitRevision> GitRevision::find(const std::string& name, const std::filesystem::path& folder,
                                             std::string& problem) {
  GitRevision revision;
  revision.name_ = name;
  revision.git_ = {"git", "-C", folder.empty() ? "." : folder.string()};
  if (name.empty() || name.front() == '-' ||
      name.find_first_of(std::string_view("\n\0", 2)) != std::string::npos) {
    problem = in_backticks(name) + " is no name of a git revision";
    return std::nullopt;
  }
  const ProgramOutput prefix = run_git(revision.git_, {"rev-parse", "--show-prefix"}, "", most_talk);
  problem = prefix.failure;
  if (!problem.empty()) return std::nullopt;
  if (prefix.status != 0) {
    problem = "cannot read the revision " + in_backticks(name) + ": " + first_line(prefix.error);
    return std::nullopt;
  }
  revision.folder_in_repository_ = first_line(prefix.out);
  const ProgramOutput tree =
      run_git(revision.git_, {"rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{tree}"}, "",
              most_talk);
  if (tree.status != 0) {
    problem = "the git repository has no revision " + in_backticks(name);
    return std::nullopt;
  }
  revision.tree_ = first_line(tree.out);
  return revision;
}

FileContent GitRevision::read(const std::string& path, std::size_t limit) const {
  const std::string missing = "it is not in the revision " + in_backticks(name_);
  if (path.find('\n') != std::string::npos || path.size() > 4'096) return unreadable(missing);
  const ProgramOutput got = run_git(git_, {"cat-file", "--batch", "--follow-symlinks"},
                                    tree_ + ":" + path + "\n", limit + most_talk);
  if (!got.failure.empty()) return unreadable(got.failure);
  if (got.too_much) return {FileContent::Outcome::too_large, {}, {}};
  const std::string_view out = got.out;
  const std::string_view header = out.substr(0, out.find('\n'));
  if (got.status != 0) return unreadable(first_line(got.error));
  if (header.ends_with(" missing")) return unreadable(missing);
  if (header.find(" tree ") != std::string_view::npos) return unreadable("it is a directory");
  const auto size = size_in(header);
  // a link that leads nowhere, out of the repository or round in a circle
  if (!size || header.find(" blob ") == std::string_view::npos || out.size() < header.size() + 1 + *size)
    return unreadable("no link leads to a file in the revision " + in_backticks(name_));
  if (*size > limit) return {FileContent::Outcome::too_large, {}, {}};
  return {FileContent::Outcome::read, std::string(out.substr(header.size() + 1, *size)), {}};
}

std::optional<RevisionPath> RevisionPath::read(const std::string& argument) {
  const std::size_t colon = argument.find(':');
  std::error_code error;
  if (colon == std::string::npos || std::filesystem::exists(argument, error)) return std::nullopt;
  return RevisionPath{argument.substr(0, colon), argument.substr(colon + 1)};
}

}  // namespace eligo::authoring
