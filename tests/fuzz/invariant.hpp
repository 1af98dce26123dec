#pragma once

#include <string_view>
#include <vector>

#include <eligo/diagnostic.hpp>

namespace eligo::fuzz {

/// What must hold whatever the input: says what does not, and aborts, so that any fuzzer notices.
void require(bool holds, std::string_view what);

void require_utf8(std::string_view text, std::string_view what);
/// JSON (RFC 8259) in valid UTF-8, judged by another reader than ours.
void require_json(std::string_view text, std::string_view what);

/// That there is a result, or an error that says why not; never neither, never both.
void require_answer(bool result, const std::vector<Diagnostic>& diagnostics);

}  // namespace eligo::fuzz
