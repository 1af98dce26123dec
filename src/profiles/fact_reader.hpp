#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "profiles/json_cursor.hpp"
#include "profiles/key_table.hpp"
#include "profiles/scalar_rule.hpp"
#include "values/column.hpp"
#include "values/dictionary.hpp"

namespace eligo::profiles {

/// Reads the JSON value of one fact into a row of its column.
///
/// A value that the fact refuses (another JSON type, out of range, not in the enum) leaves the row
/// unknown with that cause. A list is refused as a whole where one of its elements, or a field of one,
/// is; an element or a field that is null, and a field that is not there, is unknown on its own.
/// Keeps scratch memory: one a thread.
class FactReader {
 public:
  FactReader(const check::Fact& fact, const values::Dictionary& dictionary, bool strict);

  /// Reads the value ahead of the cursor; adds one row. False where the text is not valid JSON, or where
  /// an object has a key twice (strict: an unknown key); then rows of child columns may be left behind.
  /// `refused` becomes the cause, or `none`.
  [[nodiscard]] bool read(JsonCursor& cursor, values::ByteArena& bytes, values::Column& column,
                          values::Cause& refused);

  /// Reads the text of a CSV cell: for a list its JSON text, for a scalar the bare value.
  [[nodiscard]] bool read_cell(std::string_view cell, JsonCursor& cursor, values::ByteArena& bytes,
                               values::Column& column, values::Cause& refused);

 private:
  [[nodiscard]] bool read_list(JsonCursor& cursor, values::ByteArena& bytes, values::Column& column,
                               values::Cause& refused);
  [[nodiscard]] bool read_record(JsonCursor& cursor, values::ByteArena& bytes, values::Column& elements,
                                 values::Cause& refused);

  bool is_list_ = false;
  bool of_records_ = false;
  bool strict_;
  std::vector<ScalarRule> rules_;  // of the scalar or the list's elements; of each field
  KeyTable fields_;
};

/// Reads the scalar ahead (skipping objects and arrays, which are of the wrong type) and adds a row to
/// the column where it is taken or null; otherwise nothing but `refused`. False where it is not JSON.
[[nodiscard]] bool read_scalar(const ScalarRule& rule, JsonCursor& cursor, values::ByteArena& bytes,
                               values::Column& column, values::Cause& refused);

}  // namespace eligo::profiles
