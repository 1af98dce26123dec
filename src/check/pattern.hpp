#pragma once

#include <string>
#include <string_view>

#include <re2/re2.h>

namespace eligo::check {

/// How every regular expression of a rule set is compiled: at most 8 MB of memory each, and silent.
[[nodiscard]] RE2::Options pattern_options();

/// What is wrong with a regular expression; empty where it compiles.
[[nodiscard]] std::string pattern_mistake(std::string_view pattern);

}  // namespace eligo::check
