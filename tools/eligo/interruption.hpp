#pragma once

#include <string>

#include <signal.h>

namespace eligo::tool {

/// From here on SIGINT, SIGTERM, SIGHUP and SIGXCPU end the process at once with the status 128 + n, saying
/// so and removing the partial files of the moment. One that was ignored from the start (`nohup`) stays
/// ignored. An allocation that fails ends the process likewise, from its very beginning, with the status 2.
///
/// A handler has nothing to go by but global state; this is the only one there is. Call it once, before any
/// thread starts.
void end_on_signals();

/// One more partial file, up to 16 of them; an empty path is none. To be called while those signals are held.
void remove_at_end(const std::string& path);
/// The same for one that is not removed; the message says that it is there.
void tell_at_end(const std::string& path);
/// That one is no partial file any more.
void keep_at_end(const std::string& path);

/// The signals wait for as long as this lives.
class HeldSignals {
 public:
  HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  ~HeldSignals();

 private:
  sigset_t before_;
};

}  // namespace eligo::tool
