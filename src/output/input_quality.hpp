#pragma once

#include <vector>

#include "output/input_places.hpp"
#include "summary/input_findings.hpp"
#include "values/expected_form.hpp"

namespace eligo::output {

/// What a summary says of the inputs beside the counts of facts.
struct InputQuality {
  InputPlaces places;
  std::vector<summary::UnknownName> unknown;  ///< keys and columns that no fact is called like
  values::WrittenForms forms;                 ///< how the profiles are written
};

}  // namespace eligo::output
