// An expression: parsed, printed, parsed again, and checked against a schema.

#include <cstddef>
#include <cstdint>
#include <string>

#include "expression/parser.hpp"
#include "expression/printer.hpp"
#include "fuzz/invariant.hpp"
#include "unit/check/sample_scope.hpp"

namespace eligo::fuzz {
namespace {

void require_same_when_printed(const expression::Tree& tree) {
  const std::string printed = expression::print(tree);
  require_utf8(printed, "a printed expression");
  expression::Limits limits;
  limits.max_length = printed.size();  // escapes may make it longer than what was read
  std::vector<Diagnostic> diagnostics;
  const auto again = expression::parse(diagnostics::text_from_memory(printed), diagnostics, limits);
  require(again.has_value(), "a printed expression parses: " + printed + "\n" + render(diagnostics));
  require(expression::print(*again) == printed, "a printed expression prints the same again: " + printed);
}

}  // namespace
}  // namespace eligo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;
  const std::string text(reinterpret_cast<const char*>(data), size);
  std::vector<Diagnostic> diagnostics;
  const auto tree = expression::parse(diagnostics::text_from_memory(text), diagnostics);
  fuzz::require_answer(tree.has_value(), diagnostics);
  if (!tree) return 0;
  fuzz::require_same_when_printed(*tree);
  check::SampleScope scope;
  diagnostics.clear();
  const auto root = scope.check(text, diagnostics);
  fuzz::require_answer(root.has_value(), diagnostics);
  return 0;
}
