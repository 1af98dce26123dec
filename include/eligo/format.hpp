#pragma once

#include <string>

#include <eligo/limits.hpp>
#include <eligo/result.hpp>

namespace eligo {

/// The canonical layout of a rule set or a file of fixtures: two spaces a level, what fits into 115 columns
/// of a terminal on one line, one entry a line or more; expressions with a space around operators and behind
/// commas; strings with no escapes but those that they need. Ends with a line feed. The order of keys,
/// numbers and whatever an expression says stay as written, and so does RuleSet::hash. What was laid out so
/// comes out as it is.
///
/// `name` stands for the file in diagnostics. They say what is no JSON, which key stands twice, and which
/// condition cannot be read; names and types are not looked at. Safe to call from many threads.
[[nodiscard]] Result<std::string> format_document(std::string text, const std::string& name = "rule set",
                                                  const Limits& limits = {});

}  // namespace eligo
