#pragma once

#include <string>
#include <vector>

#include "property/vocabulary.hpp"

namespace eligo::property {

/// Writes random expressions of a given type, nearly all of which the checker accepts.
class ExpressionGenerator {
 public:
  ExpressionGenerator(const Vocabulary& vocabulary, Random& random)
      : vocabulary_(vocabulary), random_(random) {}

  /// `depth` bounds how far parts nest in each other.
  [[nodiscard]] std::string condition(int depth) { return write({Base::boolean, false}, depth); }
  [[nodiscard]] std::string write(Sort sort, int depth);
  /// Without `now`, also by way of definitions.
  [[nodiscard]] std::string write_still(Sort sort, int depth);

 private:
  [[nodiscard]] std::string leaf(Sort sort);
  [[nodiscard]] std::string literal(Base base);
  [[nodiscard]] std::vector<const Name*> names_of(Sort sort, bool enums) const;
  [[nodiscard]] std::string list(Base base, int depth);
  [[nodiscard]] std::string boolean(int depth);
  [[nodiscard]] std::string timed_boolean(int depth);
  [[nodiscard]] std::string calendar_boolean();
  [[nodiscard]] std::string units_of_time(int depth);
  [[nodiscard]] std::string comparison(int depth);
  [[nodiscard]] std::string membership(int depth);
  [[nodiscard]] std::string presence();
  [[nodiscard]] std::string quantifier(int depth);
  [[nodiscard]] std::string record_quantifier(const FactSpec& fact, const std::string& macro, int depth);
  [[nodiscard]] std::string text_test(int depth);
  [[nodiscard]] std::string rollout(int depth);
  [[nodiscard]] std::string integer(int depth);
  [[nodiscard]] std::string counted(int depth);
  [[nodiscard]] std::string calendar_part(int depth);
  [[nodiscard]] std::string floating(int depth);
  [[nodiscard]] std::string string(int depth);
  [[nodiscard]] std::string moment(int depth);
  [[nodiscard]] std::string length(int depth);
  [[nodiscard]] std::string conditional(Sort sort, int depth);
  [[nodiscard]] std::string zone();
  [[nodiscard]] std::string comparison_operator(bool ordered = true);
  [[nodiscard]] const FactSpec* records();
  [[nodiscard]] std::string new_variable();

  const Vocabulary& vocabulary_;
  Random& random_;
  std::vector<Name> scope_;  // bound variables and their fields
  int variables_ = 0;
  bool still_ = false;  // no `now`
};

}  // namespace eligo::property
