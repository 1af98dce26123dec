#include <eligo/rule_store.hpp>

#include <algorithm>
#include <chrono>
#include <new>
#include <optional>
#include <thread>
#include <utility>

#include "api/content.hpp"
#include "api/watched_files.hpp"
#include "diagnostics/place.hpp"

namespace eligo {

namespace {

constexpr std::size_t shown_digits = 8;

std::vector<std::filesystem::path> paths_of(const std::vector<api::FileSignature>& files) {
  std::vector<std::filesystem::path> paths;
  paths.reserve(files.size());
  for (const api::FileSignature& file : files) paths.push_back(file.path);
  return paths;
}

std::string name_of(const RuleSet& rules) {
  return "`" + rules.id() + "` " + rules.version() + " (" + rules.hash().substr(0, shown_digits) + ")";
}

}  // namespace

struct LastReading {
  api::SeenFiles seen;
  bool refused = false;
};

struct RuleStore::State {
  std::filesystem::path path;
  Limits limits;
  std::mutex reloading;  // held while files are read; of `last`
  LastReading last;
  std::mutex watching;  // held while the watching begins and ends; of what follows
  std::optional<api::FolderNotices> notices;
  std::jthread watcher;

  Result<RuleSet> load(const RuleSet* in_force) {
    std::optional<Result<RuleSet>> loaded;
    const auto read = [&] {
      loaded = RuleSet::try_load(path, limits);
      return api::files_of(path, *loaded ? &**loaded : in_force);
    };
    const bool rested = api::read_at_rest(api::files_of(path, in_force), read, api::see_files, last.seen);
    last.refused = !rested || !*loaded;
    if (!rested) return being_written();
    return *std::move(loaded);
  }

  LastReading last_reading() {
    const std::lock_guard lock(reloading);
    return last;
  }

 private:
  [[nodiscard]] std::vector<Diagnostic> being_written() const {
    Diagnostic diagnostic = diagnostics::diagnose(
        diagnostics::Code::file_unreadable, {},
        "the rule set or its lists were written to each time they were read",
        "load them again once they rest; files that are renamed into place change at once");
    diagnostic.file = path.string();
    return {std::move(diagnostic)};
  }
};

std::string Reload::text() const {
  switch (outcome) {
    case Outcome::unchanged: return name_of(*now) + " is unchanged";
    case Outcome::replaced: return name_of(*before) + " was replaced by " + name_of(*now);
    case Outcome::refused: break;
  }
  const auto error = std::ranges::find(diagnostics, Severity::error, &Diagnostic::severity);
  std::string text = name_of(*before) + " stays in force, its files are refused";
  if (error == diagnostics.end()) return text;
  text += ": " + error->file;
  if (error->line != 0) text += ":" + std::to_string(error->line) + ":" + std::to_string(error->column);
  return text + ": " + error->code + " " + error->message;
}

RuleStore::RuleStore(const std::filesystem::path& path, const Limits& limits)
    : published_(std::make_shared<Published>()), state_(std::make_unique<State>()) {
  state_->path = std::filesystem::absolute(path);
  state_->limits = limits;
  published_->rules = std::make_shared<const RuleSet>(state_->load(nullptr).value());
  published_->version.store(1, std::memory_order_release);
}

RuleStore::~RuleStore() { stop_watching(); }

std::shared_ptr<const RuleSet> RuleStore::current() const {
  const std::lock_guard lock(published_->mutex);
  return published_->rules;
}

Reload RuleStore::reload() {
  const std::lock_guard lock(state_->reloading);
  Reload reload;
  reload.before = reload.now = current();
  Result<RuleSet> loaded = state_->load(reload.before.get());
  if (!loaded) {
    reload.outcome = Reload::Outcome::refused;
    reload.diagnostics = loaded.diagnostics();
    return reload;
  }
  reload.diagnostics = loaded->warnings();
  if (loaded->hash() == reload.before->hash() && loaded->zone_data() == reload.before->zone_data())
    return reload;
  reload.outcome = Reload::Outcome::replaced;
  reload.now = std::make_shared<const RuleSet>(*std::move(loaded));
  {
    const std::lock_guard published(published_->mutex);
    published_->rules = reload.now;
    published_->version.fetch_add(1, std::memory_order_release);
  }
  return reload;
}

void RuleStore::watch(Watching watching) {
  const std::lock_guard lock(state_->watching);
  end_watching();
  state_->notices.emplace();
  state_->watcher = std::jthread([this, watching = std::move(watching)] {
    std::vector<Diagnostic> told;
    for (bool goes_on = true; goes_on;) {
      try {
        goes_on = follow(watching, told);
      } catch (const std::bad_alloc&) {  // later there may be memory again
        goes_on = state_->notices->rest(watching.look_every) != api::FolderNotices::Event::stopped;
      }
    }
  });
}

// Waits for a change and follows it; false where the watching ends. `told` is why the files were refused, as
// it was told last.
bool RuleStore::follow(const Watching& watching, std::vector<Diagnostic>& told) {
  using Event = api::FolderNotices::Event;
  api::FolderNotices& notices = *state_->notices;
  const LastReading last = state_->last_reading();
  const std::vector<std::filesystem::path> files = paths_of(last.seen.files);
  notices.watch(files);
  std::vector<api::FileSignature> found = api::signatures(files);
  if (found == last.seen.files) {
    const Event event = notices.wait(watching.look_every);
    if (event == Event::stopped) return false;
    if (event == Event::notice && notices.rest(watching.settle) == Event::stopped) return false;
    // What a refused rule set lacks, a list file say, may come without a change of the files known.
    if (!last.refused && !last.seen.fresh) return true;
  }
  for (bool rests = false; !rests;) {
    if (notices.rest(watching.settle) == Event::stopped) return false;
    const auto before = std::exchange(found, api::signatures(files));
    rests = found == before;
  }
  const Reload result = reload_or_say();
  const bool refused = result.outcome == Reload::Outcome::refused;
  const bool is_news = refused ? result.diagnostics != told : result.outcome == Reload::Outcome::replaced;
  told = refused ? result.diagnostics : std::vector<Diagnostic>();
  if (is_news && watching.on_reload) watching.on_reload(result);
  return true;
}

// On the watching thread nobody would catch what a lack of memory throws.
Reload RuleStore::reload_or_say() {
  try {
    return reload();
  } catch (const std::exception& error) {
    Reload result{.outcome = Reload::Outcome::refused, .before = current(), .now = {}, .diagnostics = {}};
    result.now = result.before;
    result.diagnostics.emplace_back().message = error.what();
    return result;
  }
}

void RuleStore::stop_watching() {
  const std::lock_guard lock(state_->watching);
  end_watching();
}

void RuleStore::end_watching() {
  if (!state_->watcher.joinable()) return;
  state_->notices->stop();
  state_->watcher.join();
  state_->notices.reset();
}

RuleStore::Reader::Reader(const RuleStore& store) : published_(store.published_) { refresh(); }

void RuleStore::Reader::refresh() {
  std::shared_ptr<const RuleSet> before;  // goes away without the lock
  const std::lock_guard lock(published_->mutex);
  before = std::exchange(rules_, published_->rules);
  version_ = published_->version.load(std::memory_order_relaxed);
}

}  // namespace eligo
