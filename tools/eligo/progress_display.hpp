#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "evaluate/evaluation.hpp"
#include "progress.hpp"

namespace eligo::tool {

/// Tells the person at the terminal that profiles are read from it, and how far a run over files has come.
class ProgressDisplay {
 public:
  ProgressDisplay(const std::vector<std::string>& paths, bool quiet);

  /// What the run is to tell; empty where quiet. It lives as long as this.
  [[nodiscard]] std::function<void(const evaluate::Standing&)> teller();
  /// Takes the line away; how many seconds it took.
  double end();

 private:
  [[nodiscard]] double seconds() const;

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  bool quiet_;
  Progress progress_;
};

}  // namespace eligo::tool
