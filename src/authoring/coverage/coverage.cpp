#include "authoring/coverage/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "authoring/coverage/coverage_search.hpp"
#include "authoring/fixtures/exemptions.hpp"
#include "authoring/fixtures/fixture_profiles.hpp"
#include "authoring/search/profile_values.hpp"
#include "diagnostics/mistake_list.hpp"
#include "diagnostics/suggestion.hpp"
#include "text/display.hpp"

namespace eligo::authoring {

namespace {

constexpr std::size_t most_rows = 1'024;    // measured at once
constexpr std::size_t most_compared = 256;  // fixtures among which the nearest is looked for

/// The files that test one rule set.
struct Group {
  std::shared_ptr<const decide::Decider> decider;
  std::vector<const TestedFile*> files;
};

std::vector<Group> groups_of(const std::vector<TestedFile>& tested) {
  std::vector<Group> groups;
  for (const TestedFile& file : tested) {
    if (!file.could_be_run() || !file.decider) continue;
    Group* found = nullptr;
    for (Group& group : groups) {
      if (group.decider == file.decider) found = &group;
    }
    if (found == nullptr) found = &groups.emplace_back(Group{file.decider, {}});
    found->files.push_back(&file);
  }
  return groups;
}

/// Measures the fixtures of a rule set and says what they lack.
class Survey {
 public:
  Survey(const Group& group, bool suggest)
      : group_(group), suggest_(suggest), rules_(group.decider->rules()), program_(group.decider->program()) {
    coverage_.decider = group.decider;
    coverage_.obligations = obligations_of(rules_, program_);
    measurement_.emplace(rules_, program_, coverage_.obligations);
    const std::size_t count = coverage_.obligations.all.size();
    coverage_.states.assign(count, ObligationState::missing);
    coverage_.unique_cause.assign(count, false);
    coverage_.reasons.resize(count);
  }

  Coverage survey() {
    for (const TestedFile* file : group_.files) {
      coverage_.rules = file->file->rules;
      measure(*file);
    }
    for (std::size_t i = 0; i < coverage_.states.size(); ++i) {
      if (!measurement_->reached(i)) continue;
      coverage_.states[i] = ObligationState::reached;
      coverage_.unique_cause[i] = measurement_->witnesses(i).unique_cause;
    }
    for (const TestedFile* file : group_.files) exempt(*file);
    const bool open = coverage_.count(ObligationState::reached) < coverage_.states.size();
    if (suggest_ && open) search();
    return std::move(coverage_);
  }

 private:
  void measure(const TestedFile& tested) {
    const profiles::Schema schema = FixtureProfiles::schema_of(program_.schema());
    FixtureProfiles reader(schema, *tested.file);
    profiles::Batch batch(schema);
    std::vector<RefusedValue> refused;
    std::map<values::Nanoseconds, std::vector<std::size_t>> by_instant;
    for (std::size_t i = 0; i < tested.fixtures.size(); ++i) by_instant[tested.fixtures[i].now].push_back(i);
    for (const auto& [now, fixtures] : by_instant) {
      for (std::size_t begin = 0; begin < fixtures.size(); begin += most_rows) {
        batch.clear();
        const std::size_t end = std::min(fixtures.size(), begin + most_rows);
        for (std::size_t i = begin; i < end; ++i) {
          reader.append(tested.fixtures[fixtures[i]], batch, refused);
          measured_.emplace_back(&tested, fixtures[i]);
        }
        static_cast<void>(measurement_->measure(batch.seal(), batch.rows(), now));
      }
    }
  }

  [[nodiscard]] const Fixture& fixture(std::size_t number) const {
    return measured_[number].first->fixtures[measured_[number].second];
  }

  void exempt(const TestedFile& tested) {
    diagnostics::MistakeList mistakes(coverage_.diagnostics);
    const auto& all = coverage_.obligations.all;
    for (const Exemption& exemption : read_exemptions(*tested.file, mistakes)) {
      if (exemption.kind != Exemption::Kind::obligation) continue;
      const auto found = std::ranges::find(all, exemption.id, &Obligation::id);
      if (found == all.end()) {
        std::vector<std::string> ids;
        ids.reserve(all.size());
        for (const Obligation& obligation : all) ids.push_back(obligation.id);
        mistakes.error(diagnostics::Code::unknown_name, exemption.place,
                       "the rule set has no obligation " + text::quote(exemption.id, 200),
                       diagnostics::did_you_mean(exemption.id, ids));
        continue;
      }
      const auto index = static_cast<std::size_t>(found - all.begin());
      if (coverage_.states[index] == ObligationState::reached) {
        const std::size_t number = measurement_->witnesses(index).first;
        coverage_.broken_exemptions.push_back({index, "the fixture " + text::quote(fixture(number).name) +
                                                          " reaches it: take the exemption out"});
        continue;
      }
      coverage_.states[index] = ObligationState::exempt;
      coverage_.reasons[index] = exemption.reason;
    }
    mistakes.finish(tested.path.string());
  }

