#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <eligo/eligo.hpp>

#include "scaffold/temporary_folder.hpp"

namespace eligo {
namespace {

using std::chrono::milliseconds;
using test::TemporaryFolder;

// Everybody is hidden, for a reason that names the version.
std::string rules_text(const std::string& version) {
  return R"({"format": 1, "id": "demo", "version": ")" + version +
         R"(", "facts": {"score": {"type": "int"}}, "rules": [{"id": "all", "category": "x", "effect": "hide", )" +
         R"("when": "score >= 0", "reason": "VERSION_)" + version + R"("}]})";
}

std::string text_with_list(const std::string& version) {
  return R"({"format": 1, "id": "demo", "version": ")" + version +
         R"(", "facts": {"region": {"type": "string"}}, "lists": {"closed": {"of": "string", "file": "closed.txt"}}, )" +
         R"("rules": [{"id": "closed", "category": "x", "effect": "hide", "when": "region in lists.closed", )" +
         R"("reason": "CLOSED"}]})";
}

// As careful writers do it: whole under another name, then renamed.
void replace(const TemporaryFolder& folder, const std::string& text) {
  folder.write("rules.json.new", text);
  std::filesystem::rename(folder.path() / "rules.json.new", folder.path() / "rules.json");
}

const Instant now{.seconds = 1'800'000'000};

TEST(RuleStore, RefusesToBeginWithoutAGoodRuleSet) {
  const TemporaryFolder folder;
  EXPECT_THROW(RuleStore(folder.path() / "none.json"), LoadError);
  folder.write("rules.json", "{");
  EXPECT_THROW(RuleStore(folder.path() / "rules.json"), LoadError);
}

TEST(RuleStore, ReloadsAsAWholeOrNotAtAll) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "rules.json";
  folder.write("rules.json", rules_text("1"));
  RuleStore store(path);
  RuleStore::Reader reader(store);
  const auto first = store.current();
  EXPECT_EQ(first->version(), "1");
  EXPECT_EQ(&reader.current(), first.get());

  Reload reload = store.reload();
  EXPECT_EQ(reload.outcome, Reload::Outcome::unchanged);
  EXPECT_EQ(store.current(), first);
  EXPECT_EQ(reload.text(), "`demo` 1 (" + first->hash().substr(0, 8) + ") is unchanged");

  folder.write("rules.json", "{\"format\": 1, \"id\": 3}");
  reload = store.reload();
  EXPECT_EQ(reload.outcome, Reload::Outcome::refused);
  EXPECT_EQ(store.current(), first);
  EXPECT_EQ(&reader.current(), first.get());
  EXPECT_FALSE(reload.diagnostics.empty());
  EXPECT_NE(reload.text().find("stays in force, its files are refused: " + path.string() + ":1:"),
            std::string::npos)
      << reload.text();

  folder.write("rules.json", rules_text("2"));
  reload = store.reload();
  EXPECT_EQ(reload.outcome, Reload::Outcome::replaced);
  EXPECT_EQ(reload.before, first);
  EXPECT_EQ(reload.now, store.current());
  EXPECT_EQ(store.current()->version(), "2");
  EXPECT_EQ(reader.current().version(), "2");
  EXPECT_EQ(first->version(), "1");
}

TEST(RuleStore, KeepsItsLimits) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "rules.json";
  folder.write("rules.json", rules_text("1"));
  Limits limits;
  limits.steps = 1234;
  RuleStore store(path, limits);
  folder.write("rules.json", rules_text("2"));
  EXPECT_EQ(store.reload().now->limits().steps, 1234U);
}

TEST(RuleStore, HandlesAndReadersOutliveIt) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "rules.json";
  folder.write("rules.json", rules_text("1"));
  auto store = std::make_unique<RuleStore>(path);
  RuleStore::Reader reader(*store);
  const Fact score = reader.current().fact("score");
  folder.write("rules.json", rules_text("2"));
  store->reload();
  store.reset();
  EXPECT_EQ(reader.current().version(), "2");
  const auto profile = reader.current().profile().set(score, 1);
  EXPECT_EQ(reader.current().evaluate(profile, now).verdict(), Verdict::hidden);
}

TEST(RuleStore, EveryDecisionIsWhollyOfOneVersion) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "rules.json";
  folder.write("rules.json", rules_text("0"));
  RuleStore store(path);
  std::atomic<bool> done = false;
  std::atomic<std::size_t> mixed = 0;
  std::vector<std::jthread> readers;
  for (int thread = 0; thread < 8; ++thread) {
    readers.emplace_back([&, thread] {
      RuleStore::Reader reader(store);
      while (!done) {
        const auto held = thread % 2 == 0 ? nullptr : store.current();
        const RuleSet& rules = held ? *held : reader.current();
        const auto profile = rules.profile().set("score", 1);
        const Decision decision = rules.evaluate(profile, now);
        const std::string version(decision.rule_set_version());
        if (decision.reasons().size() != 1 || decision.reasons()[0].code() != "VERSION_" + version) ++mixed;
      }
    });
  }
  std::size_t replaced = 0;
  for (int version = 1; version <= 1000; ++version) {
    replace(folder, rules_text(std::to_string(version)));
    if (store.reload().outcome == Reload::Outcome::replaced) ++replaced;
  }
  done = true;
  readers.clear();
  EXPECT_EQ(replaced, 1000U);
  EXPECT_EQ(mixed, 0U);
  EXPECT_EQ(store.current()->version(), "1000");
}

