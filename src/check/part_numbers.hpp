#pragma once

#include <cstdint>
#include <vector>

#include "check/checked_rule_set.hpp"

namespace eligo::check {

/// Numbers the parts of a rule set so that those with one number come to one value for a profile: the same
/// operations over the same facts, definitions seen through. Elements of two macros are never the same.
class PartNumbers {
 public:
  explicit PartNumbers(const CheckedRuleSet& rules);

  [[nodiscard]] std::uint32_t operator[](NodeId part) const { return numbers_[part]; }

 private:
  std::vector<std::uint32_t> numbers_;
};

}  // namespace eligo::check
