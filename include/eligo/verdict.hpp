#pragma once

#include <cstdint>
#include <string_view>

#include <eligo/language.hpp>

namespace eligo {

/// What a rule set says about a profile, in ascending severity.
enum class Verdict : std::uint8_t {
  visible,  ///< offer the product
  hidden,   ///< do not show it
  denied,   ///< shown or asked for, the answer is no
};

/// `visible`, `hidden`, `denied`.
[[nodiscard]] constexpr std::string_view to_string(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::visible: return "visible";
    case Verdict::hidden: return "hidden";
    case Verdict::denied: return "denied";
  }
  return "denied";
}

/// How much of a decision is worked out.
enum class Detail : std::uint8_t {
  verdict,  ///< verdict, segment, review
  codes,    ///< also reasons and waived reasons, each only with its code, effect, category and rules;
            ///< alternatives, refused facts
  reasons,  ///< also what reasons rest on: facts, missing facts, errors; and their texts
  full,     ///< also `retry_at`, `valid_until`, `bounds` and `needs`
};

}  // namespace eligo
