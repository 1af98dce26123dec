#include "profiles/format.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace eligo::profiles {

namespace {

constexpr std::string_view space = " \t\r";

/// What the first line of a text that begins with an object comes to.
struct FirstLine {
  std::string open;        ///< the brackets that are not closed
  bool in_string = false;  ///< it ends within one, which no line of JSON does
  bool more = false;       ///< something stands behind the object
};

FirstLine follow_first_line(std::string_view line) {
  FirstLine found;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (found.in_string) {
      if (c == '\\') ++at;
      if (c == '"') found.in_string = false;
      continue;
    }
    found.more = found.open.empty() && at > 0 && space.find(c) == std::string_view::npos;
    if (found.more) return found;
    if (c == '"') found.in_string = true;
    if (c == '{' || c == '[') found.open += c;
    if ((c == '}' || c == ']') && !found.open.empty()) found.open.pop_back();
  }
  return found;
}

/// Whether an object at the beginning stands in a line of its own, or was meant to.
bool has_object_lines(std::string_view text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  const FirstLine found = follow_first_line(line);
  if (found.more) return false;
  if (found.open.empty() || found.in_string || end == std::string_view::npos) return true;
  // Where an object is open, another one follows a colon alone.
  line = line.substr(0, line.find_last_not_of(space) + 1);
  const std::size_t next = text.find_first_not_of(" \t\r\n", end);
  return found.open.back() == '{' && !line.ends_with(':') && line.size() > 1 &&
         next != std::string_view::npos && text[next] == '{';
}

/// How often a separator stands in a row of CSV outside of quotes.
std::size_t separators(std::string_view row, char separator) {
  std::size_t count = 0;
  bool quoted = false;
  for (const char c : row) {
    if (c == '"') quoted = !quoted;
    if (c == separator && !quoted) ++count;
  }
  return count;
}

/// Whether a file that is called JSON begins as CSV does: two rows with words and as many separators each,
/// and no members.
bool is_csv(std::string_view text) {
  const std::size_t end = text.find('\n');
  const std::string_view header = text.substr(0, end);
  const auto first = static_cast<unsigned char>(header.front());
  const bool word = first == '"' || first == '_' || (first >= 'A' && first <= 'Z') ||
                    (first >= 'a' && first <= 'z') || first >= 0x80;
  if (!word || end == std::string_view::npos || header.find("\":") != std::string_view::npos) return false;
  text.remove_prefix(end + 1);
  const std::string_view row = text.substr(0, text.find('\n'));
  return std::ranges::any_of(std::string_view(",;\t|"), [&](char separator) {
    const std::size_t count = separators(header, separator);
    return count > 0 && separators(row, separator) == count;
  });
}

}  // namespace

Format detect_format(std::string_view path, std::string_view beginning) {
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (path.ends_with(packed)) path.remove_suffix(packed.size());
  }
  if (path.ends_with(".ndjson") || path.ends_with(".jsonl")) return Format::ndjson;
  if (path.ends_with(".csv")) return Format::csv;
  const std::size_t first = beginning.find_first_not_of(" \t\r\n");
  if (path.ends_with(".json")) {
    if (first != std::string_view::npos && is_csv(beginning.substr(first))) return Format::csv;
    const bool object = first != std::string_view::npos && beginning[first] == '{';
    return object && has_object_lines(beginning.substr(first)) ? Format::ndjson : Format::json;
  }
  if (first == std::string_view::npos) return Format::ndjson;
  if (beginning[first] == '[') return Format::json;
  if (beginning[first] != '{') return Format::csv;
  const std::size_t second = beginning.find_first_not_of(" \t\r", first + 1);
  const bool brace_alone = second != std::string_view::npos && beginning[second] == '\n';
  return brace_alone ? Format::json : Format::ndjson;
}

}  // namespace eligo::profiles
