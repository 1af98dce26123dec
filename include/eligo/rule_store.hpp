#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <eligo/diagnostic.hpp>
#include <eligo/lifetime.hpp>
#include <eligo/limits.hpp>
#include <eligo/rule_set.hpp>

namespace eligo {

/// What came of reading the files of a RuleStore again.
struct Reload {
  enum class Outcome : std::uint8_t {
    unchanged,  ///< the content is what it was, by its hash
    replaced,   ///< the new rule set is in force
    refused,    ///< the files do not make a rule set; the last good one stays in force
  };
  Outcome outcome = Outcome::unchanged;
  std::shared_ptr<const RuleSet> before;  ///< in force until then
  std::shared_ptr<const RuleSet> now;     ///< in force from then on; `before` unless replaced
  /// Why it was refused, otherwise the warnings of `now`.
  std::vector<Diagnostic> diagnostics;

  /// One line for a log: ids, versions, the first digits of the hashes, the first error.
  [[nodiscard]] std::string text() const;
};

/// A rule set that follows its files: handed out to many threads, replaced as a whole while they go on. Every
/// decision is wholly of one version. Safe to use from many threads at once, destroying it excepted; Readers
/// and the rule sets that were handed out outlive it.
class RuleStore {
 public:
  /// How files are watched. Linux says when something in a folder changes; beside that, and elsewhere
  /// instead, the files' sizes, times and numbers are looked at regularly, because network file systems do
  /// not say.
  struct Watching {
    /// The files are read after they have stayed the same for so long.
    std::chrono::milliseconds settle{100};
    std::chrono::milliseconds look_every{2000};
    /// Called on the watching thread after each reload that replaced or refused. Must neither throw nor end
    /// the watching.
    std::function<void(const Reload&)> on_reload = {};
  };

  /// Loads the rule set; throws LoadError where that fails. A relative path is taken from where the program
  /// stands now.
  explicit RuleStore(const std::filesystem::path& path, const Limits& limits = {});
  RuleStore(const RuleStore&) = delete;
  RuleStore& operator=(const RuleStore&) = delete;
  ~RuleStore();  ///< ends the watching

  /// The rule set in force, never null. Waits for no file and no compilation: a lock is held while one
  /// pointer is copied. For a thread that asks often, a Reader is cheaper.
  [[nodiscard]] std::shared_ptr<const RuleSet> current() const;

  /// Reads rule set and list files again, now, and puts them in force as a whole or not at all: files that
  /// are written to each time they are read are refused. Several calls wait for each other. Does not throw on
  /// what is in the files.
  Reload reload();

  /// Watches the rule set's file and its list files on a thread of its own, from what is in force on; ends
  /// an earlier watching. std::system_error where no thread can be had.
  void watch(Watching watching);
  /// Returns when the thread has ended; nothing where none runs.
  void stop_watching();

 private:
  struct State;
  struct Published {
    std::atomic<std::uint64_t> version{0};
    std::mutex mutex;  // of what follows
    std::shared_ptr<const RuleSet> rules;
  };

 public:
  /// One thread's way to the rule set in force: one atomic load while nothing changes. Not to be shared
  /// between threads. Keeps the rule set that it gave last.
  class Reader {
   public:
    explicit Reader(const RuleStore& store);

    /// The rule set in force; valid until the next call on this Reader.
    [[nodiscard]] const RuleSet& current() & ELIGO_LIFETIME_BOUND {
      if (published_->version.load(std::memory_order_acquire) != version_) [[unlikely]]
        refresh();
      return *rules_;
    }

   private:
    void refresh();
    std::shared_ptr<Published> published_;
    std::shared_ptr<const RuleSet> rules_;
    std::uint64_t version_ = 0;
  };

 private:
  void end_watching();
  bool follow(const Watching& watching, std::vector<Diagnostic>& told);
  Reload reload_or_say();

  std::shared_ptr<Published> published_;
  std::unique_ptr<State> state_;
};

}  // namespace eligo
