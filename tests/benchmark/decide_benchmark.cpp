// One decision and a batch of decisions with the shipped consumer-credit rules, beside the same rules
// written by hand. Nothing is parsed or formatted while the clock runs.
//
//   decide_benchmark            measure, and print the ratios
//   decide_benchmark --check    only check that both agree and that the visible path does not allocate

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/eligo.hpp>

#include "hand_written.hpp"
#include "reliability/failing_allocation.hpp"
#include "values/time.hpp"

namespace {

using namespace eligo;
using namespace eligo::benchmark_limit;
using Json = simdjson::dom::element;

const std::string folder = std::string(ELIGO_SOURCE_DIR) + "/rules/consumer_credit/";
constexpr std::string_view instant = "2026-11-23T10:00:00Z";
constexpr std::size_t batch_rows = 1024;

std::int64_t nanoseconds(std::string_view text) {
  return static_cast<std::int64_t>(values::to_nanoseconds(Instant::parse(text).value()));
}

template <typename Enum>
Enum pick(std::string_view text, std::initializer_list<std::string_view> names) {
  return static_cast<Enum>(std::find(names.begin(), names.end(), text) - names.begin());
}

std::vector<std::int64_t> times(Json json) {
  std::vector<std::int64_t> all;
  for (const Json time : json.get_array()) all.push_back(nanoseconds(time));
  return all;
}

/// Throws where a fact is missing: the hand-written program takes only whole profiles.
Person person_of(Json json) {
  const auto flag = [&](const char* path) { return bool(json.at_pointer(path)); };
  const auto whole = [&](const char* path) { return std::int64_t(json.at_pointer(path)); };
  const auto number = [&](const char* path) { return double(json.at_pointer(path)); };
  const auto text = [&](const char* path) { return std::string_view(json.at_pointer(path)); };
  Person person{};
  person.real_name_verified = flag("/identity/real_name_verified");
  person.phone_verified = flag("/identity/phone_verified");
  person.bank_card_bound = flag("/identity/bank_card_bound");
  person.document_valid_until = nanoseconds(text("/identity/document_valid_until"));
  person.age_years = whole("/identity/age_years");
  person.account_id = text("/account/id");
  person.kind = pick<Kind>(text("/account/kind"), {"personal", "small_business"});
  person.status = pick<Status>(text("/account/status"), {"active", "inactive", "restricted", "frozen"});
  person.age_days = whole("/account/age_days");
  person.phone_changes = times(json.at_pointer("/account/phone_changes"));
  person.address_changes = times(json.at_pointer("/account/address_changes"));
  person.product =
      pick<Product>(text("/application/product"), {"revolving", "cash_advance", "business_line"});
  person.amount = number("/application/amount");
  person.bureau_query = flag("/consent/bureau_query");
  person.score = whole("/credit/score");
  person.debt_ratio = number("/credit/debt_ratio");
  person.payment_ratio = number("/credit/payment_ratio");
  person.overdue_days = whole("/credit/overdue_days");
  person.late_payments = whole("/credit/late_payments");
  person.bureau_adverse = flag("/credit/bureau_adverse");
  person.bureau_checked_at = nanoseconds(text("/credit/bureau_checked_at"));
  for (const Json loan : json["loans"].get_array()) {
    person.loans.push_back({double(loan["amount"]),
                            pick<LoanStatus>(std::string_view(loan["status"]), {"open", "closed", "overdue"}),
                            nanoseconds(loan["opened_at"])});
  }
  person.payments = whole("/activity/payments");
  person.offline_payments = whole("/activity/offline_payments");
  person.active_days = whole("/activity/active_days");
  person.last_active_at = nanoseconds(text("/activity/last_active_at"));
  person.inquiries = times(json.at_pointer("/activity/inquiries"));
  person.inflow = number("/activity/inflow");
  person.usual_inflow = number("/activity/usual_inflow");
  person.outflow = number("/activity/outflow");
  person.night_transfers = whole("/activity/night_transfers");
  person.region = text("/region/code");
  if (person.kind == Kind::small_business) {
    person.licence_valid = flag("/business/licence_valid");
    person.business_age_days = whole("/business/age_days");
  }
  return person;
}

std::unordered_set<std::string> list_file(const std::string& name) {
  std::unordered_set<std::string> values;
  std::ifstream file(folder + "lists/" + name);
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') values.insert(line);
  }
  return values;
}

struct Population {
  RuleSet rules = RuleSet::load(folder + "rule_set.json");
  Instant now = Instant::parse(instant).value();
  std::int64_t now_nanoseconds = nanoseconds(instant);
  Lists lists{list_file("prohibited-regions.txt"),
              list_file("high-risk-regions.txt"),
              {"CN-11", "CN-31", "CN-33", "CN-44"},
              list_file("blocked-accounts.txt")};
  std::vector<std::string> texts;
  std::vector<Person> people;
  std::vector<Profile> profiles;
  std::vector<std::size_t> visible;

  Population() {
    std::ifstream file(folder + "profiles/taiwan-2005.ndjson");
    simdjson::dom::parser parser;
    for (std::string line; std::getline(file, line) && people.size() < batch_rows;) {
      try {
        people.push_back(person_of(parser.parse(line)));
      } catch (const simdjson::simdjson_error&) {
        continue;
      }
      profiles.push_back(rules.parse_profile(line));
      texts.push_back(line);
      if (rules.evaluate(profiles.back(), now).verdict() == Verdict::visible) {
        visible.push_back(profiles.size() - 1);
      }
    }
  }
};

const Population& population() {
  static const Population people;
  return people;
}

