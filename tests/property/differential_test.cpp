// The engine against the oracle, on random rule sets and profiles: verdict, segment, reasons in their
// order with what is missing, waived reasons, alternatives, review, refused facts. Then every row again in
// batches of other sizes. ELIGO_PAIRS sets how many pairs of rule set and profile are tried, ELIGO_SEED
// where the random numbers begin.

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "property/coverage.hpp"
#include "property/disagreement.hpp"
#include "property/profile_generator.hpp"
#include "property/rule_set_generator.hpp"
#include "property/setting.hpp"
#include "property/shrink.hpp"
#include "property/subject.hpp"

namespace eligo::property {
namespace {

constexpr std::size_t profiles_a_rule_set = 100;
constexpr std::size_t rows_of_columns = 150;
constexpr std::size_t instants_a_rule_set = 2;
constexpr std::size_t failures_shown = 3;

std::string disagreement(const Failure& failure) {
  std::string why;
  const auto subject = Subject::load(failure.document.dump(), why);
  if (!subject) return {};
  const std::string profile = failure.profile.dump();
  const auto engine = subject->decide({profile}, failure.now, Detail::reasons);
  return disagreement(subject->rules(), profile, failure.now, engine.front());
}

std::string report(std::uint64_t seed, const Failure& failure) {
  const Failure small =
      shrink(failure, [](const Failure& candidate) { return !disagreement(candidate).empty(); });
  return "seed " + std::to_string(seed) + "\nrule set " + small.document.dump(1) + "\nprofile " +
         small.profile.dump() + "\nnow " + values::format_timestamp(small.now) + "\n" + disagreement(small);
}

class Differential : public testing::Test {
 protected:
  Coverage coverage_;
  std::size_t failures_ = 0;

  // Rows must not know their neighbours.
  void compare_batches(const Subject& subject, const std::vector<std::string>& profiles,
                       values::Nanoseconds now, const std::vector<EngineDecision>& whole,
                       std::uint64_t seed) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{33}}) {
      for (std::size_t begin = 0; begin < profiles.size(); begin += size) {
        const std::size_t end = std::min(begin + size, profiles.size());
        const std::vector<std::string> some(profiles.begin() + static_cast<std::ptrdiff_t>(begin),
                                            profiles.begin() + static_cast<std::ptrdiff_t>(end));
        const auto decisions = subject.decide(some, now, Detail::reasons);
        for (std::size_t i = 0; i < some.size(); ++i) {
          if (decisions[i] == whole[begin + i]) continue;
          ++failures_;
          ADD_FAILURE() << "seed " << seed << ": row " << begin + i << " differs in a batch of "
                        << some.size() << "\n"
                        << describe(subject.rules(), decisions[i].decision)
                        << describe(subject.rules(), whole[begin + i].decision) << some[i];
          return;
        }
      }
    }
  }

  // The profiles again and again, so that whole words of rows are decided by vector instructions, and as
  // columns without decisions.
  void compare_columns(const Subject& subject, const std::vector<std::string>& profiles,
                       values::Nanoseconds now, const std::vector<EngineDecision>& whole,
                       std::uint64_t seed) {
    std::vector<std::string> many;
    while (many.size() < rows_of_columns) many.push_back(profiles[many.size() % profiles.size()]);
    compare_with_columns(subject, many, subject.columns(many, now), whole, seed);
    compare_with_columns(subject, many, subject.coded_columns(many, now), whole, seed);
  }

  void compare_with_columns(const Subject& subject, const std::vector<std::string>& many,
                            const decide::VerdictColumns& columns, const std::vector<EngineDecision>& whole,
                            std::uint64_t seed) {
    for (std::size_t row = 0; row < many.size(); ++row) {
      const oracle::Decision& expected = whole[row % whole.size()].decision;
      std::vector<std::uint32_t> codes;
      for (const oracle::Reason& reason : expected.reasons) codes.push_back(reason.code);
      const std::vector<std::uint32_t> got(columns.codes.begin() + columns.offsets[row],
                                           columns.codes.begin() + columns.offsets[row + 1]);
      const std::int32_t segment = expected.segment ? static_cast<std::int32_t>(*expected.segment) : -1;
      if (columns.verdicts[row] == expected.verdict && columns.segments[row] == segment && got == codes)
        continue;
      ++failures_;
      ADD_FAILURE() << "seed " << seed << ": row " << row << " of columns differs\n"
                    << describe(subject.rules(), expected) << many[row];
      return;
    }
  }

  // Rows that share their decision with others.
  void compare_kinds(const Subject& subject, const std::vector<std::string>& profiles,
                     values::Nanoseconds now, std::uint64_t seed) {
    const auto expected = subject.decide(profiles, now, Detail::codes);
    const auto decisions = subject.decide_by_kind(profiles, now);
    if (decisions == expected) return;
    ++failures_;
    const auto row =
        static_cast<std::size_t>(std::ranges::mismatch(decisions, expected).in1 - decisions.begin());
    ADD_FAILURE() << "seed " << seed << ": row " << row << " differs by kind\n"
                  << (row < decisions.size() ? describe(subject.rules(), decisions[row].decision) : "no row")
                  << describe(subject.rules(), expected[row].decision) << profiles[row];
  }

  // With bounds and times, found by an index or not, in batches and alone.
  void compare_details(const Subject& subject, const Subject& indexed,
                       const std::vector<std::string>& profiles, values::Nanoseconds now,
                       std::uint64_t seed) {
    const std::vector<std::string> some(profiles.begin(), profiles.begin() + 7);
    const auto expected = subject.decide(some, now, Detail::full);
    if (indexed.decide(some, now, Detail::full) != expected) {
      ++failures_;
      ADD_FAILURE() << "seed " << seed << ": full decisions differ by the index";
    }
    for (std::size_t i = 0; i < some.size(); ++i) {
      if (indexed.decide({some[i]}, now, Detail::full).front() == expected[i] &&
          subject.decide({some[i]}, now, Detail::full).front() == expected[i])
        continue;
      ++failures_;
      ADD_FAILURE() << "seed " << seed << ": a full decision differs alone\n" << some[i];
      return;
    }
  }

  void compare(const GeneratedRuleSet& generated, const Subject& subject, std::uint64_t seed,
               Random& random) {
    for (std::size_t k = 0; k < instants_a_rule_set && failures_ < failures_shown; ++k) {
      const values::Nanoseconds now = generate_instant(random, generated.vocabulary);
      std::vector<Json> documents;
      std::vector<std::string> profiles;
      for (std::size_t i = 0; i < profiles_a_rule_set / instants_a_rule_set; ++i) {
        documents.push_back(generate_profile(random, generated.vocabulary, random.chance(20)));
        profiles.push_back(documents.back().dump());
      }
      const auto decisions = subject.decide(profiles, now, Detail::reasons);
      for (std::size_t i = 0; i < profiles.size(); ++i) {
        if (disagreement(subject.rules(), profiles[i], now, decisions[i], &coverage_).empty()) continue;
        ++failures_;
        ADD_FAILURE() << report(seed, {generated.document, documents[i], now});
        return;
      }
      compare_batches(subject, profiles, now, decisions, seed);
      compare_columns(subject, profiles, now, decisions, seed);
      compare_kinds(subject, profiles, now, seed);
      const Subject indexed = subject.indexed();
      compare_batches(indexed, profiles, now, decisions, seed);
      compare_columns(indexed, profiles, now, decisions, seed);
      compare_kinds(indexed, profiles, now, seed);
      compare_details(subject, indexed, profiles, now, seed);
    }
  }
};

