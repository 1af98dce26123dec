// Decides one profile, given as JSON on the command line or built in, and says why.
//
//   embed RULE_SET [PROFILE_JSON]

#include <eligo/eligo.hpp>

#include <iostream>
#include <string>
#include <thread>
#include <vector>

namespace {

void print(const eligo::Decision& decision) {
  std::cout << to_string(decision.verdict());
  if (const auto segment = decision.segment()) std::cout << " (" << *segment << ")";
  std::cout << '\n';
  for (const eligo::Reason& reason : decision.reasons()) {
    std::cout << "  " << reason.code() << ": " << reason.message("en") << '\n';
  }
  if (const auto retry = decision.retry_at()) std::cout << "  come back at " << retry->text() << '\n';
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 2) {
    std::cerr << "usage: embed RULE_SET [PROFILE_JSON]\n";
    return 2;
  }
  const auto rules = eligo::RuleSet::load(arguments[1]);
  const auto now = *eligo::Instant::parse("2026-11-23T10:00:00Z");

  if (count > 2) {
    print(rules.evaluate(rules.parse_profile(arguments[2]), now));
    return 0;
  }

  // A service looks its facts up once ...
  const eligo::Fact score = rules.fact("credit.score");
  // ... and evaluates from as many threads as it likes: a loaded rule set never changes.
  std::vector<std::string> verdicts(4);
  {
    std::vector<std::jthread> threads;
    for (std::size_t number = 0; number < verdicts.size(); ++number) {
      threads.emplace_back([&, number] {
        auto profile = rules.profile();
        profile.set(score, 500 + 100 * static_cast<int>(number));
        verdicts[number] = to_string(rules.evaluate(profile, now, eligo::Detail::verdict).verdict());
      });
    }
  }
  for (const auto& verdict : verdicts) std::cout << verdict << '\n';
} catch (const eligo::LoadError& error) {
  std::cerr << error.what();
  return 2;
}
