#include "authoring/coverage/generated_fixtures.hpp"

#include <algorithm>
#include <map>

#include "authoring/coverage/coverage_search.hpp"
#include "authoring/coverage/measurement.hpp"
#include "authoring/coverage/obligations.hpp"
#include "authoring/search/profile_values.hpp"
#include "json/writer.hpp"

namespace eligo::authoring {

namespace {

constexpr const char* base_name = "base";

/// The situations that are enough for what all of them reach: from the last one on, each that is not needed
/// is left out.
std::vector<std::size_t> needed(const check::CheckedRuleSet& rules, const program::Program& program,
                                const Obligations& obligations, const std::vector<Situation>& situations) {
  std::vector<bool> kept(situations.size(), true);
  const auto reached = [&] {
    Measurement measurement(rules, program, obligations);
    std::vector<std::vector<Situation>> batches;
    for (std::size_t i = 0; i < situations.size(); ++i) {
      if (!kept[i]) continue;
      const auto same = std::ranges::find_if(
          batches, [&](const auto& batch) { return batch.front().now == situations[i].now; });
      if (same == batches.end()) {
        batches.push_back({situations[i]});
      } else {
        same->push_back(situations[i]);
      }
    }
    for (const auto& batch : batches) static_cast<void>(measurement.measure(batch));
    return measurement.reached();
  };
  const std::size_t all = reached();
  for (std::size_t i = situations.size(); i-- > 0;) {
    kept[i] = false;
    if (reached() < all) kept[i] = true;
  }
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < situations.size(); ++i) {
    if (kept[i]) places.push_back(i);
  }
  return places;
}

/// The profile from which the others differ least.
ProfileValues middle_of(const std::vector<Situation>& situations) {
  const Situation* best = nullptr;
  std::size_t least = 0;
  for (const Situation& one : situations) {
    std::size_t sum = 0;
    for (const Situation& other : situations) sum += distance(one.profile, other.profile);
    if (best != nullptr && sum >= least) continue;
    best = &one;
    least = sum;
  }
  return best == nullptr ? ProfileValues{} : best->profile;
}

}  // namespace

GeneratedFixtures generate_fixtures(const decide::Decider& decider, const std::string& rules_file,
                                    values::Nanoseconds now) {
  const check::CheckedRuleSet& rules = decider.rules();
  const program::Program& program = decider.program();
  const Obligations obligations = obligations_of(rules, program);
  Measurement measurement(rules, program, obligations);
  CoverageSearch search(rules, program, obligations, measurement, {}, now);
  search.search();

  // Each obligation's witness, brought near to what was chosen before it.
  std::vector<Situation> chosen;
  std::vector<std::string> names;
  Measurement covered(rules, program, obligations);
  GeneratedFixtures generated;
  generated.total = obligations.all.size();
  const auto choose = [&](Situation situation, std::string name) {
    static_cast<void>(covered.measure(std::span(&situation, 1)));
    chosen.push_back(std::move(situation));
    names.push_back(std::move(name));
  };
  if (measurement.situations() > 0) choose(search.plain(), "nothing speaks against it");
  for (std::size_t i = 0; i < obligations.all.size(); ++i) {
    const Witnesses& found = measurement.witnesses(i);
    if (found.first == Witnesses::none) {
      generated.missing.push_back(obligations.all[i].id);
      continue;
    }
    if (covered.reached(i)) continue;
    const std::span<const Situation> base = std::span(chosen).first(std::min<std::size_t>(chosen.size(), 1));
    const std::string& id = obligations.all[i].id;
    if (found.second == Witnesses::none) {
      choose(search.nearest(i, search.situation(found.first), base), id);
      continue;
    }
    const Situation other = search.situation(found.second);
    const Situation one = search.nearest(i, search.situation(found.first), base, &other);
    choose(one, id + ", one way");
    if (covered.reached(i)) continue;
    choose(search.nearest(i, other, base, &one), id + ", the other way");
  }
  const std::vector<std::size_t> places = needed(rules, program, obligations, chosen);
  std::vector<Situation> situations;
  situations.reserve(places.size());
  for (const std::size_t place : places) situations.push_back(chosen[place]);

  std::map<values::Nanoseconds, std::size_t> instants;
  for (const Situation& situation : situations) ++instants[situation.now];
  std::size_t most = 0;
  for (const auto& [instant, count] : instants) {
    if (count > most) now = instant;  // for most of them it stands once
    most = std::max(most, count);
  }
  const BaseProfile base{base_name, middle_of(situations)};
  std::string& out = generated.text;
  out = "{\n  \"format\": 1,\n";
  if (!rules_file.empty()) out += "  \"rules\": " + json::quoted(rules_file) + ",\n";
  out += "  \"now\": " + json::quoted(values::format_timestamp(now)) + ",\n";
  out += "  \"profiles\": {\n    " + json::quoted(base_name) + ": " + profile_text(rules, base.profile) +
         "\n  },\n  \"fixtures\": [";
  profiles::Batch batch(program.schema());
  values::ScratchMemory memory;
  std::vector<decide::DecisionData> decisions(1);
  for (std::size_t i = 0; i < situations.size(); ++i) {
    batch.clear();
    memory.reset();
    append(situations[i].profile, program.schema(), batch);
    decider.decide({batch.seal(), 1}, situations[i].now, Detail::codes, memory, decisions);
    WrittenFixture written;
    written.name = names[places[i]];
    written.situation = &situations[i];
    written.with_now = situations[i].now != now;
    written.expectations = expectations_text(rules, decisions[0]);
    written.unreviewed = true;
    out += (i == 0 ? "\n    " : ",\n    ") + fixture_text(rules, std::span(&base, 1), written);
  }
  out += "\n  ]\n}\n";
  generated.fixtures = situations.size();
  generated.reached = covered.reached();
  return generated;
}

}  // namespace eligo::authoring
