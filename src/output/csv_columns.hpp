#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <eligo/verdict.hpp>

#include "check/checked_rule_set.hpp"
#include "output/record_keys.hpp"

namespace eligo::output {

/// What a column of decisions in CSV holds. Several codes, names or ids in one cell are joined by `;`.
struct CsvColumn {
  enum class Holds : std::uint8_t {
    subject,
    file,  ///< of the input
    line,  ///< in it, from 1; of a JSON array the number of the element
    kept,  ///< a column of the input
    verdict,
    segment,
    codes,      ///< of all reasons
    shown,      ///< of the reasons meant for the applicant
    messages,   ///< of all reasons, joined by ` | `
    waived,     ///< codes of reasons that the segment set aside
    undecided,  ///< codes of reasons of which no rule hit
    missing,    ///< the facts that these hang on
    refused,    ///< facts whose values were refused
    review,     ///< `true` or `false`, like `times_bounded`
    alternatives,
    best,  ///< bounds; both are the verdict where nothing is missing
    worst,
    needs,
    retry_at,
    valid_until,
    times_bounded,
    constant,  ///< `text`, which is the same in all rows
    error,
  };
  Holds holds = Holds::verdict;
  std::string name{};
  std::size_t kept = 0;  ///< which one; Holds::kept only
  std::string text{};    ///< Holds::constant only
  bool is_key = false;   ///< never guarded against spreadsheets
};

/// All columns that decisions of a rule set have with a detail, in their order.
[[nodiscard]] std::vector<CsvColumn> csv_columns(const check::CheckedRuleSet& rules, Detail detail,
                                                 const CarriedColumns& carried);

/// Those of `all` that `fields` names, in its order; `:key` behind a name marks a key. A name with parts
/// (`bounds`) stands for all of them. Nothing, and `error`, where there is none of a name, or one stands
/// twice.
[[nodiscard]] std::optional<std::vector<CsvColumn>> choose_columns(const std::vector<CsvColumn>& all,
                                                                   const std::vector<std::string>& fields,
                                                                   std::string& error);

}  // namespace eligo::output
