#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "api/content.hpp"
#include "authoring/comparison/assertion.hpp"
#include "authoring/comparison/comparison.hpp"
#include "authoring/comparison/report.hpp"
#include "by_facts.hpp"
#include "command.hpp"
#include "destination.hpp"
#include "diagnostics/suggestion.hpp"
#include "output/output_file.hpp"
#include "progress_display.hpp"
#include "quality.hpp"
#include "reading.hpp"
#include "rule_sources.hpp"
#include "text/display.hpp"

namespace eligo::tool {

namespace {

using authoring::Both;
using authoring::Side;
using authoring::sides;

struct Arguments {
  std::vector<std::string> rule_sets;
  std::optional<std::string> base;
  RuleOptions loading;
  std::optional<std::string> now;
  std::vector<std::string> by;
  std::vector<std::string> write;
  std::vector<std::string> assertions;
  std::optional<std::string> max_changed;
  std::size_t samples = 5;
  std::string html;
  std::string locale = "en";
  bool json = false;
  bool quiet = false;
  ReadingOptions reading;
  QualityOptions quality;
  authoring::ComparisonOptions options;
};

using Loaded = Both<std::optional<LoadedRules>>;

/// False, with a message, where one cannot be had.
bool load_both(const Arguments& arguments, Loaded& loaded) {
  const std::vector<std::string>& given = arguments.rule_sets;
  if (given.size() == (arguments.base ? 2U : 1U)) {
    say(arguments.base
            ? "with --base there is one rule set: it is compared with itself as it stood then"
            : "there are two rule sets to compare, the champion and the challenger; or one and --base");
    return false;
  }
  loaded[Side::challenger] = load_file_or_revision(given.back(), arguments.loading);
  if (!loaded[Side::challenger]) return false;
  if (arguments.base && !loaded[Side::challenger]->is_on_disk) {
    say("--base: " + given.back() + " is no file of the working tree");
    return false;
  }
  loaded[Side::champion] = arguments.base ? load_at_revision(*arguments.base, given.back(), arguments.loading)
                                          : load_file_or_revision(given.front(), arguments.loading);
  return loaded[Side::champion].has_value();
}

/// The facts of the challenger, then those that only the champion has; of one that the champion alone reads
/// the champion's, as `find_columns` counts that.
std::vector<FactDescription> facts_of_both(const Loaded& loaded) {
  std::vector<FactDescription> facts = loaded[Side::challenger]->rules.facts();
  for (FactDescription& fact : loaded[Side::champion]->rules.facts()) {
    const auto same = std::ranges::find(facts, fact.name, &FactDescription::name);
    if (same == facts.end()) {
      facts.push_back(std::move(fact));
    } else if (!same->used && fact.used) {
      *same = std::move(fact);
    }
  }
  return facts;
}

/// The columns of the facts that `--by` names; of one that differs the challenger's, if it reads it.
bool find_columns(const Arguments& arguments, const Loaded& loaded, const authoring::RuleSetPair& pair,
                  std::vector<std::uint32_t>& columns) {
  const std::vector<FactDescription> facts = facts_of_both(loaded);
  std::vector<std::uint32_t> found;
  if (!find_facts(facts, arguments.by, found)) return false;
  for (const std::uint32_t fact : found) {
    for (const Side side : {Side::challenger, Side::champion}) {
      const auto& own = pair.rules_of(side).facts;
      const auto same = std::ranges::find(own, facts[fact].name, &check::Fact::name);
      if (same == own.end() || !same->used) continue;
      columns.push_back(pair.facts.columns[side][static_cast<std::size_t>(same - own.begin())]);
      break;
    }
  }
  return true;
}

bool read_assertions(const Arguments& arguments, authoring::Assertions& assertions) {
  for (const std::string& word : arguments.assertions)
    (word == "same" ? assertions.same : assertions.no_new_denials) = true;
  if (!arguments.max_changed) return true;
  assertions.max_changed = authoring::Share::read(*arguments.max_changed);
  if (assertions.max_changed) return true;
  say("--max-changed: " + text::quote(*arguments.max_changed) + " is no share; write it like 0.5%");
  return false;
}

/// A file that a cell's profiles, or a page, are written to.
struct Destination {
  std::string name;
  std::optional<output::OutputFile> file;
};

/// Opens files, none of them twice.
class Destinations {
 public:
  explicit Destinations(std::vector<output::FileInUse> read) : read_(std::move(read)) {}