// What a watching store was told, in order.
class Told {
 public:
  RuleStore::Watching watching(milliseconds look_every) {
    return {
        .settle = milliseconds(5), .look_every = look_every, .on_reload = [this](const Reload& reload) {
          const std::lock_guard lock(mutex_);
          outcomes_.push_back(reload.outcome == Reload::Outcome::refused ? "refused" : reload.now->version());
          changed_.notify_all();
        }};
  }
  /// True once it was told this; false after half a minute.
  bool waits_for(const std::string& outcome) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(30),
                             [&] { return !outcomes_.empty() && outcomes_.back() == outcome; });
  }
  bool waits_for_more_than(std::size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(30), [&] { return outcomes_.size() > count; });
  }
  std::vector<std::string> outcomes() {
    const std::lock_guard lock(mutex_);
    return outcomes_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> outcomes_;
};

struct Watched {
  std::string name;
  milliseconds look_every;
  friend void PrintTo(const Watched& watched, std::ostream* out) { *out << watched.name; }
};

class WatchedRuleStore : public testing::TestWithParam<Watched> {};

TEST_P(WatchedRuleStore, FollowsItsFiles) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "rules.json";
  folder.write("rules.json", rules_text("1"));
  RuleStore store(path);
  Told told;
  store.watch(told.watching(GetParam().look_every));

  folder.write("rules.json", rules_text("2"));
  EXPECT_TRUE(told.waits_for("2"));
  replace(folder, rules_text("3"));
  EXPECT_TRUE(told.waits_for("3"));
  std::filesystem::remove(path);
  EXPECT_TRUE(told.waits_for("refused"));
  EXPECT_EQ(store.current()->version(), "3");
  folder.write("rules.json", rules_text("4"));
  EXPECT_TRUE(told.waits_for("4"));

  // The list comes after the rule set that names it.
  replace(folder, text_with_list("5"));
  EXPECT_TRUE(told.waits_for("refused"));
  folder.write("closed.txt", "north\n");
  EXPECT_TRUE(told.waits_for("5"));
  const auto verdict = [&](const char* region) {
    const auto rules = store.current();
    return rules->evaluate(rules->profile().set("region", region), now).verdict();
  };
  EXPECT_EQ(verdict("south"), Verdict::visible);
  const std::size_t told_before = told.outcomes().size();
  folder.write("closed.txt", "north\nsouth\n");
  EXPECT_TRUE(told.waits_for_more_than(told_before));
  EXPECT_EQ(verdict("south"), Verdict::hidden);
}

TEST_P(WatchedRuleStore, FollowsALinkThatIsSetAnew) {
  const TemporaryFolder folder;
  for (const std::string version : {"1", "2"}) {
    folder.write(version + "/rules.json", rules_text(version));
  }
  const auto link = folder.path() / "current";
  std::filesystem::create_directory_symlink("1", link);
  std::filesystem::create_symlink("current/rules.json", folder.path() / "rules.json");
  RuleStore store(folder.path() / "rules.json");
  Told told;
  store.watch(told.watching(GetParam().look_every));
  std::filesystem::create_directory_symlink("2", folder.path() / "next");
  std::filesystem::rename(folder.path() / "next", link);
  EXPECT_TRUE(told.waits_for("2"));
}

TEST_P(WatchedRuleStore, IsStoppedAndBegunAgain) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "rules.json";
  folder.write("rules.json", rules_text("1"));
  RuleStore store(path);
  Told told;
  store.stop_watching();
  store.watch(told.watching(GetParam().look_every));
  store.watch(told.watching(GetParam().look_every));
  store.stop_watching();
  replace(folder, rules_text("2"));
  EXPECT_EQ(store.current()->version(), "1");
  store.watch(told.watching(GetParam().look_every));  // what changed meanwhile is seen at once
  EXPECT_TRUE(told.waits_for("2"));
  EXPECT_EQ(told.outcomes(), std::vector<std::string>{"2"});
}

// One waits for the system's notices alone, the other looks often.
INSTANTIATE_TEST_SUITE_P(Each, WatchedRuleStore,
                         testing::Values(Watched{"Notices", std::chrono::hours(1)},
                                         Watched{"Looking", milliseconds(20)}),
                         [](const auto& info) { return info.param.name; });

TEST(RuleStore, LooksWhereNoNoticeComes) {
  const TemporaryFolder folder;
  for (const std::string name : {"asked", "links", "1", "2"})
    std::filesystem::create_directory(folder.path() / name);
  for (const std::string version : {"1", "2"}) folder.write(version + "/rules.json", rules_text(version));
  // The link that changes lies neither beside the path asked for nor beside the file.
  std::filesystem::create_directory_symlink("../1", folder.path() / "links" / "current");
  std::filesystem::create_symlink("../links/current/rules.json", folder.path() / "asked" / "rules.json");
  RuleStore store(folder.path() / "asked" / "rules.json");
  Told told;
  store.watch(told.watching(milliseconds(20)));
  std::filesystem::create_directory_symlink("../2", folder.path() / "links" / "next");
  std::filesystem::rename(folder.path() / "links" / "next", folder.path() / "links" / "current");
  EXPECT_TRUE(told.waits_for("2"));
}

}  // namespace
}  // namespace eligo
