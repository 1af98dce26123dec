#include "command.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <utility>

#include <unistd.h>

#include "diagnostics/suggestion.hpp"
#include "text/display.hpp"

namespace eligo::tool {

namespace {

void write_error(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

std::optional<std::uint64_t> read_count(std::string_view text) {
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(count) : std::nullopt;
}

// `--limit NAME=N`, as often as wanted; `--limit N`, where it says how many profiles are decided.
void add_limits(CLI::App& command, RuleOptions& rules) {
  const auto set = [&rules](const std::vector<std::string>& settings) {
    Limits& limits = rules.limits;
    for (const std::string& setting : settings) {
      if (const auto count = read_count(setting); count && rules.counts_profiles) {
        rules.most_profiles = count;
        continue;
      }
      const std::size_t sign = setting.find('=');
      const std::string name = setting.substr(0, sign);
      const std::string number = sign == std::string::npos ? "" : setting.substr(sign + 1);
      const auto value = read_count(number);
      if (!limits.get(name)) {
        std::vector<std::string> names;
        for (const std::string_view known : Limits::names()) names.emplace_back(known);
        const std::string hint = diagnostics::did_you_mean(name, names);
        throw CLI::ValidationError("--limit",
                                   "there is no limit `" + name + "`" + (hint.empty() ? "" : "; " + hint));
      }
      if (!value || !limits.set(name, *value)) {
        throw CLI::ValidationError("--limit", "`" + setting + "` is no limit; write it like steps=1000000");
      }
    }
  };
  command
      .add_option_function<std::vector<std::string>>(
          "--limit", set,
          std::string(rules.counts_profiles ? "Decide only the first N profiles; or bounds" : "Bounds") +
              " of work and memory other than the usual ones, like steps=1000000")
      ->allow_extra_args(false)
      ->type_name(rules.counts_profiles ? "N|NAME=N" : "NAME=N");
}

}  // namespace

void say(const std::string& message) { write_error("eligo: " + text::printable(message) + "\n"); }

void show(const std::vector<Diagnostic>& diagnostics) {
  write_error(render(diagnostics, wants_color(STDERR_FILENO)));
}

bool wants_color(int descriptor) {
  const char* const none = std::getenv("NO_COLOR");
  return ::isatty(descriptor) != 0 && (none == nullptr || *none == '\0');
}

void add_locale(CLI::App& command, std::string& locale) {
  command.add_option("--locale", locale, "The language of messages")->capture_default_str()->type_name("TAG");
}

void add_strict(CLI::App& command, bool& strict) {
  command.add_flag("--strict", strict, "Unknown keys and refused values make a record an error");
}

void add_now(CLI::App& command, std::optional<std::string>& now, std::optional<std::string>& field) {
  const auto text = [&command](const std::string& name, std::optional<std::string>& value,
                               const std::string& description) {
    return command.add_option_function<std::string>(
        name, [&value](const std::string& given) { value = given; }, description);
  };
  CLI::Option* const instant = text("--now", now, "The instant to decide at, RFC 3339; else the clock's");
  instant->type_name("TIME");
  text("--now-field", field,
       "The column, or key, that gives the instant to decide each record at; it need be no fact")
      ->excludes(instant)
      ->type_name("NAME");
}

void add_batches(CLI::App& command, std::size_t& threads, profiles::InputOptions& input) {
  threads = std::max(1U, std::thread::hardware_concurrency());
  command.add_option("--threads", threads, "How many threads decide; else one a processor")
      ->check(CLI::Range(1, 1024).description(""))
      ->type_name("N");
  command.add_option("--batch-size", input.chunk_records, "How many profiles are decided at once")
      ->check(CLI::Range(1, 1'000'000).description(""))
      ->capture_default_str()
      ->type_name("N");
  command.add_option("--max-record", input.longest_record, "The longest record, in bytes")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1} << 31U).description(""))
      ->capture_default_str()
      ->type_name("BYTES");
}

void add_rules(CLI::App& command, RuleOptions& rules) {
  command.add_option("--rules", rules.path, "The rule set")->required()->type_name("FILE");
  add_loading(command, rules);
}

void add_loading(CLI::App& command, RuleOptions& rules) {
  command.add_flag("--warnings-as-errors", rules.warnings_as_errors,
                   "A rule set with warnings is refused, exit status 2");
  add_limits(command, rules);
}

std::optional<RuleSet> load_rules(const RuleOptions& options) {
  return accept_rules(RuleSet::try_load(options.path, options.limits), options);
}

std::optional<RuleSet> accept_rules(Result<RuleSet> rules, const RuleOptions& options) {
  const std::string& path = options.path;
  const std::vector<Diagnostic> diagnostics = rules ? rules->warnings() : rules.diagnostics();
  show(diagnostics);
  if (rules && options.warnings_as_errors && !diagnostics.empty()) {
    say(path + " has warnings, which --warnings-as-errors takes for errors");
    return std::nullopt;
  }
  if (rules) return std::move(rules).value();
  std::size_t errors = 0;
  for (const Diagnostic& diagnostic : diagnostics) errors += diagnostic.severity == Severity::error ? 1 : 0;
  say(path + " is not a valid rule set: " + std::to_string(errors) + (errors == 1 ? " error" : " errors"));
  return std::nullopt;
}

std::optional<values::Nanoseconds> read_now(const std::optional<std::string>& text) {
  if (!text) return values::to_nanoseconds(Instant::from(std::chrono::system_clock::now()));
  const auto instant = Instant::parse(*text);
  if (!instant) {
    say("--now: `" + *text + "` is not an RFC 3339 timestamp; write it like 2026-11-23T10:00:00Z");
    return std::nullopt;
  }
  return values::to_nanoseconds(*instant);
}

}  // namespace eligo::tool
