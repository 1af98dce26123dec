#include <eligo/format.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "command.hpp"
#include "destination.hpp"
#include "document/file.hpp"

namespace eligo::tool {

namespace {

struct Arguments {
  std::vector<std::string> paths;
  bool check = false;
};

/// Nothing, with a message, where it cannot be read.
std::optional<std::string> read(const std::string& path, const std::string& name) {
  using Outcome = document::FileContent::Outcome;
  const std::size_t limit = Limits{}.rule_set_bytes;
  document::FileContent content = path == "-" ? document::read_descriptor(STDIN_FILENO, limit)
                                              : document::read_document_bytes(path, limit);
  if (content.outcome == Outcome::read) return std::move(content.text);
  const bool large = content.outcome == Outcome::too_large;
  say("cannot read " + name + ": " +
      (large ? "it is larger than " + std::to_string(limit) + " bytes" : content.reason));
  return std::nullopt;
}

/// Puts the text in the file's place; with a message where that cannot be done.
Status replace(const std::string& path, const std::string& text) {
  const Status status = write_file(path, path, text, {});
  if (status == Status::well) say("formatted " + path);
  return status;
}

Status format_one(const std::string& path, bool check) {
  const bool is_input = path == "-";
  const std::string name = is_input ? "the standard input" : path;
  std::error_code ignored;
  if (!is_input && !check && std::filesystem::exists(path, ignored) &&
      !std::filesystem::is_regular_file(path, ignored) && !std::filesystem::is_directory(path, ignored)) {
    say("cannot write " + path + ": it is not a regular file; `-` formats the standard input");
    return Status::unusable;
  }
  const auto text = read(path, name);
  if (!text) return Status::unusable;
  const Result<std::string> formatted = format_document(*text, is_input ? "<stdin>" : path);
  if (!formatted) {
    show(formatted.diagnostics());
    say(name + " cannot be formatted" + (is_input || check ? "" : "; it is left as it is"));
    return Status::unusable;
  }
  const bool same = *formatted == *text;
  if (check && !same) {
    const Status status = write_text("the names", path + "\n", output::OutputFile::standard_output());
    return status == Status::well ? Status::findings : status;
  }
  if (is_input && !check)
    return write_text("the document", *formatted, output::OutputFile::standard_output());
  return same ? Status::well : replace(path, *formatted);
}

Status format(const Arguments& arguments) {
  Status status = Status::well;
  for (const std::string& path : arguments.paths)
    status = std::max(status, format_one(path, arguments.check));
  return status;
}

}  // namespace

void add_format_command(CLI::App& application, Status& status) {
  CLI::App& command =
      *application.add_subcommand("format", "Lay rule sets and fixtures out as everybody does");
  const auto arguments = std::make_shared<Arguments>();
  command
      .add_option(
          "files", arguments->paths,
          "Rule sets and files of fixtures, written in place; `-` is the standard input, written to the "
          "standard output")
      ->required()
      ->type_name("FILE");
  command.add_flag("--check", arguments->check,
                   "Write nothing; name the files that would change, exit status 1 where there are any");
  command.footer(
      "Examples:\n"
      "  eligo format rule_set.json\n"
      "  eligo format --check rules/*/rule_set.json");
  command.callback([arguments, &status] { status = format(*arguments); });
}

}  // namespace eligo::tool
