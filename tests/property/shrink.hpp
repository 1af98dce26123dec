#pragma once

#include <functional>

#include "property/rule_set_generator.hpp"
#include "values/time.hpp"

namespace eligo::property {

/// A rule set, a profile and an instant on which something went wrong.
struct Failure {
  Json document;
  Json profile;
  values::Nanoseconds now = 0;
};

/// Drops rules, parts of conditions and facts as long as `fails` stays true of what is left.
[[nodiscard]] Failure shrink(Failure failure, const std::function<bool(const Failure&)>& fails);

}  // namespace eligo::property
