#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "profiles/arrow_reader.hpp"
#include "scaffold/arrow_maker.hpp"
#include "scaffold/refusal.hpp"
#include "unit/profiles/sample_schema.hpp"

namespace eligo::profiles {

/// The sample's facts, and lists of strings and bools.
inline SampleSchema with_every_list() {
  SampleSchema sample;
  sample.add("names", values::list_of(test::scalar_type(values::Kind::string)));
  sample.add("flags", values::list_of(test::scalar_type(values::Kind::boolean)));
  return sample;
}
inline const SampleSchema sample = with_every_list();

inline const std::string absent = "unknown: " + std::string(cause_text(values::Cause::absent));

using Texts = std::vector<std::string>;

/// The cells of a fact after the columns were read.
inline Texts read(const std::string& fact, const test::ArrowColumn& table, Texts* ignored = nullptr) {
  test::ArrowExport made(table);
  ArrowReader reader(sample.schema);
  Batch batch(sample.schema);
  const ArrowReader::Columns found = reader.read(made.schema, made.array, batch);
  if (ignored != nullptr) *ignored = found.ignored;
  batch.complete(found.rows);
  Texts cells;
  for (std::size_t row = 0; row < found.rows; ++row)
    cells.push_back(SampleSchema::cell(batch, sample.index(fact), row));
  return cells;
}

inline std::string refusal_of(const test::ArrowColumn& table) {
  return test::refusal_of([&] { read("count", table); });
}

inline std::string refusal_of_column(const test::ArrowColumn& column) {
  return refusal_of(test::arrow_struct("", column.length, {column}));
}

inline test::ArrowColumn dictionary_column(const std::string& name, const std::string& codes,
                                           const test::ArrowCells& cells, const std::string& texts,
                                           const test::ArrowCells& entries) {
  test::ArrowColumn column = test::arrow_column(name, codes, cells);
  column.dictionary.push_back(test::arrow_column("", texts, entries));
  return column;
}

}  // namespace eligo::profiles
