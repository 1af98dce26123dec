#pragma once

#include <cstdint>
#include <string_view>

namespace eligo::profiles {

/// The forms of profiles that can be read.
enum class Format : std::uint8_t {
  automatic,  ///< from the file's name, else from its first bytes
  ndjson,     ///< one JSON object a line
  json,       ///< one JSON array of objects, or objects one after the other
  csv,        ///< RFC 4180, the first row a header
};

/// The form of an input called `path` that begins with `beginning` (no byte order mark). By the name:
/// `.ndjson .jsonl .csv`; `.json` is NDJSON where the first line is an object, or one that was cut off, else
/// JSON. By content: `[` is a JSON array; `{` is NDJSON, or JSON where the first line holds no more than the
/// brace; anything else is CSV.
[[nodiscard]] Format detect_format(std::string_view path, std::string_view beginning);

}  // namespace eligo::profiles
