// Decides profiles, one JSON object a line, from the standard input for as long as there are any; follows its
// rule set's files meanwhile, and logs what becomes of them.
//
//   reload RULE_SET

#include <eligo/eligo.hpp>

#include <chrono>
#include <iostream>
#include <string>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

int main(int count, char** arguments) try {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("rules"));
  if (count != 2) {
    spdlog::error("usage: reload RULE_SET");
    return 2;
  }
  eligo::RuleStore store(arguments[1]);
  spdlog::info("{} {} is in force", store.current()->id(), store.current()->version());
  // The library writes nothing itself: it calls, and the service has its own logger.
  store.watch({.on_reload = [](const eligo::Reload& reload) {
    if (reload.outcome == eligo::Reload::Outcome::refused)
      spdlog::error("{}", reload.text());
    else
      spdlog::info("{}", reload.text());
  }});

  eligo::RuleStore::Reader reader(store);
  for (std::string line; std::getline(std::cin, line);) {
    const auto now = eligo::Instant::from(std::chrono::system_clock::now());
    const auto decision = reader.current().try_evaluate_json(line, now);
    if (decision)
      std::cout << decision->json() << std::endl;
    else
      spdlog::warn("a profile cannot be read: {}", decision.diagnostics().front().message);
  }
} catch (const eligo::LoadError& error) {
  std::cerr << error.what();
  return 2;
}
