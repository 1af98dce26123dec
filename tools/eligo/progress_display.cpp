#include "progress_display.hpp"

#include <cstdio>

#include <unistd.h>

#include "command.hpp"
#include "profiles/profile_input.hpp"

namespace eligo::tool {

ProgressDisplay::ProgressDisplay(const std::vector<std::string>& paths, bool quiet)
    : quiet_(quiet), progress_(::isatty(STDERR_FILENO) != 0, profiles::total_bytes(paths)) {
  if (paths.front() == "-" && ::isatty(STDIN_FILENO) != 0)
    say("reading profiles from the terminal; Ctrl-D ends them");
}

std::function<void(const evaluate::Standing&)> ProgressDisplay::teller() {
  if (quiet_) return {};
  return [this](const evaluate::Standing& standing) {
    const auto text = progress_.at(seconds(), standing);
    if (text) std::fwrite(text->data(), 1, text->size(), stderr);
  };
}

double ProgressDisplay::end() {
  const std::string text = progress_.end();
  std::fwrite(text.data(), 1, text.size(), stderr);
  return seconds();
}

double ProgressDisplay::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

}  // namespace eligo::tool
