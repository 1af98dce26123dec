// Which fixtures notice a mutant, against writing the mutated rule set, loading it and running the fixtures:
// random rule sets, profiles and expectations (ELIGO_MUTANT_SETS sets how many). The mutated document is made
// from the text of conditions and the JSON around them, without the checked tree's changes.

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "authoring/fixtures/fixture_file.hpp"
#include "authoring/fixtures/fixture_reader.hpp"
#include "authoring/fixtures/fixture_run.hpp"
#include "authoring/mutation/mutant_finder.hpp"
#include "authoring/mutation/mutation_run.hpp"
#include "property/profile_generator.hpp"
#include "property/rule_set_generator.hpp"
#include "property/setting.hpp"
#include "property/subject.hpp"
#include "scaffold/temporary_folder.hpp"
#include "values/value.hpp"

namespace eligo::property {
namespace {

using authoring::Change;
using authoring::Mutant;
using check::CheckedRuleSet;
using check::NodeId;

/// Makes the document that a mutant stands for.
class Writer {
 public:
  Writer(const CheckedRuleSet& rules, const Json& document) : rules_(rules), document_(document) {}

  std::optional<Json> write(const Mutant& mutant) {
    made_ = document_;
    return apply(mutant.change) ? std::optional(made_) : std::nullopt;
  }

 private:
  bool apply(const Change& change) {
    switch (change.kind) {
      case Change::Kind::constant:
        return replace(change.node, "(" + values::literal_text(change.value) + ")");
      case Change::Kind::comparison: {
        const auto operands = rules_.nodes.operands(change.node);
        return replace(change.node, part(operands[0]) + " " +
                                        std::string(check::function_name(change.function)) + " " +
                                        part(operands[1]));
      }
      case Change::Kind::conjunction: return connect(change.node, "all", " && ");
      case Change::Kind::disjunction: return connect(change.node, "any", " || ");
      case Change::Kind::neither: return connect(change.node, "none", "");
      case Change::Kind::negation: return replace(change.node, "!" + part(change.node));
      case Change::Kind::operand: return leave_out(change.node, change.index);
      case Change::Kind::macro: {
        const auto list = rules_.nodes.operands(change.node)[0];
        const std::size_t begin = rules_[list].span.end - rules_[change.node].span.begin;
        std::string text = written(change.node);
        const bool all = change.macro == check::Macro::all;
        const std::string from = all ? "exists" : "all", to = all ? "all" : "exists";
        text.replace(text.find(from, begin), from.size(), to);
        return replace(change.node, text);
      }
      case Change::Kind::param: return set(made_["params"][rules_.params[change.owner].name], change.value);
      case Change::Kind::override_value:
        return set(made_["segments"][change.owner]["params"][override_name(change)], change.value);
      case Change::Kind::override_out:
        made_["segments"][change.owner]["params"].erase(override_name(change));
        return true;
      case Change::Kind::list_member:
        made_["lists"][rules_.lists[change.owner].name]["values"].erase(change.index);
        return true;
      case Change::Kind::effect: made_["rules"][change.owner]["effect"] = word(change.effect); return true;
      case Change::Kind::on_missing:
        made_["rules"][change.owner]["on_missing"] = word(change.effect);
        return true;
      case Change::Kind::priority: made_["rules"][change.owner]["priority"] = change.number; return true;
      case Change::Kind::active_from:
        made_["rules"][change.owner]["active"]["from"] = values::format_timestamp(change.instant);
        return true;
      case Change::Kind::active_until:
        made_["rules"][change.owner]["active"]["until"] = values::format_timestamp(change.instant);
        return true;
      case Change::Kind::waiver: made_["segments"][change.owner]["waives"].erase(change.index); return true;
      case Change::Kind::segment: made_["segments"].erase(change.owner); return true;
    }
    return false;
  }

