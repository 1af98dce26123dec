#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <eligo/value.hpp>

#include "json/writer.hpp"

namespace eligo::api {

/// A value as a profile has it: what is missing or null as null, what was refused as `{}`, which no fact and
/// no field takes; members of records that are missing are left out.
void write_value(json::Writer& writer, const Value& value);

/// What stands at a dotted name of a profile.
struct NamedValue {
  std::string_view name;
  Value value;
};

/// A profile as one JSON object: its subject, JSON text that may be empty, then its facts, those of one
/// object together where the first of them stands.
[[nodiscard]] std::string profile_json(std::string_view subject_name, std::string_view subject,
                                       const std::vector<NamedValue>& facts);

}  // namespace eligo::api