void hand_written_one(benchmark::State& state) {
  const auto& all = population();
  Outcome outcome;
  std::size_t at = 0;
  for (auto _ : state) {
    decide(all.people[all.visible[at++ % all.visible.size()]], all.lists, all.now_nanoseconds, outcome);
    benchmark::DoNotOptimize(outcome);
  }
}
BENCHMARK(hand_written_one);

void eligo_one_visible(benchmark::State& state) {
  const auto& all = population();
  auto profiles = std::vector<Profile>();
  for (const auto index : all.visible) profiles.push_back(all.profiles[index]);
  const Fact ratio = all.rules.fact("credit.payment_ratio");
  const Fact invoiced = all.rules.fact("business.invoiced");
  std::size_t at = 0;
  for (auto _ : state) {
    Profile& profile = profiles[at++ % profiles.size()];
    profile.set(ratio, 0.5).set(invoiced, 1000.0);
    benchmark::DoNotOptimize(all.rules.evaluate(profile, all.now, Detail::reasons));
  }
}
BENCHMARK(eligo_one_visible);

void eligo_one_any(benchmark::State& state) {
  const auto& all = population();
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        all.rules.evaluate(all.profiles[at++ % all.profiles.size()], all.now, Detail::reasons));
  }
}
BENCHMARK(eligo_one_any);

void eligo_one_full(benchmark::State& state) {
  const auto& all = population();
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(all.rules.evaluate(all.profiles[at++ % all.profiles.size()], all.now));
  }
}
BENCHMARK(eligo_one_full);

/// Per row: time of the batch over its rows.
void eligo_batch(benchmark::State& state, Detail detail, bool only_visible) {
  const auto& all = population();
  BatchEvaluator batch(all.rules, detail);
  for (std::size_t row = 0; row < batch_rows; ++row) {
    const std::size_t index = only_visible ? all.visible[row % all.visible.size()] : row % all.texts.size();
    batch.add_json(all.texts[index]);
  }
  for (auto _ : state) benchmark::DoNotOptimize(batch.evaluate(all.now));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * batch_rows));
}
BENCHMARK_CAPTURE(eligo_batch, visible, Detail::reasons, true);
BENCHMARK_CAPTURE(eligo_batch, any, Detail::reasons, false);
BENCHMARK_CAPTURE(eligo_batch, verdict, Detail::verdict, false);

int check() {
  const auto& all = population();
  std::map<std::string, std::uint8_t> number;
  {
    simdjson::dom::parser parser;
    std::uint8_t next = 0;
    for (const Json rule : parser.load(folder + "rule_set.json")["rules"].get_array()) {
      number.emplace(std::string(std::string_view(rule["id"])), next++);
    }
  }
  std::size_t differences = 0;
  for (std::size_t row = 0; row < all.people.size(); ++row) {
    Outcome outcome;
    decide(all.people[row], all.lists, all.now_nanoseconds, outcome);
    const Decision decision = all.rules.evaluate(all.profiles[row], all.now, Detail::reasons);
    std::vector<std::uint8_t> hits;
    for (const Reason& reason : decision.reasons()) {
      for (const auto rule : reason.rules()) hits.push_back(number.at(std::string(rule)));
    }
    std::sort(hits.begin(), hits.end());
    if (decision.verdict() != outcome.verdict ||
        !std::equal(hits.begin(), hits.end(), outcome.rules.begin(), outcome.rules.begin() + outcome.hits)) {
      ++differences;
      std::cerr << "row " << row << ": " << to_string(decision.verdict()) << " against "
                << to_string(outcome.verdict) << ", rules";
      for (const auto hit : hits) std::cerr << ' ' << int{hit};
      std::cerr << " against";
      for (std::size_t hit = 0; hit < outcome.hits; ++hit) std::cerr << ' ' << int{outcome.rules[hit]};
      std::cerr << '\n';
    }
  }
  std::size_t allocated = 0;  // waived reasons are content, and content takes memory
  for (const auto index : all.visible) {
    reliability::allocations_left = 1'000'000;
    const Decision decision = all.rules.evaluate(all.profiles[index], all.now, Detail::reasons);
    if (decision.waived().empty()) allocated += 1'000'000 - reliability::allocations_left;
    reliability::allocations_left = reliability::no_failure;
  }
  std::cout << all.people.size() << " people, " << all.visible.size() << " visible: " << differences
            << " differences from the hand-written program, " << allocated
            << " allocations on the visible path\n";
  return differences == 0 && allocated == 0 && !all.visible.empty() ? 0 : 1;
}

/// Remembers the times so that ratios can be printed behind the table.
class RatioReporter : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const auto& run : runs) times_[run.benchmark_name()] = run.GetAdjustedCPUTime();
    ConsoleReporter::ReportRuns(runs);
  }
  void print_ratios() const {
    const auto time = [this](const char* name) {
      const auto found = times_.find(name);
      return found == times_.end() ? 0.0 : found->second;
    };
    const double one = time("eligo_one_visible");
    const double row = time("eligo_batch/visible") / static_cast<double>(batch_rows);
    std::cout << "\none decision against the hand-written ifs: " << one / time("hand_written_one")
              << " times\nbatch of 1,024: " << row << " ns a row, " << one / row
              << " times cheaper than one by one, " << row / time("hand_written_one")
              << " times the hand-written ifs\n";
  }

 private:
  std::map<std::string, double> times_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count > 1 && std::string_view(arguments[1]) == "--check") return check();
  benchmark::Initialize(&count, arguments);
  RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print_ratios();
}
