#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decide/decision_data.hpp"

namespace eligo::output {

/// What is the same in decisions whose texts differ in variables only: everything that a decision holds but
/// the values of facts and placeholders, and times.
class DecisionKey {
 public:
  void describe(const decide::DecisionData& decision);

  /// Until the next decision is described.
  [[nodiscard]] std::span<const std::uint32_t> words() const { return {words_.data(), count_}; }
  [[nodiscard]] std::uint64_t hash() const;

 private:
  void add_reasons(const decide::Reasons& reasons);
  void add_inputs(const std::vector<decide::MissingInput>& inputs);
  void add_numbers(const std::vector<std::uint32_t>& numbers);
  /// Makes room for so many more words, which `add` takes for granted.
  void reserve(std::size_t more) {
    if (words_.size() < count_ + more) words_.resize((count_ + more) * 2);
  }
  void add(std::size_t number) { words_[count_++] = static_cast<std::uint32_t>(number); }

  std::vector<std::uint32_t> words_;
  std::size_t count_ = 0;
};

}  // namespace eligo::output