  std::string fixture_to_paste(const Situation& situation, const std::string& name) {
    profiles::Batch batch(program_.schema());
    append(situation.profile, program_.schema(), batch);
    values::ScratchMemory memory;
    std::vector<decide::DecisionData> decisions(1);
    group_.decider->decide({batch.seal(), 1}, situation.now, Detail::codes, memory, decisions);
    WrittenFixture written;
    written.name = name;
    written.situation = &situation;
    written.with_now = now_of(*group_.files.front()->file).value_or(0) != situation.now;
    written.expectations = expectations_text(rules_, decisions[0]);
    return fixture_text(rules_, bases_, written);
  }

  [[nodiscard]] Situation situation(std::size_t number) const {
    const TestedFile& tested = *measured_[number].first;
    return situations_of(program_.schema(), *tested.file, std::span(&fixture(number), 1)).front();
  }

  void search() {
    std::map<values::Nanoseconds, std::size_t> instants;
    for (std::size_t number = 0; number < measured_.size(); ++number) ++instants[fixture(number).now];
    std::size_t most = 0;
    for (const auto& [now, count] : instants) {
      if (count > most) now_ = now;
      most = std::max(most, count);
    }
    bases_ = base_profiles_of(program_.schema(), *group_.files.front()->file, rules_);
    // What is found, beside the fixtures and what is suggested, to see what the latter brings.
    Measurement with = *measurement_;
    CoverageSearch search(
        rules_, program_, coverage_.obligations, with,
        [this](std::size_t number) { return situation(number); }, now_);
    search.search();
    std::vector<Situation> fixtures;
    for (std::size_t i = 0; i < std::min(measured_.size(), most_compared); ++i)
      fixtures.push_back(situation(i));
    const auto& all = coverage_.obligations.all;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (coverage_.states[i] == ObligationState::reached) continue;
      const Witnesses found = with.witnesses(i);
      if (coverage_.states[i] == ObligationState::exempt) {
        if (found.first != Witnesses::none)
          refute(i, search.situation(found.second != Witnesses::none ? found.second : found.first));
        continue;
      }
      if (found.first == Witnesses::none) {
        coverage_.not_found.push_back(i);
        continue;
      }
      if (!measurement_->reached(i)) suggest(i, found, search, fixtures);
    }
    for (SuggestedFixture& suggestion : coverage_.suggestions) std::ranges::sort(suggestion.obligations);
  }

  void refute(std::size_t obligation, const Situation& situation) {
    coverage_.broken_exemptions.push_back(
        {obligation, "a fixture can reach it: add " +
                         fixture_to_paste(situation, coverage_.obligations.all[obligation].id)});
  }

  void suggest(std::size_t obligation, const Witnesses& found, const CoverageSearch& search,
               const std::vector<Situation>& fixtures) {
    std::vector<std::size_t> numbers{found.first};
    if (found.second != Witnesses::none) numbers.push_back(found.second);
    std::size_t part = 0;
    for (const std::size_t number : numbers) {
      ++part;
      if (number < measured_.size()) continue;
      const bool pair = numbers.size() > 1;
      std::optional<Situation> partner;
      if (pair) partner = search.situation(number == numbers[0] ? numbers[1] : numbers[0]);
      const Situation near =
          search.nearest(obligation, search.situation(number), fixtures, partner ? &*partner : nullptr);
      const std::vector<bool> before = reached();
      static_cast<void>(measurement_->measure(std::span(&near, 1)));
      SuggestedFixture suggestion;
      std::string name = coverage_.obligations.all[obligation].id;
      if (pair) name += part == 1 ? ", one way" : ", the other way";
      suggestion.text = fixture_to_paste(near, name);
      for (std::size_t i = 0; i < before.size(); ++i) {
        const bool is_new = !before[i] && measurement_->reached(i);
        if (is_new && coverage_.states[i] == ObligationState::missing) suggestion.obligations.push_back(i);
      }
      coverage_.suggestions.push_back(std::move(suggestion));
    }
  }

  [[nodiscard]] std::vector<bool> reached() const {
    std::vector<bool> all(coverage_.states.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = measurement_->reached(i);
    return all;
  }

  const Group& group_;
  bool suggest_;
  const check::CheckedRuleSet& rules_;
  const program::Program& program_;
  Coverage coverage_;
  std::optional<Measurement> measurement_;
  std::vector<std::pair<const TestedFile*, std::size_t>> measured_;  // fixtures by number
  std::vector<BaseProfile> bases_;
  values::Nanoseconds now_ = 0;  // of most fixtures
};

}  // namespace

std::size_t Coverage::count(ObligationState state) const {
  return static_cast<std::size_t>(std::ranges::count(states, state));
}

std::size_t Coverage::met() const { return states.size() - count(ObligationState::missing); }

double Coverage::percent() const {
  const std::size_t thousandths = states.empty() ? 1'000 : met() * 1'000 / states.size();
  return static_cast<double>(thousandths) / 10;
}

bool Coverage::reaches(double percent) const {
  return static_cast<double>(met()) * 100 >= percent * static_cast<double>(states.size());
}

std::vector<Coverage> coverage_of(const std::vector<TestedFile>& tested, bool suggest) {
  std::vector<Coverage> all;
  for (const Group& group : groups_of(tested)) all.push_back(Survey(group, suggest).survey());
  return all;
}

}  // namespace eligo::authoring
