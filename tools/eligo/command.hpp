#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include <eligo/rule_set.hpp>

#include "values/time.hpp"

namespace CLI {
class App;
}

namespace eligo::tool {

/// What the process answers with.
enum class Status {
  well = 0,
  findings = 1,  ///< bad records, a verdict that was to fail, nothing to work on
  unusable = 2,  ///< usage, unreadable input, an invalid rule set, output that cannot be written
};

/// Each command adds itself to the application, and leaves its status in `status` when it has run.
void add_evaluate(CLI::App& application, Status& status);
void add_explain(CLI::App& application, Status& status);

/// Loads a rule set; its diagnostics go to the standard error. Nothing where it is invalid.
[[nodiscard]] std::optional<RuleSet> load_rules(const std::string& path);

/// The instant that `--now` gives (RFC 3339), or else the clock's. Nothing, with a message, where it is
/// malformed.
[[nodiscard]] std::optional<values::Nanoseconds> read_now(const std::string& text);

/// A message to the person at the terminal: `eligo: …`, on the standard error.
void say(const std::string& message);

/// Whether to colour what goes to a file descriptor: a terminal, and NO_COLOR is not set.
[[nodiscard]] bool wants_color(int descriptor);

}  // namespace eligo::tool
