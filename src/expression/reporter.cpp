#include "expression/reporter.hpp"

#include <utility>

namespace eligo::expression {

void Reporter::error(diagnostics::Code code, diagnostics::Span span, std::string message, std::string hint) {
  if (!full()) {
    diagnostics_.push_back(
        diagnostics::diagnose(code, text_.at(span), std::move(message), std::move(hint), context_));
  }
  ++count_;
}

}  // namespace eligo::expression
