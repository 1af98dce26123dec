#pragma once

#include <string>
#include <vector>

#include "output/record_keys.hpp"
#include "summary/fact_tallies.hpp"

namespace eligo::output {

/// What the inputs of a run are called, and how their records are counted.
struct InputPlaces {
  std::vector<std::string> names;
  std::vector<bool> elements;  ///< by input: its records are counted, not its lines

  [[nodiscard]] bool counts_elements(std::size_t input) const {
    return input < elements.size() && elements[input];
  }
  /// For people: `line 3 of people.csv`.
  [[nodiscard]] std::string text(const summary::RecordNumber& record) const {
    return (counts_elements(record.input) ? "record " : "line ") + std::to_string(record.line) + " of " +
           names[record.input];
  }
  [[nodiscard]] RecordPlace place(const summary::RecordNumber& record) const {
    return {names[record.input], record.line, counts_elements(record.input)};
  }
};

}  // namespace eligo::output
