#pragma once

#include <simdjson.h>

#include "json_programs.hpp"
#include "person.hpp"

namespace comparison {

/// Reads the fields that the rules need from one document on demand.
void read_person(simdjson::ondemand::object document, Keys keys, Person& person);

}  // namespace comparison
