#pragma once

#include <cstdint>
#include <string_view>

#include "json/tree.hpp"

namespace eligo::authoring {

/// What a value of a document is, as far as its layout depends on it.
enum class Part : std::uint8_t {
  data,  ///< anything else
  rule_set,
  fixture_file,
  entries,  ///< facts, params or lists, by name
  entry,    ///< one of them
  definitions,
  definition,
  segments,
  segment,
  rules,
  rule,
  alternatives,
  alternative,
  condition,   ///< an expression, or an object around conditions
  conditions,  ///< of an `all`, `any` or `none`
  expression,
  items,  ///< phrases, profiles, fixtures or tables
  tables,
  table,
  rows,
  row,
};

/// What the outermost value is.
[[nodiscard]] Part part_of_document(const json::Value& root);

/// What stands under a key of an object; of an array what its elements are, whatever the key.
[[nodiscard]] Part part_within(Part outer, std::string_view key);

/// Whether a value that is not empty has a line for each of its members at least.
[[nodiscard]] bool is_spread(Part part) noexcept;

/// Whether a value has one line, however long.
[[nodiscard]] bool is_joined(Part part) noexcept;

/// Members of an object that stand next to each other and have the same number share a line; 0 shares none.
[[nodiscard]] int line_group(Part object, std::string_view key);

}  // namespace eligo::authoring
