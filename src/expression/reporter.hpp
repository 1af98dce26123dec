#pragma once

#include <string>
#include <utility>
#include <vector>

#include "diagnostics/place.hpp"

namespace eligo::expression {

/// Collects the mistakes of one expression, up to a bound: past it, more would help nobody.
class Reporter {
 public:
  Reporter(const diagnostics::LocatedText& text, std::vector<Diagnostic>& diagnostics,
           std::string subject = {})
      : text_(text), diagnostics_(diagnostics), subject_(std::move(subject)) {}

  void error(diagnostics::Code code, diagnostics::Span span, std::string message, std::string hint = {});

  [[nodiscard]] bool failed() const { return count_ != 0; }
  [[nodiscard]] bool full() const { return count_ >= most_; }

 private:
  static constexpr std::size_t most_ = 20;

  const diagnostics::LocatedText& text_;
  std::vector<Diagnostic>& diagnostics_;
  std::string subject_;
  std::size_t count_ = 0;
};

}  // namespace eligo::expression
