#pragma once

#include <string>
#include <vector>

#include "property/random.hpp"

namespace eligo::fuzz {

/// Changes texts at random: bytes, stretches, words of the corpus and awkward ones, splices.
class Mutator {
 public:
  explicit Mutator(std::vector<std::string> corpus);

  [[nodiscard]] std::string mutated(property::Random& random) const;

 private:
  void change(std::string& text, property::Random& random) const;
  [[nodiscard]] const std::string& word(property::Random& random) const;

  std::vector<std::string> corpus_, words_;
};

}  // namespace eligo::fuzz
