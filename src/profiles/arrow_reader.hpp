#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <eligo/arrow.h>

#include "profiles/arrow_rows.hpp"
#include "profiles/arrow_subject.hpp"
#include "profiles/arrow_values.hpp"
#include "profiles/batch.hpp"
#include "profiles/schema.hpp"

namespace eligo::profiles {

/// Reads a struct array of the Arrow C data interface, a profile a row, into a batch. Its children are
/// columns that are called like facts, `account.kind`, or structs, `account` with a child `kind`. Null is
/// missing, of a struct everything in it. One thread at a time.
class ArrowReader {
 public:
  /// The schema outlives the reader.
  explicit ArrowReader(const Schema& schema);

  struct Columns {
    std::size_t rows = 0;
    std::vector<std::string> ignored;  ///< names of columns that no fact and no field is called like
    std::optional<ArrowSubject> subject;
  };

  /// Checks the form of all columns before it reads a row of one; std::invalid_argument names the column, and
  /// then the batch is as before. Columns that were there before are replaced. The array stays as long as the
  /// batch is not cleared.
  [[nodiscard]] Columns read(const ArrowSchema& schema, const ArrowArray& array, Batch& batch);

 private:
  /// A column that is a fact.
  struct Source {
    std::uint32_t fact;
    const ArrowSchema* schema;
    ArrowRows rows;
  };
  void find_columns(const ArrowSchema& schema, const ArrowRows& around, Columns& found);
  void find_column(const ArrowSchema& schema, const ArrowArray& array, const ArrowRows& around,
                   Columns& found);
  void check_form(const ArrowSchema& schema, const ArrowArray& array, const values::Type& type,
                  const std::string& name, Columns& found) const;
  void check_fields(const ArrowSchema& schema, const ArrowArray& array, const values::Type& type,
                    const std::string& name, Columns& found) const;
  void fill(Batch& batch);
  void fill(const Source& source, values::Column& column);

  const Schema& schema_;
  std::unordered_map<std::string_view, std::uint32_t> facts_;  // by name
  std::unordered_set<std::string> objects_;                    // names that facts stand below
  std::vector<std::vector<ArrowRule>> rules_;                  // by fact: of it or its elements, or of fields
  ArrowValues values_;
  // Of the array that is read.
  std::deque<ArrowRows> structs_;
  std::vector<Source> sources_;
  std::vector<bool> given_;  // by fact
};

}  // namespace eligo::profiles
