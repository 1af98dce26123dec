#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "values/dictionary.hpp"
#include "values/type.hpp"
#include "values/value.hpp"

namespace eligo::profiles {

/// Bounds of numbers and times, both inclusive and of the kind that they bound.
struct ValueRange {
  std::optional<values::Value> lowest, highest;
};

/// A field of the records of a list.
struct FieldSchema {
  std::string name;
  values::Type type;
  ValueRange range;
};

/// A fact as readers take it.
struct FactSchema {
  std::string name;  ///< dotted: `credit.score` is the member `score` of the object `credit`
  values::Type type;
  ValueRange range;                 ///< of a list: of its elements
  std::vector<FieldSchema> fields;  ///< of a list of records, in its type's order
  bool used = true;                 ///< false: nothing reads it; its values are passed over
  /// No fact but a column of the input, or a path in JSON, taken as it is: the JSON text of any value, in a
  /// column of strings. A CSV cell counts as a number where it is written as one in JSON, else as a string.
  bool as_written = false;
  bool asked_for = false;  ///< a file whose header has no such column is not read
  /// A later fact that takes the same values as its own type says: where several rule sets read one profile,
  /// or where they are wanted as they are written, too.
  std::optional<std::uint32_t> same_name = {};
};

/// What readers know of profiles. It outlives what is made of it.
struct Schema {
  std::vector<FactSchema> facts;  ///< in the order of the columns
  std::string subject;            ///< dotted: where a profile says who it is
  /// Numbers the strings that are read, for programs that share it. Null where the profiles are for several
  /// programs, each with a dictionary of its own: strings then have no number and are compared by their
  /// bytes.
  std::shared_ptr<const values::Dictionary> dictionary;
};

}  // namespace eligo::profiles
