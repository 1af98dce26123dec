#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "profiles/schema.hpp"
#include "profiles/value_form.hpp"
#include "values/zone_database.hpp"

namespace eligo::profiles {

/// How a file's columns, or the keys of its objects, become facts, as somebody has declared it. Knows no rule
/// set. Immutable once made.
struct ColumnMapping {
  struct Column {
    std::string name;  ///< in CSV the header's; in JSON dotted, or a JSON pointer with `/` before it
    std::optional<std::string> fact;  ///< or the subject; nothing: the column means none
    ValueForm form;                   ///< what the file has in general, and what is said of the column alone
  };
  struct Constant {
    std::string fact;
    std::string json;  ///< the value, the same in each profile
  };
  std::vector<Column> columns;
  std::vector<Constant> constants;
  ValueForm form;        ///< of facts that are no column's
  char delimiter = ',';  ///< CSV
  std::string encoding;  ///< as iconv calls it; empty: UTF-8
  std::size_t skip_lines = 0;
  std::string records;                                ///< JSON: a pointer to the array of profiles
  std::shared_ptr<const values::ZoneDatabase> zones;  ///< what the forms' zones are of

  /// How the values of a fact are written.
  [[nodiscard]] const ValueForm& form_of(const std::string& fact) const;
};

/// A mapping for the facts of a schema. Immutable; safe to use from many threads at once.
class LinkedMapping {
 public:
  /// Nothing, and `error`, where it names a fact that is not there or a fact twice. `schema` outlives it.
  [[nodiscard]] static std::shared_ptr<const LinkedMapping> link(std::shared_ptr<const ColumnMapping> mapping,
                                                                 const Schema& schema, std::string& error);

  struct Constant {
    std::uint32_t fact = 0;
    std::string json;
  };

  [[nodiscard]] const ColumnMapping& mapping() const { return *mapping_; }
  /// How the values of a fact are written; null: as profiles write them.
  [[nodiscard]] const ValueForm* form(std::uint32_t fact) const { return forms_[fact]; }
  /// The column that a fact, or the subject, is read from.
  /// Empty: no column is.
  [[nodiscard]] const std::string& column_of(std::uint32_t fact) const { return columns_[fact]; }
  [[nodiscard]] const std::string& subject_column() const { return subject_column_; }
  [[nodiscard]] const ValueForm& subject_form() const { return *subject_form_; }
  /// Facts that are the same in each profile.
  [[nodiscard]] const std::vector<Constant>& constants() const { return constants_; }
  /// Whether somebody has said that the column means nothing.
  [[nodiscard]] bool is_left_out(std::string_view column) const;

 private:
  using ColumnsByFact = std::unordered_map<std::string_view, std::string_view>;

  void leave_columns_to_others(const Schema& schema, const ColumnsByFact& from);

  std::shared_ptr<const ColumnMapping> mapping_;
  std::vector<const ValueForm*> forms_;  // by fact, in the mapping
  std::vector<std::string> columns_;     // by fact
  std::string subject_column_;
  const ValueForm* subject_form_ = nullptr;
  std::vector<Constant> constants_;
};

}  // namespace eligo::profiles
