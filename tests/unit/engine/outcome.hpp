#pragma once

#include <string>

#include "engine/runner.hpp"
#include "values/value.hpp"

namespace eligo::engine {

/// What a value came to as an expression writes it, and why it is unknown as far as this operation knows.
inline std::string outcome(const Results& results, program::ValueId value, std::size_t row) {
  const values::Value content = values::value_at(results[value], row);
  const values::Cause error = results.error_at(value, row);
  return values::literal_text(content) +
         (error == values::Cause::none ? "" : ": " + std::string(values::cause_text(error)));
}

}  // namespace eligo::engine
