#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <eligo/rule_set.hpp>

#include <CLI/CLI.hpp>

#include "profiles/profile_input.hpp"
#include "values/time.hpp"

namespace eligo::tool {

/// What the process answers with.
enum class Status {
  well = 0,
  findings = 1,       ///< bad records, a verdict that was to fail, nothing to work on
  unusable = 2,       ///< usage, unreadable input, an invalid rule set, output that cannot be written
  pipe_closed = 141,  ///< nobody reads the output any more: 128 + SIGPIPE, as the shell has it
};

/// Each command adds itself to the application, and leaves its status in `status` when it has run.
void add_columns(CLI::App& application, Status& status);
void add_compare(CLI::App& application, Status& status);
void add_evaluate(CLI::App& application, Status& status);
void add_explain(CLI::App& application, Status& status);
void add_format_command(CLI::App& application, Status& status);
void add_schema(CLI::App& application, Status& status);
void add_test(CLI::App& application, Status& status);

/// An option that is one of a few words, which the help lists.
template <typename Choice, typename Chosen>
void add_choice(CLI::App& command, const std::string& name, Chosen& choice,
                const std::map<std::string, Choice>& words, const std::string& description) {
  std::vector<std::string> names;
  std::string form;
  for (const auto& [word, value] : words) {
    names.push_back(word);
    form += (form.empty() ? "" : "|") + word;
  }
  command
      .add_option_function<std::string>(
          name, [&choice, &words](const std::string& word) { choice = words.at(word); }, description)
      ->check(CLI::IsMember(names).description(""))
      ->type_name(form);
}

/// The files of profiles: one path, or several.
template <typename Paths>
void add_profiles(CLI::App& command, Paths& paths) {
  command
      .add_option("profiles", paths,
                  "NDJSON, JSON or CSV, also in gzip or Zstandard; `-` or none is the standard input")
      ->type_name("FILE");
}

/// `--locale`
void add_locale(CLI::App& command, std::string& locale);

/// `--strict`
void add_strict(CLI::App& command, bool& strict);

/// `--now`, the instant to decide at, as written; or `--now-field`, what gives each record's own.
void add_now(CLI::App& command, std::optional<std::string>& now, std::optional<std::string>& field);

/// `--threads`, `--batch-size` and `--max-record`: how profiles are decided in batches.
void add_batches(CLI::App& command, std::size_t& threads, profiles::InputOptions& input);

/// Which rule set to load, within which limits, and whether its warnings refuse it.
struct RuleOptions {
  std::string path;
  Limits limits;
  bool warnings_as_errors = false;
  bool counts_profiles = false;                     ///< `--limit N` says how many profiles are decided
  std::optional<std::uint64_t> most_profiles = {};  ///< that
};

/// `--rules`, and what `add_loading` adds.
void add_rules(CLI::App& command, RuleOptions& rules);
/// `--limit` and `--warnings-as-errors`.
void add_loading(CLI::App& command, RuleOptions& rules);

/// Loads a rule set; its diagnostics go to the standard error. Nothing where it is invalid, or has warnings
/// and they are to be taken for errors.
[[nodiscard]] std::optional<RuleSet> load_rules(const RuleOptions& options);
/// The same for one that `options.path` is only the name of.
[[nodiscard]] std::optional<RuleSet> accept_rules(Result<RuleSet> rules, const RuleOptions& options);

/// The instant that `--now` gives (RFC 3339); the clock's where it was not given. Nothing, with a message,
/// where it is malformed.
[[nodiscard]] std::optional<values::Nanoseconds> read_now(const std::optional<std::string>& text);

/// Shows diagnostics on the standard error.
void show(const std::vector<Diagnostic>& diagnostics);

/// A message to the person at the terminal: `eligo: …`, on the standard error.
void say(const std::string& message);

/// Whether to colour what goes to a file descriptor: a terminal, and NO_COLOR is not set.
[[nodiscard]] bool wants_color(int descriptor);

}  // namespace eligo::tool
