#pragma once

#include <cstddef>
#include <cstdint>

#include "values/expected_form.hpp"

namespace eligo::profiles {

class LinkedMapping;

/// How strictly records are taken, and what they are written like.
struct ReadOptions {
  /// Unknown keys, and values that a fact refuses, make the record an error.
  bool strict = false;
  /// Objects and arrays within each other, the record itself included.
  std::size_t max_depth = 128;
  /// Of the schema that is read for; null: keys and columns are called like facts. Outlives the reader.
  const LinkedMapping* mapping = nullptr;
  /// Records that repeat the shape of earlier ones are read by it, which is faster and gives the same.
  bool by_shape = true;
  /// How a fact's values are written, for messages.
  [[nodiscard]] values::WrittenForm written_form(std::uint32_t fact) const;
};

}  // namespace eligo::profiles
