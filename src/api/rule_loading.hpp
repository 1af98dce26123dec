#pragma once

#include <filesystem>

#include <eligo/limits.hpp>

#include "authoring/fixtures/test_run.hpp"

namespace eligo::api {

/// Loads rule sets as RuleSet does, for tools of authors.
[[nodiscard]] authoring::RuleLoader rule_loader(const Limits& limits = {});

}  // namespace eligo::api
