#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <re2/re2.h>

namespace eligo::check {

/// Compiles a regular expression of a rule set, which then takes at most 8 MB of memory, and is silent.
[[nodiscard]] std::unique_ptr<const RE2> compile_pattern(std::string_view pattern);

/// What is wrong with a regular expression; empty where it compiles.
[[nodiscard]] std::string pattern_mistake(std::string_view pattern);

}  // namespace eligo::check
