#pragma once

#include <cstddef>

#include <eligo/value.hpp>

#include "values/type.hpp"
#include "values/value.hpp"

namespace eligo::api {

/// What the public headers call a type.
[[nodiscard]] ValueType public_type(const values::Type& type);

/// A value of that type as the public headers have it.
[[nodiscard]] Value public_value(const values::Value& value, const values::Type& type);

[[nodiscard]] Absence public_absence(values::Cause cause);

}  // namespace eligo::api
