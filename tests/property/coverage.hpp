#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "oracle/decision.hpp"

namespace eligo::property {

/// How often each interesting class of cases came about, so that a test that no longer reaches one fails.
class Coverage {
 public:
  void count(const std::string& what, std::size_t times = 1) { counts_[what] += times; }
  /// Functions, macros and kinds of nodes.
  void count(const check::CheckedRuleSet& rules);
  void count(const check::CheckedRuleSet& rules, const oracle::Decision& decision);

  [[nodiscard]] std::size_t of(const std::string& what) const;
  /// What `wanted` names and never came about.
  [[nodiscard]] std::vector<std::string> lacking(const std::vector<std::string>& wanted) const;
  /// A line each.
  [[nodiscard]] std::string text() const;

 private:
  std::map<std::string, std::size_t> counts_;
};

/// Every function, macro and kind of node that there is, under the names that count() uses.
[[nodiscard]] std::vector<std::string> language_parts();

}  // namespace eligo::property
