#pragma once

#include "values/type.hpp"

namespace eligo::test {

/// A type that its kind says all of.
[[nodiscard]] inline values::Type scalar_type(values::Kind kind) {
  values::Type type;
  type.kind = kind;
  return type;
}

}  // namespace eligo::test
