#include "destination.hpp"

#include <utility>

#include <unistd.h>

#include "interruption.hpp"

namespace eligo::tool {

namespace {

constexpr std::size_t most_named = 5;

void name_abandoned(const output::OutputTarget& target) {
  const std::vector<std::string> left = output::abandoned_partial_files(target);
  if (left.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < left.size() && i < most_named; ++i) names += (i > 0 ? ", " : "") + left[i];
  if (left.size() > most_named) names += " and " + std::to_string(left.size() - most_named) + " more";
  say(names + (left.size() == 1 ? " was left by a run that was killed; it can be deleted"
                                : " were left by runs that were killed; they can be deleted"));
}

bool is_free(const std::string& name, const output::OutputTarget& target,
             const std::vector<output::FileInUse>& used) {
  const output::FileInUse* const same = target.same_as(used);
  if (same != nullptr) say("cannot write " + name + ": " + same->reason);
  return same == nullptr;
}

}  // namespace

std::vector<output::FileInUse> files_read(const RuleSet& rules, const std::string& rules_path,
                                          const std::vector<std::string>& profiles) {
  std::vector<output::FileInUse> files{{rules_path, -1, "it is the rule set"}};
  for (const ListDescription& list : rules.lists()) {
    if (!list.file.empty()) files.push_back({list.file, -1, "it is the rule set's list `" + list.name + "`"});
  }
  for (const std::string& path : profiles) {
    if (path == "-") {
      files.push_back({{}, STDIN_FILENO, "profiles are read from it, as the standard input"});
    } else {
      files.push_back({path, -1, "profiles are read from it"});
    }
  }
  return files;
}

std::optional<output::OutputFile> open_destination(const std::string& name,
                                                   std::vector<output::FileInUse> used) {
  using output::OutputTarget;
  if (name.empty()) {
    say("--out: a file has a name; `-` is the standard output");
    return std::nullopt;
  }
  if (name == "-") {
    if (!is_free("to the standard output", OutputTarget::of_descriptor(STDOUT_FILENO), used)) return {};
    return output::OutputFile::standard_output();
  }
  const auto cannot = [&](const std::string& why) {
    say("cannot write " + name + ": " + why);
    return std::nullopt;
  };
  std::string problem;
  const auto target = OutputTarget::find(name, problem);
  if (!target) return cannot(problem);
  if (target->kind == OutputTarget::Kind::file) {
    // what goes there would be lost with the file that is replaced
    used.push_back({{}, STDOUT_FILENO, "the standard output goes to it, too"});
    used.push_back({{}, STDERR_FILENO, "the standard error goes to it, too"});
  }
  if (!is_free(name, *target, used)) return std::nullopt;
  name_abandoned(*target);
  std::optional<HeldSignals> held;  // but not while a named pipe waits for its reader
  if (target->kind == OutputTarget::Kind::file) held.emplace();
  auto file = output::OutputFile::create(*target, problem);
  if (!file) return cannot(problem);
  remove_at_end(file->partial_path());
  return file;
}

bool finish(output::OutputFile& file) {
  const std::string path = file.partial_path();
  const bool done = file.finish();
  keep_at_end(path);
  return done;
}

Status write_failed(std::string_view what, const output::OutputFile& file) {
  if (file.pipe_closed()) return Status::pipe_closed;
  say("cannot write " + std::string(what) + ": " + file.error());
  return Status::unusable;
}

Status write_text(std::string_view what, std::string_view text, output::OutputFile file) {
  return file.write(text) ? Status::well : write_failed(what, file);
}

Status write_file(std::string_view what, const std::string& name, std::string_view text,
                  std::vector<output::FileInUse> read) {
  auto file = open_destination(name, std::move(read));
  if (!file) return Status::unusable;
  return file->write(text) && finish(*file) ? Status::well : write_failed(what, *file);
}

}  // namespace eligo::tool