  /// Nothing, with a message, where it cannot be written.
  bool open(const std::string& option, const std::string& name) {
    std::error_code error;
    const auto place = std::filesystem::weakly_canonical(std::filesystem::absolute(name, error), error);
    if (name == "-" || std::ranges::find(places_, place) != places_.end()) {
      say(option + ": " +
          (name == "-" ? "the report goes to the standard output; name a file" : name + " is written twice"));
      return false;
    }
    places_.push_back(place);
    destinations_.push_back({name, open_destination(name, read_)});
    return destinations_.back().file.has_value();
  }
  [[nodiscard]] output::OutputFile& file(std::size_t index) { return *destinations_[index].file; }
  /// Makes all of them appear.
  Status finish_all() {
    for (Destination& destination : destinations_) {
      if (!finish(*destination.file)) return failed(destination);
    }
    return Status::well;
  }
  /// Why the first that failed did.
  Status failure() {
    for (Destination& destination : destinations_) {
      if (!destination.file->error().empty()) return failed(destination);
    }
    return Status::well;
  }

 private:
  static Status failed(const Destination& destination) {
    return write_failed(destination.name, *destination.file);
  }

  std::vector<output::FileInUse> read_;
  std::vector<std::filesystem::path> places_;
  std::vector<Destination> destinations_;
};

/// `CELL=FILE`, each.
bool open_lists(const std::vector<std::string>& settings, Destinations& destinations,
                std::vector<authoring::CellSet>& cells) {
  for (const std::string& setting : settings) {
    const std::size_t sign = setting.find('=');
    const std::string word = setting.substr(0, sign);
    const auto set = authoring::CellSet::named(word);
    if (!set) {
      const std::string hint = diagnostics::did_you_mean(word, authoring::CellSet::words());
      say("--write: there are no profiles called " + text::quote(word) + "; " +
          (hint.empty() ? "write it like visible-denied=lost.ndjson" : hint));
      return false;
    }
    if (sign == std::string::npos || sign + 1 == setting.size()) {
      say("--write: " + text::quote(setting) + " names no file; write it like " + word + "=profiles.ndjson");
      return false;
    }
    if (!destinations.open("--write", setting.substr(sign + 1))) return false;
    cells.push_back(*set);
  }
  return true;
}

std::vector<output::FileInUse> files_in_use(const Loaded& loaded, const std::vector<std::string>& profiles) {
  std::vector<output::FileInUse> files;
  for (const Side side : sides) {
    if (!loaded[side]->is_on_disk) continue;
    const auto read = files_read(loaded[side]->rules, loaded[side]->name, {});
    files.insert(files.end(), read.begin(), read.end());
  }
  const auto read = files_read(loaded[Side::challenger]->rules, loaded[Side::challenger]->name, profiles);
  files.insert(files.end(), read.begin(), read.end());
  return files;
}

/// What is said of the run beside its report; whether anything of it is a finding.
bool tell(const Arguments& arguments, const QualityLimits& limits, const authoring::Assertions& assertions,
          const authoring::RuleSetPair& pair, const authoring::ComparisonResult& result) {
  if (result.swap_set.errors() > 0) {
    say(text::grouped(result.swap_set.errors()) + " of " + text::grouped(result.swap_set.profiles()) +
        " records could not be read; the first, " + result.inputs.place(result.first_bad->profile) + ": " +
        result.first_bad->problem);
  }
  std::vector<std::string> findings = result.input.findings;
  for (const authoring::Side side : authoring::sides) {
    if (!result.use[side]) break;
    for (std::string& finding : quality_findings(limits, result.use[side]->tallies)) {
      if (std::ranges::find(findings, finding) == findings.end()) findings.push_back(std::move(finding));
    }
  }
  for (const std::string& finding : findings) say(finding);
  if (!arguments.quiet) {
    for (const std::string& remark : result.input.remarks) say(remark);
  }
  const auto violations = authoring::violations(assertions, pair, result);
  for (const authoring::Violation& violation : violations) {
    say(violation.what + "; the first:");
    for (const std::string& witness : violation.witnesses) say("  " + witness);
  }
  return result.swap_set.errors() > 0 || !findings.empty() || !violations.empty();
}

Status compare(Arguments& arguments) {
  authoring::ComparisonOptions& options = arguments.options;
  authoring::Assertions assertions;
  if (!read_assertions(arguments, assertions)) return Status::unusable;
  Loaded loaded;
  const auto now = read_now(arguments.now);
  if (!now || !load_both(arguments, loaded)) return Status::unusable;
  const Both<const RuleSet*> rules{{&loaded[Side::champion]->rules, &loaded[Side::challenger]->rules}};
  const authoring::RuleSetPair pair(api::Content::of(*rules[Side::champion]).decider,
                                    api::Content::of(*rules[Side::challenger]).decider);
  if (!find_columns(arguments, loaded, pair, options.by)) return Status::unusable;
  const auto limits = read_quality(arguments.quality);
  const summary::FactTallies champion(pair.rules_of(Side::champion)),
      challenger(pair.rules_of(Side::challenger));
  if (!limits || !names_facts(*limits, {&champion, &challenger})) return Status::unusable;
  options.now = *now;
  options.samples = std::max(arguments.samples, authoring::most_witnesses);

  if (!read_mapping(arguments.reading, options.input)) return Status::unusable;
  auto in_use = files_in_use(loaded, options.paths);
  add_in_use(arguments.reading, in_use);
  auto out = open_destination("-", in_use);
  Destinations destinations(in_use);
  if (!out || !open_lists(arguments.write, destinations, options.lists)) return Status::unusable;
  if (!arguments.html.empty() && !destinations.open("--html", arguments.html)) return Status::unusable;
  options.write = [&](std::size_t list, std::string_view lines) {
    return destinations.file(list).write(lines);
  };
  ProgressDisplay progress(options.paths, arguments.quiet);
  options.progress = progress.teller();
  const authoring::ComparisonResult result = authoring::compare(pair, options);
  static_cast<void>(progress.end());

  if (result.cut_short) return destinations.failure();
  if (!result.failure.empty()) {
    say(result.failure);
    return Status::unusable;
  }
  if (result.swap_set.profiles() == 0) {
    say("there is no profile in the input");
    return Status::findings;
  }
  const Both<authoring::RuleSetName> names{
      {authoring::RuleSetName{loaded[Side::champion]->name, rules[Side::champion]->hash()},
       authoring::RuleSetName{loaded[Side::challenger]->name, rules[Side::challenger]->hash()}}};
  const authoring::Report report{&pair, &result, &names, *now, arguments.samples, arguments.locale};
  if (!arguments.html.empty() && !destinations.file(options.lists.size()).write(comparison_page(report)))
    return destinations.failure();
  if (const Status status = destinations.finish_all(); status != Status::well) return status;
  const Status status = write_text(
      "the report",
      arguments.json ? authoring::comparison_json(report) + "\n" : authoring::comparison_text(report),
      std::move(*out));
  if (status != Status::well) return status;
  return tell(arguments, *limits, assertions, pair, result) ? Status::findings : Status::well;
}

}  // namespace

void add_compare(CLI::App& application, Status& status) {
  CLI::App& command = *application.add_subcommand(
      "compare", "Decide profiles by two rule sets: who gains, who loses, and by which rules");
  const auto arguments = std::make_shared<Arguments>();
  authoring::ComparisonOptions& options = arguments->options;
  command
      .add_option(
          "rule_sets", arguments->rule_sets,
          "The champion, which is in force, and the challenger; each a file, or REVISION:path of the git "
          "repository")
      ->required()
      ->expected(1, 2)
      ->type_name("FILE");
  command
      .add_option("--profiles", options.paths,
                  "NDJSON, JSON or CSV, also in gzip or Zstandard; `-` is the standard input")
      ->required()
      ->type_name("FILE");
  command
      .add_option_function<std::string>(
          "--base", [arguments](const std::string& revision) { arguments->base = revision; },
          "The champion is the file as it stood in this git revision, with its list files of then")
      ->type_name("REVISION");
  add_now(command, arguments->now, options.now_field);
  add_reading(command, arguments->reading, options.input);
  add_quality(command, arguments->quality);
  add_by(command, arguments->by, "Facts by whose values gains and losses are counted, too, joined by commas");
  command.add_option("--samples", arguments->samples, "How many profiles are named of each cell")
      ->check(CLI::Range(0, 1000).description(""))
      ->capture_default_str()
      ->type_name("N");
  command
      .add_option(
          "--write", arguments->write,
          "Names all profiles of a cell like visible-denied, or those of gains, losses or reasons (other "
          "reasons for the same verdict), in a file of JSON lines")
      ->allow_extra_args(false)
      ->type_name("CELL=FILE");
  command.add_option("--html", arguments->html, "Writes the report as a page, too")->type_name("FILE");
  command.add_option("--locale", arguments->locale, "The language of titles on the page")
      ->capture_default_str()
      ->type_name("TAG");
  command.add_flag("--json", arguments->json, "The report as JSON instead of text");
  command
      .add_option(
          "--assert", arguments->assertions,
          "What must hold, or the exit status is 1: same, every profile is decided as before, also its "
          "reasons; no-new-denials, whoever is denied was denied before")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"same", "no-new-denials"}).description(""))
      ->type_name("same|no-new-denials");
  command
      .add_option_function<std::string>(
          "--max-changed", [arguments](const std::string& share) { arguments->max_changed = share; },
          "The share of profiles whose verdict may change, like 0.5%; if more do the exit status is 1")
      ->type_name("SHARE");
  command.add_flag("--quiet", arguments->quiet,
                   "Do not tell how far it has come, nor remark on facts that no record has");
  add_loading(command, arguments->loading);
  add_batches(command, options.threads, options.input);
  command.footer(
      "Examples:\n"
      "  eligo compare rule_set.json changed.json --profiles people.ndjson\n"
      "  eligo compare --base main rule_set.json --by region.code --profiles people.csv\n"
      "  eligo compare v1.2:rules/rule_set.json rules/rule_set.json --assert no-new-denials --profiles "
      "people.ndjson");
  command.callback([arguments, &status] { status = compare(*arguments); });
}

}  // namespace eligo::tool
