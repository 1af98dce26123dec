// Out of memory: no partial result, a clean failure, and what was there before still works.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <eligo/batch_evaluator.hpp>
#include <eligo/rule_set.hpp>

#include "failing_allocation.hpp"

namespace eligo::reliability {
namespace {

constexpr const char* rule_set = R"json({"format": 1, "id": "sample", "version": "1",
  "facts": {"n": {"type": "int", "range": [0, 1000]}, "s": {"type": "string"}, "t": {"type": "timestamp"},
            "r": {"type": "list", "of": {"v": {"type": "int"}, "at": {"type": "timestamp"}}}},
  "params": {"most": 3, "wait": {"type": "duration", "value": "24h"}},
  "lists": {"names": {"of": "string", "values": ["ann", "bob", "a name that is longer than others"]}},
  "definitions": {"recent": "r.filter(x, now - x.at < params.wait).size()"},
  "segments": [{"id": "big", "when": "n > 100", "params": {"most": 5}, "waives": ["NAMED"]}],
  "rules": [
    {"id": "a", "category": "c", "effect": "deny", "reason": "NAMED", "when": "s in lists.names",
     "message": {"en": "Your name is {s}.", "zh": "{s}"}, "remedy": {"en": "Have another one."}},
    {"id": "b", "category": "c", "effect": "hide", "reason": "RECENT", "when": {"any": ["recent > params.most", "n / (n - 7) > 9"]},
     "on_missing": "hide", "message": {"en": "{recent} of {params.most}"}},
    {"id": "d", "category": "d", "effect": "hide", "reason": "SPELLING", "when": "s.matches('^[a-c]+ .*r+s$')"}],
  "alternatives": [{"id": "other", "when": "n > 1", "title": {"en": "Other"}}]})json";

constexpr const char* profile_text = R"json({"n": 7, "s": "a name that is longer than others",
  "r": [{"v": 1, "at": "2026-11-23T09:00:00Z"}, {"v": 2}, {"v": 3, "at": "2026-11-20T09:00:00Z"}]})json";

const Instant now = *Instant::parse("2026-11-23T10:00:00Z");

/// Runs `step` again and again; the first time its first allocation fails, then its second, until none does.
/// What comes out in spite of a failure (of memory that would only have made it faster) is as always. Gives
/// how many failed.
std::size_t fail_each(const std::function<std::string()>& step) {
  const std::string expected = step();
  for (std::size_t fails = 0;; ++fails) {
    allocations_left = fails;
    try {
      const std::string text = step();
      const bool done = allocations_left != no_failure;
      allocations_left = no_failure;
      EXPECT_EQ(text, expected) << "allocation " << fails;
      if (done) return fails;
    } catch (const std::bad_alloc&) {
    }
    allocations_left = no_failure;
  }
}

TEST(Memory, RunsOutWhileLoading) {
  EXPECT_GT(fail_each([] { return RuleSet::parse(rule_set).listing(); }), 100U);
}

TEST(Memory, RunsOutWhileAnInvalidRuleSetIsLoaded) {
  const std::string broken =
      std::string(rule_set).replace(std::string(rule_set).find("recent >"), 8, "rescent >");
  const auto load = [&] {
    std::string found;
    for (const Diagnostic& each : RuleSet::try_parse(broken).diagnostics()) found += each.code + " ";
    return found;
  };
  EXPECT_GT(fail_each(load), 100U);
}

TEST(Memory, RunsOutWhileDeciding) {
  const RuleSet rules = RuleSet::parse(rule_set);
  const auto decide = [&] { return rules.evaluate(rules.parse_profile(profile_text), now).json("en", "x"); };
  EXPECT_GT(fail_each(decide), 20U);
}

TEST(Memory, RunsOutWhileABatchIsDecided) {
  const RuleSet rules = RuleSet::parse(rule_set);
  const auto decide = [&] {
    BatchEvaluator batch(rules, Detail::full);
    for (int row = 0; row < 3; ++row) batch.add_json(profile_text);
    static_cast<void>(batch.evaluate(now));
    return batch.decision(2).json();
  };
  EXPECT_GT(fail_each(decide), 20U);
}

