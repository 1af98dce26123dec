#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/fixtures/fixture.hpp"
#include "authoring/fixtures/fixture_file.hpp"
#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "profiles/batch.hpp"
#include "profiles/schema.hpp"
#include "values/time.hpp"
#include "values/value.hpp"
#include "values/view.hpp"

namespace eligo::authoring {

/// A profile as values, one a fact of the rule set; `Unknown` where it has none, with why.
using ProfileValues = std::vector<values::Value>;

/// A profile and the instant at which it is decided.
struct Situation {
  ProfileValues profile;
  values::Nanoseconds now = 0;
  friend bool operator==(const Situation&, const Situation&) = default;
};

/// A profile that fixtures may begin with.
struct BaseProfile {
  std::string name;
  ProfileValues profile;
};

/// What fixtures of a file give, in their order, what is refused as absent: it cannot be written down.
/// `schema` is the program's.
[[nodiscard]] std::vector<Situation> situations_of(const profiles::Schema& schema, const FixtureFile& file,
                                                   std::span<const Fixture> fixtures);
/// The profiles that a file gives names to.
[[nodiscard]] std::vector<BaseProfile> base_profiles_of(const profiles::Schema& schema,
                                                        const FixtureFile& file,
                                                        const check::CheckedRuleSet& rules);

/// Appends a profile as a row. Values are of their facts' types; that they are in range is not looked at.
void append(const ProfileValues& profile, const profiles::Schema& schema, profiles::Batch& batch);

/// A value as a fixture has it: `600`, `"30d"`, `[{"age": 17}]`.
[[nodiscard]] std::string fixture_value(const values::Value& value, const values::Type& type);
/// A profile as a fixture has it, on one line: nested, as users have it.
[[nodiscard]] std::string profile_text(const check::CheckedRuleSet& rules, const ProfileValues& profile);
/// What a decision came out as, for `expect`: verdict, reasons, and segment and waived codes where there are
/// any.
[[nodiscard]] std::string expectations_text(const check::CheckedRuleSet& rules,
                                            const decide::DecisionData& decision);

/// What a fixture that is written is to say.
struct WrittenFixture {
  std::string name;
  const Situation* situation = nullptr;
  bool with_now = false;     ///< `now` is not that of the file
  std::string expectations;  ///< JSON
  bool unreviewed = false;
};
/// A fixture on one line, as what differs from the nearest of the bases; as a whole profile where there are
/// none.
[[nodiscard]] std::string fixture_text(const check::CheckedRuleSet& rules, std::span<const BaseProfile> bases,
                                       const WrittenFixture& fixture);
/// `{"credit.score": 600, "region.code": null}`: what is to be set to get from one profile to another.
[[nodiscard]] std::string difference_text(const check::CheckedRuleSet& rules, const ProfileValues& from,
                                          const ProfileValues& to);
/// In how many facts profiles differ.
[[nodiscard]] std::size_t distance(const ProfileValues& from, const ProfileValues& to);

}  // namespace eligo::authoring
