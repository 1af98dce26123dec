#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "command.hpp"
#include "destination.hpp"
#include "diagnostics/suggestion.hpp"
#include "interruption.hpp"
#include "shell_files.hpp"
#include "text/display.hpp"

namespace {

using eligo::tool::Status;

/// `--summary` may stand alone, for `--summary=text`; its value follows only where it is one of the two
/// forms. (CLI11 would take whatever comes next.)
std::vector<std::string> with_summary_joined(int count, char** arguments) {
  std::vector<std::string> joined;
  for (int index = 1; index < count; ++index) {
    std::string argument = arguments[index];
    if (argument == "--summary") {
      const std::string next = index + 1 < count ? arguments[index + 1] : "";
      const bool is_form = next == "text" || next == "json";
      argument += "=" + (is_form ? next : "text");
      if (is_form) ++index;
    }
    joined.insert(joined.begin(), argument);  // CLI11 takes them from the back
  }
  return joined;
}

/// What to say about a first word that is no command; nothing where it is one.
std::string wrong_command(const CLI::App& application, int count, char** arguments) {
  if (count < 2 || arguments[1][0] == '-') return {};
  std::vector<std::string> names;
  for (const CLI::App* command : application.get_subcommands({})) names.push_back(command->get_name());
  const std::string word = arguments[1];
  if (std::ranges::find(names, word) != names.end()) return {};
  const std::string hint = eligo::diagnostics::did_you_mean(word, names);
  return "there is no command `" + word + "`" + (hint.empty() ? "" : "; " + hint);
}

/// What to say about the first option that the command does not have or that has no value after its `=`;
/// nothing where there is none. CLI11 would first ask for those that are missing, which is no help to who
/// mistyped one.
std::string wrong_option(const CLI::App& application, int count, char** arguments) {
  if (count < 2 || arguments[1][0] == '-') return {};
  std::vector<std::string> names;
  for (const CLI::Option* option : application.get_subcommand(arguments[1])->get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  for (int index = 2; index < count; ++index) {
    const std::string argument = arguments[index];
    if (argument == "--") break;
    if (!argument.starts_with("--")) continue;
    const std::string name = argument.substr(0, argument.find('='));
    if (std::ranges::find(names, name) != names.end()) {
      // CLI11 would take what comes next
      if (argument.size() == name.size() + 1) return "`" + argument + "` has no value";
      continue;
    }
    const std::string hint = eligo::diagnostics::did_you_mean(name, names);
    return eligo::text::in_backticks(arguments[1]) + " has no option `" + name + "`" +
           (hint.empty() ? "" : "; " + hint);
  }
  return {};
}

/// A descriptor that was closed by whoever started the process would be given to the next file that is
/// opened, which then were read as the standard input or had messages written into it. What stands there
/// instead fails as a closed one does: it can be written where one would read, and the other way round.
void reserve_standard_descriptors() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) != -1) continue;
    const int mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    if (::open("/dev/null", mode) < 0) static_cast<void>(::open("/", O_RDONLY));
  }
}

int run(int count, char** arguments) {
  CLI::App application(
      "Decides who may see a product, and says why.\n"
      "Exit status: 0 all well; 1 findings; 2 usage, unreadable input, an invalid rule set or output that\n"
      "cannot be written; 141 a closed pipe; 128 + n ended by the signal n.");
  application.footer("`eligo COMMAND --help` says what a command takes.");
  application.name("eligo");
  application.set_version_flag("--version", "eligo " ELIGO_VERSION);
  application.require_subcommand(1);
  Status status = Status::well;
  eligo::tool::add_columns(application, status);
  eligo::tool::add_compare(application, status);
  eligo::tool::add_evaluate(application, status);
  eligo::tool::add_explain(application, status);
  eligo::tool::add_format_command(application, status);
  eligo::tool::add_schema(application, status);
  eligo::tool::add_test(application, status);
  // Not in the help: the build asks for what is installed beside the command.
  if (count == 3 && std::string_view(arguments[1]) == "--shell-file") {
    const std::string text = eligo::tool::shell_file(application, arguments[2]);
    if (text.empty()) return static_cast<int>(Status::unusable);
    return static_cast<int>(
        eligo::tool::write_text("the file", text, eligo::output::OutputFile::standard_output()));
  }
  if (const std::string wrong = wrong_command(application, count, arguments); !wrong.empty()) {
    eligo::tool::say(wrong);
    eligo::tool::say("`eligo --help` lists the commands");
    return static_cast<int>(Status::unusable);
  }
  if (const std::string wrong = wrong_option(application, count, arguments); !wrong.empty()) {
    eligo::tool::say(wrong);
    eligo::tool::say("`eligo " + std::string(arguments[1]) + " --help` lists the options");
    return static_cast<int>(Status::unusable);
  }
  try {
    application.parse(with_summary_joined(count, arguments));
  } catch (const CLI::Success& wanted) {  // --help, --version
    std::ostringstream text;
    application.exit(wanted, text, text);
    return static_cast<int>(
        eligo::tool::write_text("the help", text.str(), eligo::output::OutputFile::standard_output()));
  } catch (const CLI::ParseError& mistake) {
    eligo::tool::say(mistake.what());
    eligo::tool::say("`eligo --help` and `eligo COMMAND --help` say what there is");
    return static_cast<int>(Status::unusable);
  }
  return static_cast<int>(status);
}

}  // namespace

int main(int count, char** arguments) {
  reserve_standard_descriptors();
  eligo::tool::end_on_signals();
  // a closed pipe and a file that may not grow are reported by the write that fails
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run(count, arguments);
  } catch (const std::bad_alloc&) {  // of a library that takes memory its own way
    eligo::tool::say("there is not enough memory");
  } catch (const std::exception& error) {
    eligo::tool::say(error.what());
  }
  return static_cast<int>(Status::unusable);
}
