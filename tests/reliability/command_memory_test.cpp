// The command out of memory: it ends with exit status 2 and a message, whichever allocation failed.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "failing_allocation.hpp"

int eligo_main(int count, char** arguments);  // the command's `main`, under another name

namespace eligo::reliability {
namespace {

namespace fs = std::filesystem;

const std::string inputs = std::string(ELIGO_SOURCE_DIR) + "/tests/cli/";
constexpr const char* now = "2026-11-23T10:00:00Z";

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Outcome {
  int status = -1;  ///< of waitpid
  std::string out, err;
  bool enough = false;  ///< no allocation failed

  [[nodiscard]] bool ended_with(int code) const { return WIFEXITED(status) && WEXITSTATUS(status) == code; }
};

class CommandMemory : public testing::Test {
 protected:
  CommandMemory() { fs::create_directories(folder_); }
  ~CommandMemory() override { fs::remove_all(folder_); }

  /// Runs the command in a process of its own, so that each run is the first use of everything.
  Outcome run(std::vector<std::string> words, std::size_t fails, bool stays_out) const {
    const std::string out = folder_ / "out", err = folder_ / "err";
    int pipe[2] = {};
    EXPECT_EQ(::pipe(pipe), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      redirect(out, STDOUT_FILENO);
      redirect(err, STDERR_FILENO);
      std::vector<char*> arguments;
      words.insert(words.begin(), "eligo");
      for (std::string& word : words) arguments.push_back(word.data());
      memory_stays_out = stays_out;
      allocations_left = fails;
      const int status = eligo_main(static_cast<int>(words.size()), arguments.data());
      const char enough = allocations_left != no_failure && allocations_left != 0 ? 'y' : 'n';
      static_cast<void>(!::write(pipe[1], &enough, 1));
      ::_exit(std::fflush(stdout) == 0 ? status : 99);
    }
    Outcome run;
    char enough = 'n';
    ::close(pipe[1]);
    if (::read(pipe[0], &enough, 1) == 1) run.enough = enough == 'y';
    ::close(pipe[0]);
    ::waitpid(child, &run.status, 0);
    run.out = content(out);
    run.err = content(err);
    return run;
  }

  /// Tries a failure of each allocation, or of some hundreds of them spread over the run.
  void fail_each(const std::vector<std::string>& words) const {
    const Outcome expected = run(words, no_failure, false);
    ASSERT_TRUE(WIFEXITED(expected.status)) << expected.err;
    for (const bool stays_out : {false, true}) {
      const std::size_t all = count(words);
      std::size_t failures = 0;
      for (std::size_t fails = 0; fails < all; fails += step(all)) {
        const Outcome found = run(words, fails, stays_out);
        if (found.status == expected.status && found.err == expected.err) {
          EXPECT_EQ(found.out, expected.out) << fails;  // the memory would only have made it faster
          continue;
        }
        ++failures;
        ASSERT_TRUE(found.ended_with(2)) << "status " << found.status << ", allocation " << fails
                                         << (stays_out ? " and all after it: " : ": ") << found.err;
        EXPECT_TRUE(found.err.ends_with("eligo: there is not enough memory\n")) << fails << ": " << found.err;
        EXPECT_TRUE(expected.out.starts_with(found.out)) << fails << ": " << found.out;
        EXPECT_TRUE(found.out.empty() || found.out.back() == '\n') << fails << ": " << found.out;
      }
      EXPECT_GT(failures, 50U);
    }
  }

  /// How many allocations a run makes.
  std::size_t count(const std::vector<std::string>& words) const {
    std::size_t enough = 1;
    while (!run(words, enough, true).enough) enough *= 2;
    std::size_t few = enough / 2;
    while (few + 1 < enough) {
      const std::size_t middle = (few + enough) / 2;
      (run(words, middle, true).enough ? enough : few) = middle;
    }
    return enough;
  }

