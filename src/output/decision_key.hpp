#pragma once

#include <cstdint>
#include <vector>

#include "decide/decision_data.hpp"

namespace eligo::output {

/// What is the same in decisions whose texts differ in variables only: everything that a decision holds but
/// the values of facts and placeholders, and times.
class DecisionKey {
 public:
  void describe(const decide::DecisionData& decision);

  [[nodiscard]] const std::vector<std::uint32_t>& words() const { return words_; }
  [[nodiscard]] std::uint64_t hash() const;

 private:
  void add_reasons(const decide::Reasons& reasons);
  void add_inputs(const std::vector<decide::MissingInput>& inputs);
  void add_numbers(const std::vector<std::uint32_t>& numbers);
  void add(std::size_t number) { words_.push_back(static_cast<std::uint32_t>(number)); }

  std::vector<std::uint32_t> words_;
};

}  // namespace eligo::output
