#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/place.hpp"
#include "diagnostics/suggestion.hpp"

namespace eligo::expression {

/// Collects the mistakes of one expression, up to a bound: past it, more would help nobody. Suggestions come
/// from the suggester of the load.
class Reporter {
 public:
  Reporter(const diagnostics::LocatedText& text, std::vector<Diagnostic>& diagnostics,
           std::string context = {},
           std::shared_ptr<diagnostics::Suggester> suggester = std::make_shared<diagnostics::Suggester>())
      : text_(text),
        diagnostics_(diagnostics),
        context_(std::move(context)),
        suggester_(std::move(suggester)) {}

  void error(diagnostics::Code code, diagnostics::Span span, std::string message, std::string hint = {});

  /// Whether the expression is written in a JSON string, where each backslash is written twice.
  [[nodiscard]] bool within_json() const { return text_.at({0, 0}).span.begin > text_.place.span.begin; }

  [[nodiscard]] bool failed() const { return count_ != 0; }
  [[nodiscard]] bool full() const { return count_ >= most_; }
  [[nodiscard]] diagnostics::Suggester& suggester() const { return *suggester_; }

 private:
  static constexpr std::size_t most_ = 20;

  const diagnostics::LocatedText& text_;
  std::vector<Diagnostic>& diagnostics_;
  std::string context_;
  std::shared_ptr<diagnostics::Suggester> suggester_;
  std::size_t count_ = 0;
};

}  // namespace eligo::expression