  static std::string word(check::Effect effect) {
    return effect == check::Effect::skip ? "skip" : effect == check::Effect::hide ? "hide" : "deny";
  }
  std::string override_name(const Change& change) const {
    return rules_.params[rules_.segments[change.owner].params[change.index].param].name;
  }
  static bool set(Json& entry, const values::Value& value) {
    Json& place = entry.is_object() ? entry["value"] : entry;
    if (const auto* const number = std::get_if<std::int64_t>(&value.content)) {
      place = *number;
    } else if (const auto* const real = std::get_if<double>(&value.content)) {
      place = *real;
    } else {
      place = values::display_text(value);
    }
    return true;
  }
  Json& at(NodeId node) { return made_[Json::json_pointer(rules_.nodes.pointer(node))]; }
  const Json& was(NodeId node) const { return document_[Json::json_pointer(rules_.nodes.pointer(node))]; }
  std::string written(NodeId node) const {
    const diagnostics::Span span = rules_[node].span;
    return was(node).get<std::string>().substr(span.begin, span.end - span.begin);
  }
  std::string part(NodeId node) const { return "(" + written(node) + ")"; }
  bool is_group(NodeId node) const { return rules_[node].span == diagnostics::Span{}; }
  bool replace(NodeId node, const std::string& text) {
    const diagnostics::Span span = rules_[node].span;
    std::string all = was(node).get<std::string>();
    all.replace(span.begin, span.end - span.begin, text);
    at(node) = all;
    return true;
  }
  bool connect(NodeId node, const std::string& key, const std::string& sign) {
    if (!is_group(node)) {
      std::string text;
      for (const NodeId operand : rules_.nodes.operands(node))
        text += (text.empty() ? "" : sign) + part(operand);
      return replace(node, "(" + text + ")");
    }
    Json& group = at(node);
    for (const std::string old : {"all", "any", "none"}) {
      if (!group.contains(old)) continue;
      Json parts = group[old];
      group.erase(old);
      group[key] = std::move(parts);
      return true;
    }
    return false;
  }
  bool leave_out(NodeId node, std::size_t index) {
    const auto operands = rules_.nodes.operands(node);
    if (is_group(node)) {
      for (const std::string key : {"all", "any", "none"}) {
        if (at(node).contains(key)) at(node)[key].erase(index);
      }
      return true;
    }
    const bool list = rules_[node].kind == check::NodeKind::make_list;
    const bool all = rules_[node].kind == check::NodeKind::logical_and;
    std::string text;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (i == index) continue;
      text += (text.empty() ? "" : list ? ", " : all ? " && " : " || ") + part(operands[i]);
    }
    return replace(node, list ? "[" + text + "]" : "(" + text + ")");
  }

  const CheckedRuleSet& rules_;
  const Json& document_;
  Json made_;
};

Json expectations(Random& random) {
  Json expect = {{"verdict", "visible"}};
  const auto maybe = [&](unsigned percent, const std::string& key, Json value) {
    if (random.chance(percent)) expect[key] = std::move(value);
  };
  maybe(70, "reasons", Json::array());
  maybe(40, "segment", nullptr);
  maybe(40, "waived", Json::array());
  maybe(30, "review", false);
  maybe(40, "alternatives", Json::array());
  maybe(20, "missing", Json::array());
  maybe(15, "refused", Json::array());
  maybe(15, "retry_at", nullptr);
  maybe(15, "valid_until", nullptr);
  maybe(15, "message", {{"en", nullptr}});
  return expect;
}

/// A rule set with fixtures that expect what it decides.
struct Given {
  test::TemporaryFolder folder;
  std::optional<Subject> subject;
  std::optional<authoring::FixtureFile> file;
  std::vector<authoring::Fixture> fixtures;

