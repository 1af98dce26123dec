#include "profiles/foreign_form.hpp"

#include <algorithm>
#include <array>

#include "text/ascii.hpp"

namespace eligo::profiles {

namespace {

using namespace std::string_view_literals;

/// A form that is known by its first bytes, of which `?` is any; where all are letters, some byte behind them
/// is none. In what to do, `%` stands for the file.
struct Signature {
  std::string_view bytes, what, remedy;
};

constexpr std::array signatures{
    Signature{"\xFD"
              "7zXZ\0"sv,
              "data packed with xz", "xz -dc % | eligo … -"},
    Signature{"BZh?1AY&SY", "data packed with bzip2", "bzip2 -dc % | eligo … -"},
    Signature{"\x04\x22\x4D\x18", "data packed with lz4", "lz4 -dc % | eligo … -"},
    Signature{"\xFF\x06\x00\x00sNaPpY"sv, "data packed with Snappy", "unpack it first"},
    Signature{"\x1F\x9D", "data packed with compress", "zcat % | eligo … -"},
    Signature{"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", "7z x -so % | eligo … -"},
    Signature{"PAR1", "a Parquet file", "duckdb -c \"COPY (FROM '%') TO 'profiles.ndjson'\""},
    Signature{"ARROW1\0\0"sv, "an Arrow file",
              "write it as NDJSON or CSV, like polars.read_ipc('%').write_ndjson('profiles.ndjson')"},
    Signature{"FEA1", "a Feather file",
              "write it as NDJSON or CSV, like pandas.read_feather('%').to_csv('profiles.csv', index=False)"},
    Signature{"ORC", "an ORC file",
              "write it as NDJSON or CSV, like pandas.read_orc('%').to_csv('profiles.csv', index=False)"},
    Signature{"Obj\x01", "an Avro file", "write it as NDJSON, like `avro cat %`"},
    Signature{"SQLite format 3\0"sv, "a database of SQLite",
              "sqlite3 -csv -header % 'SELECT * FROM …' | eligo … --format csv -"},
    Signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a workbook of an older Excel", "save it as CSV in UTF-8"},
    Signature{"%PDF-", "a PDF document", "export the data as CSV or NDJSON"},
};

constexpr std::string_view in_encoding =
    R"(; pass it with --columns FILE, FILE being {"format": 1, "encoding": ")";

/// Whether the name means itself in a shell, and within quotes.
bool is_plain(const std::string& name) {
  return !name.starts_with('-') && std::ranges::all_of(name, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
           c == '_' || c == '-' || c == '/';
  });
}

/// As a word of a shell.
std::string shell_word(const std::string& name) {
  if (name.starts_with('-')) return shell_word("./" + name);
  if (is_plain(name)) return name;
  std::string word = "'";
  for (const char c : name) {
    if (c == '\'') {
      word += "'\\''";
    } else {
      word += c;
    }
  }
  return word + "'";
}

std::string in_place(std::string_view text, const std::string& name) {
  std::string out;
  for (const char c : text) {
    if (c != '%') {
      out += c;
    } else if (out.ends_with('\'')) {
      out += is_plain(name) ? name : "FILE";  // within quotes of a language of its own
    } else {
      out += shell_word(name);
    }
  }
  return out;
}

bool is_text(std::string_view bytes) {
  return std::ranges::none_of(bytes, [](char c) { return c >= '\0' && c < '\t'; });
}

bool begins_with(std::string_view text, std::string_view signature) {
  constexpr std::size_t looked_at = 64;
  const bool same =
      text.size() >= signature.size() &&
      std::ranges::equal(text.substr(0, signature.size()), signature,
                         [](char byte, char expected) { return expected == '?' || byte == expected; });
  return same && (signature.size() > 4 || !is_text(text.substr(0, looked_at)));
}

/// Whether each second byte is NUL, which no text of one byte a letter has.
bool has_nuls(std::string_view text, std::size_t first) {
  constexpr std::size_t looked_at = 64;
  if (text.size() < 4) return false;
  for (std::size_t at = first; at < std::min(text.size(), looked_at); at += 2) {
    if (text[at] != '\0') return false;
  }
  return true;
}

std::string encoding_of(std::string_view text) {
  if (text.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32";
  if (text.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return "UTF-16";
  if (has_nuls(text, 1) && !has_nuls(text, 0)) return "UTF-16LE";
  if (has_nuls(text, 0) && !has_nuls(text, 1)) return "UTF-16BE";
  return {};
}

std::string_view without_blanks_before(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

bool is_html(std::string_view text) {
  constexpr std::string_view document = "<!doctype html";
  const std::string begins = text::lower_ascii(without_blanks_before(text).substr(0, document.size()));
  return begins == document || begins.starts_with("<html");
}

}  // namespace

std::string foreign_form(std::string_view beginning, const std::string& name) {
  for (const Signature& signature : signatures) {
    if (begins_with(beginning, signature.bytes))
      return "is " + std::string(signature.what) + ", which is not read; " + in_place(signature.remedy, name);
  }
  if (beginning.starts_with("PK\x03\x04")) {
    const bool workbook = beginning.find("xl/") != std::string_view::npos ||
                          beginning.find("[Content_Types].xml") != std::string_view::npos;
    return workbook ? "is a workbook of Excel, which is not read; save it as CSV in UTF-8"
                    : "is a zip archive, which is not read; " + in_place("unzip -p % | eligo … -", name);
  }
  if (const std::string encoding = encoding_of(beginning); !encoding.empty())
    return "is text in " + encoding.substr(0, encoding.find_first_of("LB", 6)) + std::string(in_encoding) +
           encoding + "\"}";
  if (beginning.starts_with('\x1E'))
    return "is a JSON text sequence (RFC 7464); tr -d '\\036' makes NDJSON of it";
  if (is_html(beginning)) return "is an HTML page, which holds no profiles; export the data as CSV or NDJSON";
  if (without_blanks_before(beginning).starts_with("<?xml"))
    return "is XML, which is not read; export the data as CSV or NDJSON";
  if (beginning.starts_with("---\n") || beginning.starts_with("---\r\n") || beginning.starts_with("%YAML"))
    return "is YAML, which is not read; write it as JSON, like yq -o=json " + shell_word(name);
  return {};
}

std::string foreign_lines(std::string_view beginning, Format format) {
  if (beginning.find('\n') != std::string_view::npos) return {};
  const std::size_t end = beginning.find('\r');
  const std::size_t next = beginning.find_first_not_of(" \t\r", std::min(end, beginning.size()));
  if (next == std::string_view::npos) return {};
  if (format != Format::csv && (end == 0 || beginning[end - 1] != '}' || beginning[next] != '{')) return {};
  return "has lines that end in CR alone, as of an old Macintosh; tr '\\r' '\\n' makes lines of them";
}

}  // namespace eligo::profiles
