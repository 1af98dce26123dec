#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <eligo/verdict.hpp>

#include "decide/reason_data.hpp"
#include "values/time.hpp"

namespace eligo::decide {

/// A decision in the rule set's own numbers; texts are filled in when asked for.
struct DecisionData {
  Verdict verdict = Verdict::visible;
  std::optional<std::uint32_t> segment;
  bool review = false;  ///< a rule that asks for a person hit, and its reason is not waived
  Reasons reasons;      ///< all of them, ordered; see shown_reasons.hpp
  Reasons waived;
  std::vector<std::uint32_t> alternatives;
  std::vector<MissingInput> refused;  ///< values in the profile that were refused, by fact, field and cause
  // Detail::full only
  std::optional<values::Nanoseconds> retry_at;
  std::optional<values::Nanoseconds> valid_until;
  bool times_bounded = false;       ///< the search for them was cut short: see timing.hpp
  Verdict best = Verdict::visible;  ///< equal to `verdict` where no fact is missing
  Verdict worst = Verdict::visible;
  std::vector<std::uint32_t> needs;  ///< facts whose values decide between best and worst

  /// As it is before triggers are looked at; keeps the memory.
  void clear_reasons() {
    review = false;
    reasons.clear();
    waived.clear();
    alternatives.clear();
  }
};

}  // namespace eligo::decide
