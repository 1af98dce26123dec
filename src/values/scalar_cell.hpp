#pragma once

#include <eligo/fact_cell.hpp>

namespace eligo::values {

/// A scalar fact of one profile.
using ScalarCell = api::FactCell;

}  // namespace eligo::values
