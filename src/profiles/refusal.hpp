#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "profiles/schema.hpp"
#include "values/expected_form.hpp"
#include "values/value.hpp"

namespace eligo::profiles {

/// A value that a fact does not take: its own, an element's, or that of a field of one.
struct Refusal {
  values::Cause cause = values::Cause::none;  ///< `none`: all was taken
  std::optional<std::uint32_t> field;

  [[nodiscard]] bool any() const { return cause != values::Cause::none; }
  /// Keeps the first one.
  void note(values::Cause other, std::optional<std::uint32_t> other_field = std::nullopt) {
    if (!any()) *this = {other, other_field};
  }
};

/// Why a fact refused its value, without quoting the value: "`credit.score` must be of type int".
[[nodiscard]] std::string refusal_text(const FactSchema& fact, const Refusal& refusal,
                                       const values::WrittenForm& form = {});

}  // namespace eligo::profiles
