#pragma once

#include <string>
#include <vector>

#include "authoring/fixtures/test_report.hpp"

namespace eligo::tool {

/// What `eligo test` adds to the outcome of fixtures.
struct TestReport {
  bool json = false;
  std::string text;                            ///< where it is not JSON
  std::vector<authoring::JsonMember> members;  ///< where it is
};

}  // namespace eligo::tool
