#pragma once

#include <memory>
#include <string>

#include <eligo/decision.hpp>

#include "api/content.hpp"
#include "decide/decision_data.hpp"

namespace eligo {

/// What lies in a decision's own storage.
struct Decision::State {
  /// All of it but the rule set, which stays, too; what is left says `denied` and no more.
  [[nodiscard]] State take() noexcept;

  std::shared_ptr<const api::Content> content;
  decide::DecisionData data;
  std::string subject;  ///< JSON text, as decisions echo it; empty for none
};

}  // namespace eligo