std::vector<std::string> wanted_classes() {
  std::vector<std::string> wanted{"verdict visible",
                                  "verdict hidden",
                                  "verdict denied",
                                  "segment",
                                  "params changed by a segment",
                                  "review",
                                  "waived",
                                  "alternative",
                                  "reason undecided",
                                  "reason hit",
                                  "reason of several rules",
                                  "reason that a later rule decides",
                                  "placeholders",
                                  "refused fact",
                                  "refused field"};
  using values::Cause;
  for (const Cause cause :
       {Cause::absent, Cause::null, Cause::wrong_type, Cause::out_of_range, Cause::not_in_enum})
    wanted.push_back("missing: " + std::string(values::cause_text(cause)));
  for (const Cause cause : {Cause::division_by_zero, Cause::overflow, Cause::index_out_of_range,
                            Cause::bad_conversion, Cause::bad_argument})
    wanted.push_back("error: " + std::string(values::cause_text(cause)));
  const auto parts = language_parts();
  wanted.insert(wanted.end(), parts.begin(), parts.end());
  return wanted;
}

TEST_F(Differential, EngineAndOracleAgree) {
  const std::uint64_t pairs = setting("ELIGO_PAIRS", 50'000);
  const std::uint64_t first_seed = setting("ELIGO_SEED", 1);
  std::uint64_t tried = 0;
  std::uint64_t seed = first_seed;
  std::size_t rule_sets = 0;
  std::size_t refused = 0;
  std::string why;
  for (; tried < pairs && failures_ < failures_shown; ++seed) {
    Random random(seed);
    const GeneratedRuleSet generated =
        generate_rule_set(random, seed % 8 == 0 ? Theme::time : Theme::everything);
    const auto subject = Subject::load(generated.document.dump(), why);
    if (!subject) {
      ++refused;
      continue;
    }
    ++rule_sets;
    coverage_.count(subject->rules());
    compare(generated, *subject, seed, random);
    tried += profiles_a_rule_set;
  }
  std::cout << rule_sets << " rule sets, " << tried << " pairs; " << refused << " rule sets were refused\n"
            << coverage_.text();
  EXPECT_LT(refused, rule_sets / 10 + 2)
      << "the generator writes too much that the checker refuses, the last:\n"
      << why;
  if (pairs < 50'000) return;
  for (const std::string& what : coverage_.lacking(wanted_classes()))
    ADD_FAILURE() << "never came about: " << what;
}

}  // namespace
}  // namespace eligo::property
