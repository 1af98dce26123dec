#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "profiles/batch.hpp"
#include "profiles/schema.hpp"
#include "program/program.hpp"
#include "scaffold/loaded_rules.hpp"
#include "values/column.hpp"
#include "values/value.hpp"

namespace eligo::test {

/// The number that a string has in a dictionary.
using StringNumbers = std::function<std::uint32_t(std::string_view)>;

/// Appends a value of the column's type, or the cause that there is none. Strings are not copied: their bytes
/// stay those of `value`. They have no numbers unless `numbers` gives them.
void append(values::Column& column, const values::Value& value, const StringNumbers& numbers = {});

/// Profiles as the columns of a rule set's facts, made value by value.
class FactColumns {
 public:
  explicit FactColumns(const LoadedRules& loaded);

  /// A value for each fact, in their order.
  void add_row(std::vector<values::Value> row);
  [[nodiscard]] std::size_t rows() const { return rows_.size(); }
  /// Valid until a row is added.
  [[nodiscard]] const std::vector<values::View>& views();

 private:
  std::shared_ptr<const program::Program> program_;
  std::vector<values::Column> columns_;
  std::vector<values::View> views_;
  std::deque<std::vector<values::Value>> rows_;  // the strings of the columns
  std::size_t strings_ = 0;
};

/// Reads JSON profiles, the first as line 1, as those of users are read. std::runtime_error where one is no
/// profile.
[[nodiscard]] profiles::Batch read_profiles(const profiles::Schema& schema,
                                            const std::vector<std::string>& texts);

}  // namespace eligo::test
