#pragma once

#include <vector>

#include "authoring/fixtures/test_run.hpp"
#include "output/output_file.hpp"

namespace eligo::tool {

/// What a test run reads, each with the reason why nothing may be written over it: files of fixtures and
/// their tables, rule sets and their lists.
[[nodiscard]] std::vector<output::FileInUse> files_tested(const std::vector<authoring::TestedFile>& tested);

}  // namespace eligo::tool
