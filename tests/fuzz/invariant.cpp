#include "fuzz/invariant.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

namespace eligo::fuzz {

namespace {

// Numbers of any length are JSON, but that reader takes none beyond a double.
std::string with_short_numbers(std::string_view text) {
  constexpr std::size_t longest = 300;
  std::string out;
  std::size_t digits = 0;
  for (const char byte : text) {
    digits = byte >= '0' && byte <= '9' ? digits + 1 : 0;
    if (digits <= longest) out += byte;
  }
  return out;
}

}  // namespace

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << std::endl;
  std::abort();
}

void require_json(std::string_view text, std::string_view what) {
  require(nlohmann::json::accept(with_short_numbers(text)),
          std::string(what) + " is JSON: " + std::string(text));
}

void require_utf8(std::string_view text, std::string_view what) {
  try {
    (void)nlohmann::json(std::string(text)).dump();
  } catch (const nlohmann::json::type_error&) {
    require(false, std::string(what) + " is UTF-8");
  }
}

void require_answer(bool result, const std::vector<Diagnostic>& diagnostics) {
  const bool refused =
      std::ranges::any_of(diagnostics, [](const auto& each) { return each.severity == Severity::error; });
  require(result != refused, "a result, or an error that says why not: " + render(diagnostics));
  for (const Diagnostic& each : diagnostics) {
    require(each.code.size() == 5 && !each.message.empty(), "a diagnostic has a code and a message");
    require((each.line == 0) == (each.column == 0), "a diagnostic has a line and a column, or neither");
    require_utf8(each.render(), "a diagnostic");
  }
}

}  // namespace eligo::fuzz