// A batch whose memory ran out goes on with the profiles that it has.
TEST(Memory, LeavesABatchUsable) {
  const RuleSet rules = RuleSet::parse(rule_set);
  const std::string expected = rules.evaluate(rules.parse_profile(profile_text), now).json();
  for (std::size_t fails = 0; fails < 200; ++fails) {
    BatchEvaluator batch(rules, Detail::full);
    batch.add_json(profile_text);
    allocations_left = fails;
    try {
      static_cast<void>(batch.evaluate(now));
    } catch (const std::bad_alloc&) {
    }
    allocations_left = no_failure;
    static_cast<void>(batch.evaluate(now));
    ASSERT_EQ(batch.decision(0).json(), expected) << fails;
  }
}

// A profile that did not fit is not added, whichever allocation failed, and the next one is read as ever.
TEST(Memory, RunsOutWhileAProfileIsAddedToABatch) {
  const RuleSet rules = RuleSet::parse(rule_set);
  const auto json_of = [](BatchEvaluator& batch) {
    std::string all;
    const std::size_t rows = batch.evaluate(now).verdicts.size();
    for (std::size_t row = 0; row < rows; ++row) all += batch.decision(row).json() + "\n";
    return all;
  };
  const std::string other = R"json({"n": 12345, "s": 7, "r": [{"v": "x"}, {"v": 9, "at": "never"}]})json";
  for (std::size_t fails = 0;; ++fails) {
    BatchEvaluator batch(rules, Detail::full), same(rules, Detail::full);
    batch.add_json(profile_text);
    same.add_json(profile_text);
    allocations_left = fails;
    bool added = true;
    try {
      batch.add_json(other);
    } catch (const std::bad_alloc&) {
      added = false;
    }
    const bool enough = allocations_left != no_failure;
    allocations_left = no_failure;
    if (added) same.add_json(other);
    for (const char* next : {profile_text, other.c_str(), profile_text}) {
      batch.add_json(next);
      same.add_json(next);
    }
    ASSERT_EQ(json_of(batch), json_of(same)) << fails;
    if (enough) break;
  }
}

TEST(Memory, RunsOutWhileAColumnIsGiven) {
  const RuleSet rules = RuleSet::parse(rule_set);
  const std::vector<std::int64_t> good{7, 700}, refused{7, 7000};
  const auto verdicts = [](BatchEvaluator& batch) {
    static_cast<void>(batch.evaluate(now));
    return batch.decision(0).json() + batch.decision(1).json();
  };
  for (const bool replaced : {false, true}) {
    for (std::size_t fails = 0;; ++fails) {
      BatchEvaluator batch(rules), before(rules), after(rules);
      for (BatchEvaluator* each : {&batch, &before, &after}) {
        each->set_column(rules.fact("s"), std::vector<std::string_view>{"bob", "eve"});
        if (replaced) each->set_column(rules.fact("n"), good);
      }
      after.set_column(rules.fact("n"), refused);
      allocations_left = fails;
      bool given = true;
      try {
        batch.set_column(rules.fact("n"), refused);
      } catch (const std::bad_alloc&) {
        given = false;
      }
      const bool enough = allocations_left != no_failure;
      allocations_left = no_failure;
      ASSERT_EQ(verdicts(batch), verdicts(given ? after : before)) << fails;
      if (enough) break;
    }
  }
}

