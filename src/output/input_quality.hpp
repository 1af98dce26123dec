#pragma once

#include <vector>

#include "output/input_places.hpp"
#include "summary/input_findings.hpp"

namespace eligo::output {

/// What a summary says of the inputs beside the counts of facts.
struct InputQuality {
  InputPlaces places;
  std::vector<summary::UnknownName> unknown;  ///< keys and columns that no fact is called like
};

}  // namespace eligo::output
