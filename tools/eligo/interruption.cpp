#include "interruption.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <climits>
#include <new>
#include <string_view>

#include <unistd.h>

#include "text/display.hpp"

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

/// A file that the handler removes; its texts change only while it is not there.
struct PartialFile {
  std::array<char, PATH_MAX> path;
  Text removed;
  bool stays;
  std::atomic<bool> there;
};

// What the handler reads.
std::array<PartialFile, 16> partial_files;
bool on_terminal = false;
std::atomic<bool> is_ending{false};

sigset_t ending_signals() {
  sigset_t set;
  ::sigemptyset(&set);
  for (const Signal& signal : ending) ::sigaddset(&set, signal.number);
  return set;
}

constexpr int out_of_memory_status = 2;

/// Ends the process from a place where nothing may be allocated.
[[noreturn]] void end_process(std::string_view why, int status) {
  while (is_ending.exchange(true)) ::pause();  // another thread is at it
  Text message{};
  if (on_terminal) message.add("\r\x1b[K");  // the progress may stand there
  message.add("eligo: ");
  message.add(why);
  for (const PartialFile& file : partial_files) {
    if (file.there && (file.stays || ::unlink(file.path.data()) == 0))
      message.add({file.removed.bytes.data(), file.removed.size});
  }
  message.add("\n");
  static_cast<void>(!::write(STDERR_FILENO, message.bytes.data(), message.size));
  ::_exit(status);
}

extern "C" void end_by_signal(int number) {
  Text why{};
  why.add("stopped by ");
  for (const Signal& signal : ending) {
    if (signal.number == number) why.add(signal.name);
  }
  end_process({why.bytes.data(), why.size}, 128 + number);
}

/// For an allocation that failed. Libraries that we use cannot go on where `new` throws: RE2 logs from the
/// destructors of what it compiles, simdjson chooses its implementation in functions that are noexcept.
void end_out_of_memory() {
  const sigset_t held = ending_signals();
  ::pthread_sigmask(SIG_BLOCK, &held, nullptr);
  end_process("there is not enough memory", out_of_memory_status);
}

/// Before other objects of static storage, such as CLI11's, are made.
[[gnu::constructor(101)]] void end_where_memory_ends() { std::set_new_handler(end_out_of_memory); }

void add_partial_file(const std::string& path, bool stays) {
  auto* const file =
      std::ranges::find_if(partial_files, [](const PartialFile& partial) { return !partial.there; });
  if (path.empty() || path.size() >= PATH_MAX || file == partial_files.end()) return;
  *std::copy(path.begin(), path.end(), file->path.begin()) = '\0';
  file->removed.size = 0;
  file->stays = stays;
  file->there = true;  // there may be no memory for the text
  const std::string name = text::printable(path);
  const std::string text = stays ? "; " + name + " is kept, and the same command goes on from there"
                                 : "; the unfinished " + name + " was removed";
  file->there = false;
  file->removed.add(text);
  file->there = true;
}

}  // namespace

void end_on_signals() {
  on_terminal = ::isatty(STDERR_FILENO) != 0;
  for (const Signal& signal : ending) {
    struct sigaction before {};
    ::sigaction(signal.number, nullptr, &before);
    if (before.sa_handler == SIG_IGN) continue;
    struct sigaction action {};
    action.sa_handler = end_by_signal;
    action.sa_mask = ending_signals();
    ::sigaction(signal.number, &action, nullptr);
  }
}

void remove_at_end(const std::string& path) { add_partial_file(path, false); }

void tell_at_end(const std::string& path) { add_partial_file(path, true); }

void keep_at_end(const std::string& path) {
  for (PartialFile& file : partial_files) {
    if (file.there && path == file.path.data()) file.there = false;
  }
}

HeldSignals::HeldSignals() : before_{} {
  const sigset_t held = ending_signals();
  ::pthread_sigmask(SIG_BLOCK, &held, &before_);
}

HeldSignals::~HeldSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

}  // namespace eligo::tool
