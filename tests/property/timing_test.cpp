// `retry_at` and `valid_until` against the oracle at instant after instant, and `bounds` against the oracle
// on profiles that are filled in. ELIGO_TIMED_PAIRS sets how many pairs of rule set and profile are tried.

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <set>
#include <string>

#include "oracle/decision.hpp"
#include "oracle/profile_reader.hpp"
#include "property/profile_generator.hpp"
#include "property/rule_set_generator.hpp"
#include "property/setting.hpp"
#include "property/shrink.hpp"
#include "property/subject.hpp"

namespace eligo::property {
namespace {

using values::Nanoseconds;

constexpr std::size_t profiles_a_rule_set = 4;
constexpr std::int64_t half_hours = 8 * 48;  // beyond what the generator's moments and lengths add up to

/// Where something can change: the generator writes whole and half hours, and a few odd parts of a second.
std::set<Nanoseconds> instants_after(Nanoseconds now) {
  constexpr std::int64_t half_hour = 1800;
  const auto seconds = static_cast<std::int64_t>(now / values::nanoseconds_per_second);
  const std::int64_t first = seconds - seconds % half_hour;
  std::set<Nanoseconds> instants;
  for (std::int64_t i = 0; i < half_hours; ++i) {
    const Nanoseconds at = Nanoseconds{first + i * half_hour} * values::nanoseconds_per_second;
    for (const Nanoseconds odd : {0, 1'000'000, 500'000'000}) {
      for (const Nanoseconds beside : {-1, 0, 1}) instants.insert(at + odd + beside);
    }
  }
  return {instants.upper_bound(now), instants.end()};
}

oracle::Decision oracle_at(const Subject& subject, const oracle::Profile& profile, Nanoseconds now) {
  oracle::Decision decision = oracle::decide(subject.rules(), profile, now);
  make_comparable(subject.rules(), decision);
  return decision;
}

/// What decisions say beside what the oracle has.
bool same_bounds(const EngineDecision& left, const EngineDecision& right) {
  return left.best == right.best && left.worst == right.worst && left.needs == right.needs;
}

struct Story {
  const Subject& subject;
  std::string text;
  Nanoseconds now;
  oracle::Profile profile = oracle::read_profile(subject.rules(), text).facts;
  EngineDecision decision = engine_at(now);

  EngineDecision engine_at(Nanoseconds at) const { return subject.decide({text}, at, Detail::full).front(); }

