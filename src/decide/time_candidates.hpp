#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "decide/forecast.hpp"

namespace eligo::decide {

/// From the run of one profile at an instant: when could a condition come out differently, or be shown
/// differently? Answers are never later than the truth, so that until then nothing has changed. Not safe to
/// share between threads.
class TimeCandidates {
 public:
  /// The arguments outlive this object.
  TimeCandidates(const Plan& plan, const RowSource& source, program::Context context, values::Nanoseconds now,
                 SearchLimits& limits);

  /// Whether the condition at `root` is true, false or unknown.
  [[nodiscard]] NextChange of_outcome(check::NodeId root) { return present(root).until; }
  /// That, and which of its parts made it so, which a reason shows.
  [[nodiscard]] NextChange of_parts(check::NodeId root);
  /// The value of a definition as a message shows it.
  [[nodiscard]] NextChange of_placeholder(std::uint32_t definition);
  /// Forgets what was found with another horizon.
  void forget();
  [[nodiscard]] Forecast& forecast() { return forecast_; }

 private:
  [[nodiscard]] Reading present(check::NodeId id) { return forecast_.at(id, forecast_.now()); }
  [[nodiscard]] NextChange of_operands(const check::Node& node);
  [[nodiscard]] NextChange of_logical(check::NodeId id);
  [[nodiscard]] NextChange of_conditional(const check::Node& node);
  [[nodiscard]] NextChange of_comprehension(check::NodeId id);
  [[nodiscard]] NextChange of_definition(std::uint32_t definition);

  const Plan* plan_;
  SearchLimits* limits_;
  Forecast forecast_;
  std::vector<std::optional<NextChange>> definitions_;  // their parts
  bool preparing_ = false;
};

}  // namespace eligo::decide
