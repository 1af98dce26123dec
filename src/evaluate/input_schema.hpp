#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "profiles/column_mapping.hpp"
#include "profiles/schema.hpp"
#include "values/expected_form.hpp"

namespace eligo::evaluate {

/// Whether a column of the input is the one that the subject is read from. `mapping` may be null.
[[nodiscard]] bool is_of_subject(const std::string& column, const std::string& subject,
                                 const profiles::ColumnMapping* mapping);

/// What a run reads of each record: the facts of rule sets, then what it asks for besides, which need be no
/// fact.
struct InputSchema {
  /// `now_field`: what gives each record's instant, if anything does. `mapping`, where given, says which
  /// columns are which facts.
  InputSchema(profiles::Schema facts, const std::optional<std::string>& now_field,
              std::shared_ptr<const profiles::ColumnMapping> mapping = nullptr);

  /// The column that takes the values of a column of the input, or of a path in JSON, as they are written.
  /// Nothing where it is the subject's.
  [[nodiscard]] std::optional<std::uint32_t> add_written(const std::string& name);

  profiles::Schema schema;
  std::size_t facts = 0;  ///< how many columns the rule sets know
  std::optional<std::uint32_t> now_column = {};
  values::WrittenForm now_form;  ///< how its values are written

 private:
  std::uint32_t add(profiles::FactSchema column);

  std::shared_ptr<const profiles::ColumnMapping> mapping_;
};

}  // namespace eligo::evaluate
