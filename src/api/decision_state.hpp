#pragma once

#include <memory>

#include <eligo/decision.hpp>

#include "api/content.hpp"
#include "decide/decision_data.hpp"

namespace eligo {

/// What lies in a decision's own storage.
struct Decision::State {
  /// The data; what is left says `denied` and no more.
  [[nodiscard]] decide::DecisionData take() noexcept;

  std::shared_ptr<const api::Content> content;
  decide::DecisionData data;
};

}  // namespace eligo
