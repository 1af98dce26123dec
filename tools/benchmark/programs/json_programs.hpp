#pragma once

#include <cstdint>
#include <string>

#include "plain_rules.hpp"

namespace comparison {

/// How the documents of a file are handed to simdjson: one parse a line, or its stream over many.
enum class Documents : std::uint8_t { lines, stream };
/// How a field is found: each key in turn compared with those known, or each known one looked for.
enum class Keys : std::uint8_t { each, find };

/// The bytes of a file, read in blocks.
std::uint64_t read_bytes(const std::string& path);

/// simdjson's DOM of every document, and every value in it looked at. Gives the number of values.
std::uint64_t walk(const std::string& path, Documents documents);

/// What one would write by hand: simdjson on demand, the fields that the rules need, plain ifs, one line out
/// a profile. Gives the number of profiles.
std::uint64_t decide_file(const std::string& in, const std::string& out, Form form, Documents documents,
                          Keys keys);

}  // namespace comparison
