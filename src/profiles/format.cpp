#include "profiles/format.hpp"

namespace eligo::profiles {

Format detect_format(std::string_view path, std::string_view beginning) {
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (path.ends_with(packed)) path.remove_suffix(packed.size());
  }
  if (path.ends_with(".ndjson") || path.ends_with(".jsonl")) return Format::ndjson;
  if (path.ends_with(".json")) return Format::json;
  if (path.ends_with(".csv")) return Format::csv;
  const std::size_t first = beginning.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return Format::ndjson;
  if (beginning[first] == '[') return Format::json;
  if (beginning[first] != '{') return Format::csv;
  const std::size_t second = beginning.find_first_not_of(" \t\r", first + 1);
  const bool brace_alone = second != std::string_view::npos && beginning[second] == '\n';
  return brace_alone ? Format::json : Format::ndjson;
}

}  // namespace eligo::profiles
