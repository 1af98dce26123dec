#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "command.hpp"

namespace {

using eligo::tool::Status;

/// `--summary` may stand alone; its value follows only where it is one of the two forms. (CLI11 would take
/// whatever comes next.)
std::vector<std::string> with_summary_joined(int count, char** arguments) {
  std::vector<std::string> joined;
  for (int index = 1; index < count; ++index) {
    std::string argument = arguments[index];
    if (argument == "--summary" && index + 1 < count) {
      const std::string next = arguments[index + 1];
      if (next == "text" || next == "json") {
        argument += "=" + next;
        ++index;
      }
    }
    joined.insert(joined.begin(), argument);  // CLI11 takes them from the back
  }
  return joined;
}

int run(int count, char** arguments) {
  CLI::App application("Decides who may see a product, and says why.\n"
                       "Exit status: 0 all well; 1 findings; 2 usage, unreadable input or an invalid rule set.");
  application.name("eligo");
  application.set_version_flag("--version", "eligo " ELIGO_VERSION);
  application.require_subcommand(1);
  Status status = Status::well;
  eligo::tool::add_evaluate(application, status);
  eligo::tool::add_explain(application, status);
  try {
    application.parse(with_summary_joined(count, arguments));
  } catch (const CLI::Success& wanted) {  // --help, --version
    return application.exit(wanted);
  } catch (const CLI::ParseError& mistake) {
    eligo::tool::say(mistake.what());
    eligo::tool::say("`eligo --help` and `eligo COMMAND --help` say what there is");
    return static_cast<int>(Status::unusable);
  }
  return static_cast<int>(status);
}

}  // namespace

int main(int count, char** arguments) {
  // a closed pipe and a file that may not grow are reported by the write that fails
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run(count, arguments);
  } catch (const std::bad_alloc&) {
    eligo::tool::say("there is not enough memory");
  } catch (const std::exception& error) {
    eligo::tool::say(error.what());
  }
  return static_cast<int>(Status::unusable);
}
