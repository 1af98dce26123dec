#include <eligo/format.hpp>

#include <utility>
#include <vector>

#include "authoring/layout/layout.hpp"

namespace eligo {

Result<std::string> format_document(std::string text, const std::string& name, const Limits& limits) {
  std::vector<Diagnostic> diagnostics;
  if (auto laid_out = authoring::lay_out(std::move(text), name, limits, diagnostics))
    return std::move(*laid_out);
  return diagnostics;
}

}  // namespace eligo
