#pragma once

#include <string>
#include <string_view>

#include <simdjson.h>

#include "person.hpp"

namespace eligo::benchmark {

/// Reads a profile with simdjson's on-demand parser, key by key, each compared with those that its object
/// may have. `text` has room for simdjson's padding behind it; the person's texts point into the parser.
[[nodiscard]] bool read_person(simdjson::ondemand::parser& parser, std::string_view text, Person& person);

/// Appends `{"id":…,"verdict":…,"reasons":[…]}` and a newline.
void write_decision(std::string& out, std::string_view id, std::uint32_t hits);

}  // namespace eligo::benchmark
