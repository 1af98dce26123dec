#pragma once

#include <memory>
#include <string>
#include <utility>

#include <eligo/decision.hpp>

#include "api/content.hpp"
#include "decide/decision_data.hpp"

namespace eligo {

/// What lies in a decision's own storage.
struct Decision::State {
  /// Nothing is decided yet. Each member is made by itself: clearing all of them first would cost more.
  explicit State(std::shared_ptr<const api::Content> rules) noexcept : content(std::move(rules)) {
    data.reasons = decide::Reasons(content->reasons);
  }
  State(std::shared_ptr<const api::Content> rules, decide::DecisionData decided, std::string whom) noexcept
      : content(std::move(rules)), data(std::move(decided)), subject(std::move(whom)) {}

  /// All of it but the rule set, which stays, too; what is left says `denied` and no more.
  [[nodiscard]] State take() noexcept;

  std::shared_ptr<const api::Content> content;
  decide::DecisionData data;
  std::string subject;  ///< JSON text, as decisions echo it; empty for none
};

}  // namespace eligo
