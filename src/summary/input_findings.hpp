#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "summary/fact_tallies.hpp"

namespace eligo::decide {
class UndecidedFacts;
}

namespace eligo::summary {

/// Something that a run tells of its input as a whole.
struct InputFinding {
  enum class Kind : std::uint8_t {
    all_refused,    ///< every value of the part was refused
    more_refused,   ///< so were those of `count` parts that no finding names
    no_known_fact,  ///< `count` of `records`, the first of them `first`, have neither a fact nor the subject
    absent_but_near,   ///< no record has the part, but a key or column is called nearly like it
    absent_mapped,     ///< no record has the key that a mapping makes the part of; `near` may be empty
    missing_but_near,  ///< some records lack the part, and a key or column is written nearly like it
    absent_undecided,  ///< no record has the part, and so conditions were undecided
    absent,            ///< no record has the parts
    more_absent,       ///< nor `count` parts that no finding names
  };
  Kind kind = Kind::all_refused;
  std::vector<const FactTallies::Tally*> parts{};  ///< of the tallies; one but for Kind::absent
  std::string near{};                              ///< the name that is nearly the part's
  std::uint64_t count = 0, records = 0;
  std::optional<RecordNumber> first{};
  std::string column{};  ///< Kind::absent_mapped: the key
};

/// A column, or key, of which a mapping makes a fact.
struct MappedColumn {
  std::string fact;
  std::string column;
};

struct InputFindings {
  std::vector<InputFinding> findings;  ///< what makes the run one that found something
  std::vector<InputFinding> remarks;   ///< what may be as it should be
};

/// - A fact, the elements of a list, or a field, of which every value was refused, is a finding.
/// - A fact that no record has is a finding where it left conditions undecided in a run of at least 100
///   records, or where a key or column is called nearly like it (so too a field); else a remark. One that
///   is not expected is at most a remark, and that only where a name is near.
/// - A fact that no record has, but that a mapping says is read from a key of another name, is a finding; one
///   that is not expected is a remark.
/// - A fact that some records lack is a finding where a key or column is called like it but for case, white
///   space or what stands between words.
/// - Records with neither a fact nor the subject are a finding.
///
/// Ten findings of a kind are named. `ignored` are keys and columns that name no fact. The findings point
/// into `tallies`.
[[nodiscard]] InputFindings find_in_input(const FactTallies& tallies, const decide::UndecidedFacts& undecided,
                                          const std::vector<std::string>& ignored,
                                          const std::vector<MappedColumn>& mapped = {});

/// A key or column that no fact is called like.
struct UnknownName {
  std::string name;
  std::string near;  ///< a fact that records lack and that is called nearly so; may be empty
};
[[nodiscard]] std::vector<UnknownName> unknown_names(const FactTallies& tallies,
                                                     const std::vector<std::string>& ignored);

/// The name among `names` that is nearly `fact`: but for case, white space around it, and `.`, `_`, `-` or
/// spaces between its words, or but for one mistyped letter in its longer words; or that is nearly the name
/// of an object above the fact. Empty where there is none.
[[nodiscard]] std::string near_name(const std::string& fact, const std::vector<std::string>& names);

}  // namespace eligo::summary
