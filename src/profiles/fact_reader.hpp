#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/cursor.hpp"
#include "profiles/ignored_names.hpp"
#include "profiles/key_table.hpp"
#include "profiles/refusal.hpp"
#include "profiles/scalar_rule.hpp"
#include "profiles/schema.hpp"
#include "profiles/value_form.hpp"
#include "values/column.hpp"
#include "values/dictionary.hpp"
#include "values/scratch_memory.hpp"

namespace eligo::profiles {

/// Reads the JSON value of one fact into a row of its column.
///
/// A value that the fact refuses (another JSON type, out of range, not in the enum) leaves the row
/// unknown with that cause. In a list only what is bad is unknown: an element, or a field of one. Where a
/// record should be and something else is, null included, stands a record with every field unknown.
/// Keeps scratch memory: one a thread.
class FactReader {
 public:
  /// `dictionary` may be null (see Schema). `ignored`, where given, takes in the keys of records that name no
  /// field. All outlive the reader.
  /// `form`, where given, says how the values are written.
  FactReader(const FactSchema& fact, const values::Dictionary* dictionary, bool strict,
             IgnoredNames* ignored = nullptr, const ValueForm* form = nullptr);

  /// Reads the value ahead of the cursor; adds one row. False where the text is not valid JSON, or where
  /// an object has a key twice (strict: an unknown key); then rows of child columns may be left behind.
  /// `refused` becomes the first value that was refused.
  [[nodiscard]] bool read(json::Cursor& cursor, values::ByteArena& bytes, values::Column& column,
                          Refusal& refused);

  /// Reads the text of a CSV cell: for a list its JSON text, for a scalar the bare value.
  [[nodiscard]] bool read_cell(std::string_view cell, json::Cursor& cursor, values::ByteArena& bytes,
                               values::Column& column, Refusal& refused);

  [[nodiscard]] bool is_list() const { return is_list_; }
  /// Takes any value as it is written; has no rules.
  [[nodiscard]] bool is_as_written() const { return as_written_; }
  [[nodiscard]] bool of_records() const { return of_records_; }
  /// Of the scalar or the list's elements; of each field of its records.
  [[nodiscard]] const std::vector<ScalarRule>& rules() const { return rules_; }
  /// How values are written, where that is not as profiles write them; else null.
  [[nodiscard]] const ValueForm* form() const { return formed_ ? &formed_->form() : nullptr; }
  [[nodiscard]] const FormedValue* formed() const { return formed_ ? &*formed_ : nullptr; }
  /// Which of the rules is for a key of the list's records; a higher number for a key that names no field,
  /// and nothing for one that is not remembered.
  [[nodiscard]] std::optional<std::uint32_t> field(std::string_view key) const {
    return fields_.number_of(key);
  }

 private:
  [[nodiscard]] bool read_list(json::Cursor& cursor, values::ByteArena& bytes, values::Column& column,
                               Refusal& refused);
  [[nodiscard]] bool read_record(json::Cursor& cursor, values::ByteArena& bytes, values::Column& elements,
                                 Refusal& refused);
  [[nodiscard]] bool read_element(const ScalarRule& rule, json::Cursor& cursor, values::ByteArena& bytes,
                                  values::Column& column, values::Cause& refused);
  [[nodiscard]] bool read_formed_scalar(const ScalarRule& rule, json::Cursor& cursor,
                                        values::ByteArena& bytes, values::Column& column,
                                        values::Cause& refused);
  [[nodiscard]] bool read_list_text(std::string_view text, values::ByteArena& bytes, values::Column& column,
                                    Refusal& refused);
  std::optional<std::uint32_t> learn(std::string_view key);
  [[nodiscard]] bool read_no_record(json::Cursor& cursor, values::Column& elements, Refusal& refused) const;

  bool is_list_ = false;
  bool as_written_ = false;
  bool of_records_ = false;
  bool strict_;
  std::vector<ScalarRule> rules_;  // of the scalar or the list's elements; of each field
  KeyTable fields_;                // the record's, then keys that name none
  IgnoredNames* ignored_;
  std::string object_;  // the fact's name, with a dot at the end
  std::optional<FormedValue> formed_;
  std::string written_;                        // scratch: a cell as JSON text
  std::unique_ptr<json::Cursor> list_cursor_;  // of lists that stand in texts
};

/// Whether a CSV cell is written as a JSON integer that fits in 64 bits.
[[nodiscard]] bool is_integer_cell(std::string_view cell);

/// A CSV cell as JSON text: a number where it is surely one and readers of JSON keep it exactly, else a
/// string.
void append_cell_as_json(std::string& out, std::string_view cell);

/// Reads the scalar ahead (skipping objects and arrays, which are of the wrong type) and adds a row to
/// the column, unknown where the value is null or refused. `refused` becomes the cause, or `none`. False
/// where it is not JSON.
[[nodiscard]] bool read_scalar(const ScalarRule& rule, json::Cursor& cursor, values::ByteArena& bytes,
                               values::Column& column, values::Cause& refused);

}  // namespace eligo::profiles