  std::string told() const {
    return text + "\nnow " + values::format_timestamp(now) + ", retry at " + describe(decision.retry_at) +
           ", valid until " + describe(decision.valid_until) +
           (decision.times_bounded ? ", bounded\n" : "\n") + describe(subject.rules(), decision.decision);
  }
};

// Nothing changes before `valid_until`, and something does then; likewise nothing gets better before
// `retry_at`, and the verdict is better then.
std::string time_fault(const Story& story) {
  const oracle::Decision expected = oracle_at(story.subject, story.profile, story.now);
  if (!(story.decision.decision == expected)) return "is not " + describe(story.subject.rules(), expected);
  const auto& [retry_at, valid_until] = std::pair(story.decision.retry_at, story.decision.valid_until);
  auto instants = instants_after(story.now);
  for (const auto& at : {retry_at, valid_until}) {
    if (at) instants.insert({*at - 1, *at});
  }
  for (const Nanoseconds at : instants) {
    if (at <= story.now) continue;
    const bool may_change = valid_until && at >= *valid_until;
    const bool may_be_better = retry_at && at >= *retry_at;
    if (may_change && may_be_better && at != *valid_until && at != *retry_at) continue;
    if (may_change && expected.verdict == Verdict::visible && at != *valid_until) continue;
    const oracle::Decision other = oracle_at(story.subject, story.profile, at);
    // the oracle asks twice, so only where it matters
    oracle::Promise promise{other.verdict, other.verdict};
    if (other.verdict < expected.verdict)  // the oracle asks twice, so only where it matters
      promise = oracle::promised_verdict(story.subject.rules(), story.profile, story.now, at);
    const std::string when =
        " at " + values::format_timestamp(at) + ": " + describe(story.subject.rules(), other);
    if (!may_change && !(other == expected)) return "changes" + when;
    if (retry_at == at && promise.best >= expected.verdict) return "is no better" + when;
    if (story.decision.times_bounded && !retry_at) continue;  // then both may be too careful
    if (!may_be_better && promise.worst < expected.verdict) return "is better" + when;
    if (!story.decision.times_bounded && valid_until == at && other == expected &&
        same_bounds(story.decision, story.engine_at(at)))
      return "stays the same" + when;
  }
  return {};
}

std::string time_fault(const Failure& failure) {
  std::string why;
  const auto subject = Subject::load(failure.document.dump(), why);
  return subject ? time_fault(Story{*subject, failure.profile.dump(), failure.now}) : std::string();
}

std::string report(const Failure& failure) {
  const Failure small =
      shrink(failure, [](const Failure& candidate) { return !time_fault(candidate).empty(); });
  std::string why;
  const auto subject = Subject::load(small.document.dump(), why);
  return time_fault(small) + small.document.dump(1) + "\n" +
         Story{*subject, small.profile.dump(), small.now}.told();
}

/// The list with values in place of what is unknown in `read`.
Json without_holes(Random& random, const Vocabulary& vocabulary, const FactSpec& fact,
                   const oracle::Items& read, Json list) {
  Name item = fact.name;
  item.sort.list = false;
  for (std::size_t i = 0; i < read.size(); ++i) {
    Json& element = list[i];
    if (!fact.records) {
      if (!read[i].known()) element = scalar_value(random, vocabulary, item);
      continue;
    }
    if (!element.is_object()) element = Json::object();
    const auto& fields = read[i].as<oracle::Fields>().values;
    for (std::size_t j = 0; j < fields.size(); ++j) {
      if (!fields[j].known()) element[fact.fields[j].text] = scalar_value(random, vocabulary, fact.fields[j]);
    }
  }
  return list;
}

/// The profile with a value for all that is absent, null or refused.
Json completed(const Story& story, Json document, const Vocabulary& vocabulary, Random& random) {
  for (const FactSpec& fact : vocabulary.facts) {
    const auto& facts = story.subject.rules().facts;
    const auto place = std::ranges::find(facts, fact.name.text, &check::Fact::name) - facts.begin();
    const oracle::Datum& read = story.profile[static_cast<std::size_t>(place)];
    if (!read.known()) {
      put_fact(document, fact.name.text, fact_value(random, vocabulary, fact));
    } else if (fact.name.sort.list) {
      put_fact(document, fact.name.text,
               without_holes(random, vocabulary, fact, read.as<oracle::Items>(),
                             *find_fact(document, fact.name.text)));
    }
  }
  return document;
}

// Whatever the missing facts turn out to be, the verdict lies within the bounds.
std::string bounds_fault(const Story& story, const Json& document, const Vocabulary& vocabulary,
                         Random& random) {
  for (int i = 0; i < 20; ++i) {
    const Json filled = completed(story, document, vocabulary, random);
    const auto read = oracle::read_profile(story.subject.rules(), filled.dump());
    const Verdict verdict = oracle::decide(story.subject.rules(), read.facts, story.now).verdict;
    if (verdict < story.decision.best || verdict > story.decision.worst) {
      return "is " + std::string(to_string(verdict)) + " with " + filled.dump() + ", bounds are " +
             std::string(to_string(story.decision.best)) + " to " +
             std::string(to_string(story.decision.worst));
    }
  }
  return {};
}

TEST(Timing, AgreesWithTheOracleAtEveryInstant) {
  const std::uint64_t pairs = setting("ELIGO_TIMED_PAIRS", 500);
  std::size_t tried = 0, retries = 0, changes = 0, bounded = 0, faults = 0;
  std::string why;
  for (std::uint64_t seed = setting("ELIGO_SEED", 1); tried < pairs && faults < 3; ++seed) {
    Random random(seed);
    const GeneratedRuleSet generated =
        generate_rule_set(random, seed % 3 == 0 ? Theme::calendar : Theme::time);
    const auto subject = Subject::load(generated.document.dump(), why);
    if (!subject) continue;
    for (std::size_t i = 0; i < profiles_a_rule_set; ++i, ++tried) {
      const Json document = generate_profile(random, generated.vocabulary, i % 2 == 0);
      const Story story{*subject, document.dump(), generate_instant(random, generated.vocabulary)};
      retries += story.decision.retry_at ? 1 : 0;
      changes += story.decision.valid_until ? 1 : 0;
      bounded += story.decision.times_bounded ? 1 : 0;
      if (!time_fault(story).empty()) {
        ++faults;
        ADD_FAILURE() << "seed " << seed << ": " << report({generated.document, document, story.now});
      }
      const std::string fault = bounds_fault(story, document, generated.vocabulary, random);
      if (!fault.empty()) {
        ++faults;
        ADD_FAILURE() << "seed " << seed << ": " << fault << "\n"
                      << generated.document.dump(1) << "\n"
                      << story.told();
      }
    }
  }
  std::cout << tried << " pairs, " << retries << " with retry_at, " << changes << " with valid_until, "
            << bounded << " bounded\n";
  EXPECT_GT(40 * retries, tried);
  EXPECT_GT(4 * changes, tried);
  EXPECT_LT(2 * bounded, tried);  // some conditions turn for ever without making the verdict better
}

}  // namespace
}  // namespace eligo::property
