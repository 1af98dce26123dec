#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "property/random.hpp"

namespace eligo::fuzz {

/// The words of a dictionary in libFuzzer's form: one a line, quoted, with `\\`, `\"` and `\xAB` in it.
/// std::invalid_argument where a line is neither that nor a comment.
[[nodiscard]] std::vector<std::string> read_dictionary(std::string_view text);

/// Changes texts at random: bytes, stretches, words of the corpus and of the dictionary, splices.
class Mutator {
 public:
  Mutator(std::vector<std::string> corpus, const std::vector<std::string>& dictionary);

  [[nodiscard]] std::string mutated(property::Random& random) const;

 private:
  void change(std::string& text, property::Random& random) const;
  [[nodiscard]] const std::string& word(property::Random& random) const;

  std::vector<std::string> corpus_, words_;
};

}  // namespace eligo::fuzz