// Each fact of a profile is as before, as it was to be, or missing; and the profile can be filled again.
TEST(Memory, RunsOutWhileAProfileIsFilled) {
  const std::string rules_text = R"json({"format": 1, "id": "sample", "version": "1",
    "facts": {"n": {"type": "int", "range": [0, 9]}, "s": {"type": "string"}, "l": {"type": "list<string>"},
              "t": {"type": "list<timestamp>"}, "r": {"type": "list", "of": {"v": {"type": "int"}}}},
    "definitions": {"texts": "l.size() + t.size() + r.size()"},
    "rules": [{"id": "a", "category": "c", "effect": "deny", "reason": "A", "when": "s != '' && n >= 0 && texts >= 0",
               "message": {"en": "{n} {s} {texts}"}}]})json";
  const RuleSet rules = RuleSet::parse(rules_text);
  const std::string longer(100, 'x');
  const std::vector<std::string_view> texts(20, longer);
  const std::vector<Instant> times(20, now);
  const std::vector<std::function<void(Profile&)>> calls{
      [](Profile& profile) { profile.set("n", 8); },
      [](Profile& profile) { profile.set("n", 80); },
      [&](Profile& profile) { profile.set("s", longer); },
      [&](Profile& profile) { profile.set("l", texts); },
      [&](Profile& profile) { profile.set("t", times); },
      [&](Profile& profile) { profile.set_json(rules.fact("r"), R"([{"v": 2}, {"v": "x"}])"); },
      [&](Profile& profile) { profile.set_json(rules.fact("s"), R"("a text that is longer than most")"); },
      [&](Profile& profile) { profile.set_subject(longer); },
  };
  const std::vector<std::string> facts{"n", "n", "s", "l", "t", "r", "s", ""};
  const auto filled = [&] {
    return rules.parse_profile(R"({"n": 1, "s": "a short text", "l": ["a"], "t": [], "r": [{"v": 1}]})");
  };
  const auto seen = [&](const Profile& profile) { return rules.evaluate(profile, now).json("en", "u"); };
  for (std::size_t call = 0; call < calls.size(); ++call) {
    Profile missing = filled(), after = filled();
    if (!facts[call].empty()) missing.reset(rules.fact(facts[call]));
    calls[call](after);
    const std::vector<std::string> expected{seen(filled()), seen(missing)};
    for (std::size_t fails = 0;; ++fails) {
      Profile profile = filled();
      allocations_left = fails;
      bool done = true;
      try {
        calls[call](profile);
      } catch (const std::bad_alloc&) {
        done = false;
      }
      const bool enough = allocations_left != no_failure;
      allocations_left = no_failure;
      const std::string found = seen(profile);
      ASSERT_TRUE(done ? found == seen(after) : found == expected[0] || found == expected[1])
          << call << ", " << fails << ": " << found;
      calls[call](profile);
      ASSERT_EQ(seen(profile), seen(after)) << call << ", " << fails;
      if (enough) break;
    }
  }
}

// Filled, evaluated, cleared and filled again, lists and a subject included, a profile takes no more memory.
TEST(Memory, IsNotTakenByAProfileThatIsFilledAgain) {
  const RuleSet rules = RuleSet::parse(R"json({"format": 1, "id": "sample", "version": "1",
    "facts": {"n": {"type": "int", "range": [0, 9]}, "b": {"type": "bool"}, "d": {"type": "double"}, "s": {"type": "string"},
              "t": {"type": "timestamp"}, "l": {"type": "duration"}, "ns": {"type": "list<int>"}, "bs": {"type": "list<bool>"},
              "ds": {"type": "list<double>"}, "ss": {"type": "list<string>"}, "ts": {"type": "list<timestamp>"},
              "ls": {"type": "list<duration>"}},
    "rules": [{"id": "a", "category": "c", "effect": "deny", "reason": "A",
               "when": "n > 100 || (b && d > 9.0) || s == 'x' || t < t || l < l || ns.exists(n, n > 100) || bs.all(b, b) || ds.size() > 9 || 'x' in ss || ts.size() > 9 || ls.size() > 9"}]})json");
  std::vector<Fact> facts;
  for (const char* name : {"n", "b", "d", "s", "t", "l", "ns", "bs", "ds", "ss", "ts", "ls"})
    facts.push_back(rules.fact(name));
  const std::string text(100, 'y');
  const std::vector<int> numbers{1, 2, 3};
  const std::vector<bool> truths{true, false};
  const std::vector<double> doubles{0.5};
  const std::vector<std::string> texts(5, text);
  const std::vector<Instant> instants(3, now);
  const std::vector<std::chrono::minutes> durations(3, std::chrono::minutes(5));
  Profile profile = rules.profile();
  const auto fill = [&](int round) {
    profile.clear();
    profile.set(facts[0], round % 12).set(facts[1], true).set(facts[2], 1.5).set(facts[3], text);
    profile.set(facts[4], now)
        .set(facts[5], std::chrono::hours(2))
        .set(facts[6], numbers)
        .set(facts[7], truths);
    profile.set(facts[8], doubles).set(facts[9], texts).set(facts[10], instants).set(facts[11], durations);
    if (round % 3 == 0) profile.set(facts[6], std::optional<std::vector<int>>()).set(facts[9], std::nullopt);
    profile.set_subject("short");
    return rules.evaluate(profile, now, Detail::reasons).verdict();
  };
  for (int round = 0; round < 12; ++round)
    ASSERT_EQ(fill(round) == Verdict::visible, round % 12 < 10 && round % 3 != 0) << round;
  allocations_left = 1'000'000;
  for (int round = 0; round < 9; ++round) {
    if (round % 3 != 0) fill(round);  // visible: reasons would take memory
  }
  const std::size_t left = allocations_left;
  allocations_left = no_failure;
  EXPECT_EQ(1'000'000 - left, 0U);
}

