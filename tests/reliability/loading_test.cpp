// Rule sets are loaded and exchanged while others decide: each decision comes from one whole version.

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "reliability/sample_rules.hpp"

namespace eligo::reliability {
namespace {

// Which version decided stands in three places that must agree.
std::string version_text(int version) {
  const std::string number = std::to_string(version);
  return R"({"format": 1, "id": "v", "version": ")" + number +
         R"(", "facts": {"n": {"type": "int"}, "s": {"type": "string"}}, "params": {"p": )" + number +
         R"(}, "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "V)" + number +
         R"(", "message": {"en": "{params.p}"}, "when": "n >= params.p || s.matches('^v)" + number +
         "$')\"}]}";
}

bool is_whole(const RuleSet& rules) {
  Profile profile = rules.profile();
  const std::string version = rules.version();
  profile.set("n", std::stoi(version)).set("s", "v" + version);
  const Decision decision = rules.evaluate(profile, some_instant());
  if (decision.reasons().size() != 1) return false;
  const Reason reason = decision.reasons()[0];
  profile.set("n", std::stoi(version) - 1).set("s", "v");
  return reason.code() == "V" + version && reason.message() == version &&
         decision.rule_set_version() == version &&
         rules.evaluate(profile, some_instant()).verdict() == Verdict::visible;
}

TEST(Loading, WhileOthersDecide) {
  auto current = std::make_shared<const RuleSet>(RuleSet::parse(version_text(0)));
  std::atomic<bool> done = false;
  std::vector<std::size_t> broken(3, 0), decided(3, 0);
  {
    std::vector<std::jthread> readers;
    for (std::size_t reader = 0; reader < broken.size(); ++reader) {
      readers.emplace_back([&, reader] {
        while (!done || decided[reader] < 100) {
          const auto rules = std::atomic_load(&current);
          broken[reader] += is_whole(*rules) ? 0 : 1;
          ++decided[reader];
        }
      });
    }
    for (int version = 1; version <= 500; ++version) {
      auto next = RuleSet::try_parse(version % 5 == 0 ? "{\"format\": 1, \"id\":" : version_text(version));
      EXPECT_EQ(next.has_value(), version % 5 != 0);
      if (next) std::atomic_store(&current, std::make_shared<const RuleSet>(std::move(next).value()));
    }
    done = true;
  }
  EXPECT_EQ(broken, std::vector<std::size_t>(3, 0));
}

// One profile and one rule set for all; and one rule set a thread, loaded at the same time.
TEST(Loading, ByManyAtOnce) {
  const auto shared = RuleSet::load(ELIGO_SOURCE_DIR "/rules/consumer_credit/rule_set.json");
  const auto profile =
      shared.parse_profile(R"({"id": "a", "credit": {"score": 587}, "account": {"status": "active"}})");
  const std::string expected = shared.evaluate(profile, some_instant()).json();
  std::vector<int> wrong(4, 0);
  {
    std::vector<std::jthread> threads;
    for (int& count : wrong) {
      threads.emplace_back([&] {
        const auto own = RuleSet::load(ELIGO_SOURCE_DIR "/rules/consumer_credit/rule_set.json");
        const auto same =
            own.parse_profile(R"({"id": "a", "credit": {"score": 587}, "account": {"status": "active"}})");
        for (int round = 0; round < 20; ++round) {
          count += shared.evaluate(profile, some_instant()).json() != expected;
          count += own.evaluate(same, some_instant()).json() != expected;
        }
      });
    }
  }
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

}  // namespace
}  // namespace eligo::reliability