  /// From one allocation that is tried to the next one; ELIGO_FAILURES says how many are tried, 0: all.
  static std::size_t step(std::size_t all) {
    const char* const number = std::getenv("ELIGO_FAILURES");
    const std::size_t tried = number == nullptr ? 100 : std::strtoul(number, nullptr, 10);
    return tried == 0 ? 1 : std::max<std::size_t>(1, all / tried);
  }

  fs::path folder_ = fs::path(testing::TempDir()) / ("eligo-memory-" + std::to_string(::getpid()));

 private:
  static void redirect(const std::string& path, int descriptor) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(file, descriptor);
    ::close(file);
  }
};

std::vector<std::string> with_rules(std::vector<std::string> words) {
  for (const char* word : {"--now", now, "--rules"}) words.emplace_back(word);
  words.push_back(inputs + "shared/rules.json");
  return words;
}

TEST_F(CommandMemory, RunsOutWhileProfilesAreEvaluated) {
  fail_each(with_rules({"evaluate", "--threads", "1", "--summary", "--by", "verified", "--stamp",
                        inputs + "shared/people.ndjson"}));
}

TEST_F(CommandMemory, RunsOutWhileThreadsEvaluate) {
  fail_each(with_rules({"evaluate", "--threads", "3", "--batch-size", "1", inputs + "shared/people.ndjson"}));
}

TEST_F(CommandMemory, RunsOutWhileCsvIsRead) {
  fail_each(
      with_rules({"evaluate", "--threads", "1", "--to", "csv", inputs + "cases/evaluate_csv/people.csv"}));
}

TEST_F(CommandMemory, RunsOutWhileAProfileIsExplained) {
  fail_each(with_rules({"explain", "--id", "bob", inputs + "shared/people.ndjson"}));
}

TEST_F(CommandMemory, RunsOutWhileAnExplanationIsWrittenAsJson) {
  fail_each(with_rules({"explain", "--json", inputs + "shared/people.ndjson"}));
}

TEST_F(CommandMemory, RunsOutWhilePatternsAreCompiled) {
  const std::string rules = folder_ / "rules.json", people = folder_ / "people.ndjson";
  std::ofstream(rules) << R"re({"format": 1, "id": "x", "version": "1", "facts": {"s": {"type": "string"}},
    "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "CODE",
      "when": "s.matches('^(a|b(c|d)*[x-z]{2,9}|[^ab]+)$')"}]})re";
  std::ofstream(people) << R"({"s": "bcdxx"})";
  fail_each({"evaluate", "--threads", "1", "--now", now, "--rules", rules, people});
}

TEST_F(CommandMemory, RunsOutWhileMistakesAreShown) {
  fail_each({"evaluate", "--rules", inputs + "cases/evaluate_invalid_rules/invalid.json"});
}

TEST_F(CommandMemory, RunsOutWhileHelpIsShown) { fail_each({"evaluate", "--help"}); }

// A file under its final name is whole or not there, and no partial one is left.
TEST_F(CommandMemory, RunsOutWhileAFileIsWritten) {
  const fs::path out = folder_ / "decisions" / "all.ndjson";
  const auto words =
      with_rules({"evaluate", "--threads", "1", "--out", out, inputs + "shared/people.ndjson"});
  fs::create_directories(out.parent_path());
  ASSERT_TRUE(run(words, no_failure, false).ended_with(0));
  const std::string expected = content(out);
  std::size_t absent = 0;
  const std::size_t all = count(words), late = std::min<std::size_t>(all, 600);  // there is a file by then
  for (std::size_t fails = all - late; fails < all; fails += step(late)) {
    fs::remove(out);
    const Outcome found = run(words, fails, true);
    ASSERT_TRUE(found.ended_with(2) || found.ended_with(0)) << fails << ": " << found.err;
    const auto left = std::distance(fs::directory_iterator(out.parent_path()), fs::directory_iterator());
    const bool whole = fs::exists(out);
    EXPECT_EQ(left, whole ? 1 : 0) << fails << ": " << found.err;
    EXPECT_EQ(content(out), whole ? expected : "") << fails;
    absent += whole ? 0 : 1;
  }
  EXPECT_GT(absent, 50U);
}

}  // namespace
}  // namespace eligo::reliability
