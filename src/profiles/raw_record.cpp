#include "profiles/raw_record.hpp"

namespace eligo::profiles {

namespace {

/// Where it ends, if not in its first line.
std::string lines_of(const RawRecord& record) {
  if (record.last_line <= record.line) return {};
  return "; it goes on to line " + std::to_string(record.last_line);
}

}  // namespace

std::string flaw_text(const RawRecord& record) {
  switch (record.flaw) {
    case Flaw::none: return {};
    case Flaw::too_long: return "the record is longer than allowed" + lines_of(record);
    case Flaw::bad_quote:
      return "a quote opens a cell, and what closes it in line " + std::to_string(record.last_line) +
             " is followed by something else than a separator; rows go on in line " +
             std::to_string(record.line + 1);
    case Flaw::open_quote: return "a quoted cell has no closing quote" + lines_of(record);
    case Flaw::open_array: return "the array has no closing bracket; the file may be cut off";
    case Flaw::after_array: return "something stands behind the end of the array";
    case Flaw::no_comma: return "no comma stands between this element and the next";
  }
  return {};
}

}  // namespace eligo::profiles
