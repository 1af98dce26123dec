#include "interruption.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <climits>
#include <string_view>

#include <unistd.h>

#include "diagnostics/code_points.hpp"

namespace eligo::tool {

namespace {

struct Signal {
  int number;
  const char* name;
};

constexpr std::array<Signal, 4> ending{
    {{SIGHUP, "SIGHUP"}, {SIGINT, "SIGINT"}, {SIGTERM, "SIGTERM"}, {SIGXCPU, "SIGXCPU"}}};

/// Text of a fixed room, which no destructor takes away; what does not fit is cut.
struct Text {
  std::array<char, PATH_MAX + 200> bytes;
  std::size_t size;

  void add(std::string_view more) {
    const std::size_t count = std::min(more.size(), bytes.size() - size);
    std::copy_n(more.data(), count, bytes.data() + size);
    size += count;
  }
};

// What the handler reads; the texts change only while `has_partial` is false.
std::array<char, PATH_MAX> partial_path;
Text removed_text;
bool on_terminal = false;
std::atomic<bool> has_partial{false};
std::atomic<bool> is_ending{false};

extern "C" void end_process(int number) {
  while (is_ending.exchange(true)) ::pause();  // another thread is at it
  const bool removed = has_partial && ::unlink(partial_path.data()) == 0;
  Text message{};
  if (on_terminal) message.add("\r\x1b[K");  // the progress may stand there
  message.add("eligo: stopped by ");
  for (const Signal& signal : ending) {
    if (signal.number == number) message.add(signal.name);
  }
  if (removed) message.add({removed_text.bytes.data(), removed_text.size});
  message.add("\n");
  static_cast<void>(!::write(STDERR_FILENO, message.bytes.data(), message.size));
  ::_exit(128 + number);
}

sigset_t ending_signals() {
  sigset_t set;
  ::sigemptyset(&set);
  for (const Signal& signal : ending) ::sigaddset(&set, signal.number);
  return set;
}

}  // namespace

void end_on_signals() {
  on_terminal = ::isatty(STDERR_FILENO) != 0;
  for (const Signal& signal : ending) {
    struct sigaction before {};
    ::sigaction(signal.number, nullptr, &before);
    if (before.sa_handler == SIG_IGN) continue;
    struct sigaction action {};
    action.sa_handler = end_process;
    action.sa_mask = ending_signals();
    ::sigaction(signal.number, &action, nullptr);
  }
}

void remove_on_signals(const std::string& path) {
  has_partial = false;
  if (path.empty() || path.size() >= partial_path.size()) return;
  *std::copy(path.begin(), path.end(), partial_path.begin()) = '\0';
  removed_text.size = 0;
  removed_text.add("; the unfinished " + diagnostics::printable(path) + " was removed");
  has_partial = true;
}

HeldSignals::HeldSignals() : before_{} {
  const sigset_t held = ending_signals();
  ::pthread_sigmask(SIG_BLOCK, &held, &before_);
}

HeldSignals::~HeldSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

}  // namespace eligo::tool