  bool read() {
    std::vector<Diagnostic> diagnostics;
    file = authoring::read_fixture_file(folder.path() / "x.fixtures.json", 1U << 20U, diagnostics);
    if (file) fixtures = authoring::read_fixtures(*file, subject->rules(), diagnostics);
    for (const Diagnostic& diagnostic : diagnostics) ADD_FAILURE() << diagnostic.render(false);
    return !fixtures.empty();
  }
  [[nodiscard]] authoring::FixtureResults run(const decide::Decider& decider) const {
    return authoring::run_fixtures(decider, *file, fixtures, 1);
  }
};

bool prepare(Given& given, Random& random, GeneratedRuleSet& generated) {
  std::string why;
  given.subject = Subject::load(generated.document.dump(), why);
  if (!given.subject) return false;
  Json file = {{"format", 1}, {"fixtures", Json::array()}};
  for (int i = 0; i < 6; ++i) {
    file["fixtures"].push_back(
        {{"name", "f" + std::to_string(i)},
         {"profile", generate_profile(random, generated.vocabulary, random.chance(50))},
         {"now", values::format_timestamp(generate_instant(random, generated.vocabulary))},
         {"expect", expectations(random)}});
    file["fixtures"].back()["expect"]["refused"] = Json::array();
  }
  given.folder.write("x.fixtures.json", file.dump());
  if (!given.read()) return false;
  const auto found = given.run(given.subject->decider());
  for (std::size_t i = 0; i < given.fixtures.size(); ++i) {
    for (const authoring::Difference& difference : found.differences[i]) {
      const authoring::Expectation& expected = given.fixtures[i].expectations[difference.expectation];
      Json& place = file["fixtures"][i]["expect"][std::string(to_string(expected.aspect))];
      (expected.locale.empty() ? place : place[expected.locale]) = Json::parse(difference.got);
    }
  }
  given.folder.write("x.fixtures.json", file.dump());
  return given.read();
}

TEST(Mutation, WhatIsNoticedIsWhatLoadingTheMutatedRuleSetTells) {
  const std::size_t sets = setting("ELIGO_MUTANT_SETS", 60);
  const std::uint64_t seed = setting("ELIGO_SEED", 3);  // which notices a mutant of each kind
  std::map<authoring::Operator, std::size_t> killed, lived;
  std::size_t refused = 0, witnesses = 0;
  for (std::size_t set = 0; set < sets; ++set) {
    Random random(seed * 1'000'003 + set);
    const Theme theme = set % 3 == 0 ? Theme::time : Theme::everything;
    GeneratedRuleSet generated = generate_rule_set(random, theme);
    Given given;
    if (!prepare(given, random, generated)) continue;
    const CheckedRuleSet& rules = given.subject->rules();
    for (const auto& differences : given.run(given.subject->decider()).differences)
      ASSERT_TRUE(differences.empty()) << "set " << set << "\n" << generated.document.dump(1);
    const std::vector<authoring::FixtureSource> sources{{&*given.file, given.fixtures}};
    authoring::MutationOptions options;
    options.threads = 1 + set % 2;
    options.witnesses = set % 10 == 0;
    const auto results = authoring::run_mutants(given.subject->decider(), sources, options);
    std::map<std::string, const authoring::MutantResult*> found;
    for (const auto& result : results.mutants) found[result.mutant.id] = &result;
    Writer writer(rules, generated.document);
    std::set<std::string> ids;
    std::set<std::vector<bool>> failures;  // of fixtures, by mutant
    std::map<std::string, std::vector<bool>> of_same;
    for (const Mutant& mutant : authoring::find_mutants(rules)) {
      ASSERT_TRUE(ids.insert(mutant.id).second) << mutant.id;
      const auto document = writer.write(mutant);
      ASSERT_TRUE(document) << mutant.id;
      std::string why;
      const auto mutated = Subject::load(document->dump(), why);
      if (!mutated) {  // `x == []`
        ++refused;
        continue;
      }
      const auto brute = given.run(mutated->decider());
      const bool noticed = std::ranges::any_of(brute.differences,
                                               [](const auto& differences) { return !differences.empty(); });
      std::vector<bool> fails;
      for (const auto& differences : brute.differences) fails.push_back(!differences.empty());
      const auto entry = found.find(mutant.id);
      if (entry == found.end()) {
        // The program is the same where a part that never matters goes; the facts that are read need not be,
        // nor how far ahead the search looks that such a part makes careful.
        for (std::size_t i = 0; i < fails.size(); ++i) {
          fails[i] = std::ranges::any_of(brute.differences[i], [&](const authoring::Difference& difference) {
            const auto aspect = given.fixtures[i].expectations[difference.expectation].aspect;
            return aspect != authoring::Aspect::refused && aspect != authoring::Aspect::valid_until;
          });
        }
        if (std::ranges::find(fails, true) != fails.end()) of_same[mutant.id] = fails;
        continue;
      }
      failures.insert(fails);
      ASSERT_EQ(entry->second->killer.has_value(), noticed)
          << "set " << set << ", mutant " << mutant.id << "\n"
          << document->dump(1) << "\n"
          << given.file->source->text;
      if (noticed) {
        EXPECT_FALSE(brute.differences[entry->second->killer->fixture].empty()) << mutant.id;
      }
      ++(noticed ? killed : lived)[mutant.kind];
      if (!entry->second->witness) continue;
      ++witnesses;
      Json file = {{"format", 1}, {"fixtures", Json::array({Json::parse(*entry->second->witness)})}};
      Given own;
      own.subject = given.subject;
      own.folder.write("x.fixtures.json", file.dump());
      ASSERT_TRUE(own.read()) << *entry->second->witness;
      EXPECT_TRUE(own.run(given.subject->decider()).differences[0].empty())
          << mutant.id << *entry->second->witness;
      EXPECT_FALSE(own.run(mutated->decider()).differences[0].empty())
          << mutant.id << *entry->second->witness;
    }
    // What is left out as the same program as another mutant's fails as that does.
    for (const auto& [id, fails] : of_same)
      EXPECT_TRUE(failures.contains(fails)) << "set " << set << ", " << id << "\n"
                                            << generated.document.dump(1) << "\n"
                                            << given.file->source->text;
  }
  for (const auto& [kind, count] : killed)
    std::cout << to_string(kind) << ": " << count << " noticed, " << lived[kind] << " not\n";
  std::cout << refused << " are refused, " << witnesses << " witnesses\n";
  if (sets >= 60) {
    EXPECT_EQ(killed.size(), authoring::operator_count);
  }
  EXPECT_GT(witnesses, sets / 10);
}

}  // namespace
}  // namespace eligo::property
