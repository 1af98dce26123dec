#include "authoring/comparison/child_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "document/file.hpp"
#include "files/descriptor.hpp"

namespace eligo::authoring {

namespace {

using files::Descriptor;

struct Pipe {
  Descriptor read, write;
};

std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> found;
  found.reserve(texts.size() + 1);
  for (const std::string& text : texts)
    found.push_back(const_cast<char*>(text.c_str()));  // NOLINT(*-const-cast)
  found.push_back(nullptr);
  return found;
}

/// Zero, or why the program could not be started.
int start(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
          const std::array<int, 3>& descriptors, pid_t& process) {
  ::posix_spawn_file_actions_t actions;
  ::posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawnattr_init(&attributes);
  for (int number = 0; number < 3; ++number)
    ::posix_spawn_file_actions_adddup2(&actions, descriptors[static_cast<std::size_t>(number)], number);
  // what the process ignores its children would ignore, too
  sigset_t usual;
  ::sigemptyset(&usual);
  ::sigaddset(&usual, SIGPIPE);
  ::sigaddset(&usual, SIGXFSZ);
  ::posix_spawnattr_setsigdefault(&attributes, &usual);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  const int problem = ::posix_spawnp(&process, arguments.front().c_str(), &actions, &attributes,
                                     pointers(arguments).data(), pointers(environment).data());
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  return problem;
}

/// Adds what is there; closes at the end.
void read_some(Descriptor& pipe, std::string& text) {
  std::array<char, 16384> bytes{};
  const ssize_t count = ::read(pipe.number(), bytes.data(), bytes.size());
  if (count > 0) text.append(bytes.data(), static_cast<std::size_t>(count));
  if (count == 0 || (count < 0 && errno != EINTR)) static_cast<void>(pipe.close());
}

void read_both(Descriptor& out, Descriptor& error, std::size_t limit, ProgramOutput& output) {
  while (out.is_open() || error.is_open()) {
    std::array<pollfd, 2> waiting{{{out.number(), POLLIN, 0}, {error.number(), POLLIN, 0}}};
    if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return;
    if (waiting[0].revents != 0) read_some(out, output.out);
    if (waiting[1].revents != 0) read_some(error, output.error);
    output.too_much = output.out.size() > limit || output.error.size() > limit;
    if (output.too_much) return;
  }
}

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

ProgramOutput run_program(const std::vector<std::string>& arguments,
                          const std::vector<std::string>& environment, const std::string& input,
                          std::size_t limit) {
  ProgramOutput output;
  auto in = make_pipe(), out = make_pipe(), error = make_pipe();
  if (!in || !out || !error) {
    output.failure = document::error_text(errno);
    return output;
  }
  // it fits into the pipe
  const bool written =
      ::write(in->write.number(), input.data(), input.size()) == static_cast<ssize_t>(input.size());
  pid_t process = 0;
  const int problem =
      start(arguments, environment, {in->read.number(), out->write.number(), error->write.number()}, process);
  for (Descriptor* const end : {&in->read, &in->write, &out->write, &error->write})
    static_cast<void>(end->close());
  if (problem != 0 || !written) {
    output.failure = document::error_text(problem != 0 ? problem : errno);
    if (problem != 0) return output;
  }
  read_both(out->read, error->read, limit, output);
  if (output.too_much) ::kill(process, SIGKILL);
  output.status = wait_for(process);
  return output;
}

}  // namespace eligo::authoring