// Nor do decisions, visible or refused for several reasons, once those before them went away: as long as
// conditions are conjunctions of what is asked of facts, whose evidence needs no walk.
TEST(Memory, IsNotTakenByDecisionsThatFollowOthers) {
  const RuleSet rules = RuleSet::parse(R"json({"format": 1, "id": "sample", "version": "1",
    "facts": {"n": {"type": "int"}, "s": {"type": "string"}, "d": {"type": "double"}},
    "rules": [
      {"id": "a", "category": "c", "effect": "deny", "reason": "A", "when": "n > 1", "message": {"en": "{n}"}},
      {"id": "b", "category": "c", "effect": "hide", "reason": "B", "when": "s == 'x' && n > 1"},
      {"id": "e", "category": "c", "effect": "hide", "reason": "E", "when": "n > 2"},
      {"id": "f", "category": "c", "effect": "hide", "reason": "F", "when": "d > 0.5 && n != 9"}]})json");
  const Fact n = rules.fact("n"), s = rules.fact("s"), d = rules.fact("d");
  Profile profile = rules.profile();
  const auto decide = [&](int round) {
    profile.clear();
    profile.set(n, round % 5);
    profile.set(s, round % 3 == 0 ? "x" : "y").set(d, 0.25 * (round % 4));
    const Decision decision = rules.evaluate(profile, now, Detail::reasons);
    return decision.reasons().size();
  };
  std::size_t most = 0;
  for (int round = 0; round < 60; ++round) most = std::max(most, decide(round));
  ASSERT_EQ(most, 4U);
  allocations_left = 1'000'000;
  for (int round = 0; round < 60; ++round) decide(round);
  const std::size_t left = allocations_left;
  allocations_left = no_failure;
  EXPECT_EQ(1'000'000 - left, 0U);
}

/// Takes all memory that there is, in pieces of that size.
void take_all(std::size_t size) {
  while (std::malloc(size) != nullptr) {
  }
}

/// Leaves this process that many bytes.
void leave_memory(std::size_t bytes) {
  std::vector<void*> kept(bytes / 1000);
  for (void*& piece : kept) piece = std::malloc(1000);
  const rlimit none{0, 0};  // no more addresses
  ::setrlimit(RLIMIT_AS, &none);
  for (const std::size_t size : {100'000U, 1'000U, 100U, 1U}) take_all(size);
  for (void* piece : kept) std::free(piece);
}

/// What a process with that much memory ends with (1: std::bad_alloc), and what it says.
std::pair<int, std::string> status_within(std::size_t bytes, const std::function<void()>& step) {
  int talk[2] = {};
  EXPECT_EQ(::pipe(talk), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(talk[1], STDERR_FILENO);
    leave_memory(bytes);
    try {
      step();
    } catch (const std::bad_alloc&) {
      ::_exit(1);
    }
    ::_exit(0);
  }
  ::close(talk[1]);
  std::string said;
  char byte = 0;
  while (::read(talk[0], &byte, 1) == 1) said += byte;
  ::close(talk[0]);
  int status = -1;
  ::waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), said};
}

// The library that compiles them neither ends the process nor writes to the standard error.
TEST(Memory, RunsOutWhilePatternsAreCompiled) {
  std::string rules;
  for (int rule = 0; rule < 20; ++rule) {
    const std::string number = std::to_string(rule);
    rules += std::string(rule == 0 ? "" : ",") + R"re({"id": "r)re" + number + R"re(", "category": "c",
      "reason": "R", "effect": "hide", "when": "s.matches('^()re" +
             number + R"re(|[x-z]{2,90}|[^a]{2,50})$')"})re";
  }
  rules = R"({"format": 1, "id": "x", "version": "1", "facts": {"s": {"type": "string"}}, "rules": [)" +
          rules + "]}";
  std::size_t failures = 0;
  for (std::size_t more = 0; more < 16; ++more) {
    const auto [status, said] =
        status_within(more * 50'000, [&] { static_cast<void>(RuleSet::parse(rules)); });
    EXPECT_LE(status, 1) << more;
    EXPECT_EQ(said, "") << more;
    failures += status == 1 ? 1 : 0;
  }
  EXPECT_GT(failures, 10U);
}

}  // namespace
}  // namespace eligo::reliability
