#pragma once

#include <cstddef>

#include <eligo/value.hpp>

#include "values/column.hpp"
#include "values/type.hpp"
#include "values/value.hpp"
#include "values/view.hpp"

namespace eligo::api {

/// What the public headers call a type.
[[nodiscard]] ValueType public_type(const values::Type& type);

/// A value of that type as the public headers have it.
[[nodiscard]] Value public_value(const values::Value& value, const values::Type& type);

/// The same of a row of a view, which is of that column; the column tells the cause of what is not known.
[[nodiscard]] Value public_value(const values::View& view, const values::Column& column, std::size_t row);

[[nodiscard]] Absence public_absence(values::Cause cause);

}  // namespace eligo::api
