#include "profiles/arrow_form.hpp"

#include <array>

#include "text/display.hpp"

namespace eligo::profiles {

namespace {

using values::Kind;

/// A form as it is written, or begins.
struct Known {
  std::string_view format;
  ArrowForm form;
  std::string_view name;
};

constexpr values::Nanoseconds second = values::nanoseconds_per_second;
constexpr values::Nanoseconds millisecond = second / 1'000;
constexpr values::Nanoseconds microsecond = second / 1'000'000;

constexpr std::array whole{
    Known{"n", {ArrowKind::null}, "null"},
    Known{"b", {ArrowKind::boolean}, "bool"},
    Known{"c", {ArrowKind::integer, 1, true}, "int8"},
    Known{"C", {ArrowKind::integer, 1}, "uint8"},
    Known{"s", {ArrowKind::integer, 2, true}, "int16"},
    Known{"S", {ArrowKind::integer, 2}, "uint16"},
    Known{"i", {ArrowKind::integer, 4, true}, "int32"},
    Known{"I", {ArrowKind::integer, 4}, "uint32"},
    Known{"l", {ArrowKind::integer, 8, true}, "int64"},
    Known{"L", {ArrowKind::integer, 8}, "uint64"},
    Known{"e", {}, "float16"},
    Known{"f", {ArrowKind::floating, 4}, "float32"},
    Known{"g", {ArrowKind::floating, 8}, "float64"},
    Known{"u", {ArrowKind::text, 4}, "string"},
    Known{"U", {ArrowKind::text, 8}, "large string"},
    Known{"vu", {ArrowKind::text_view}, "string view"},
    Known{"tDs", {ArrowKind::duration, 8, true, second}, "duration"},
    Known{"tDm", {ArrowKind::duration, 8, true, millisecond}, "duration"},
    Known{"tDu", {ArrowKind::duration, 8, true, microsecond}, "duration"},
    Known{"tDn", {ArrowKind::duration, 8, true, 1}, "duration"},
    Known{"+l", {ArrowKind::list, 4}, "list"},
    Known{"+L", {ArrowKind::list, 8}, "large list"},
    Known{"+s", {ArrowKind::record}, "struct"},
    Known{"z", {}, "binary"},
    Known{"Z", {}, "large binary"},
    Known{"vz", {}, "binary view"},
    Known{"tdD", {}, "date"},
    Known{"tdm", {}, "date in milliseconds"},
    Known{"+vl", {}, "list view"},
    Known{"+vL", {}, "large list view"},
    Known{"+m", {}, "map"},
    Known{"+r", {}, "run-end encoded"},
};

// What follows is a zone, a size, members.
constexpr std::array beginnings{
    Known{"tss:", {ArrowKind::timestamp, 8, true, second}, "timestamp"},
    Known{"tsm:", {ArrowKind::timestamp, 8, true, millisecond}, "timestamp"},
    Known{"tsu:", {ArrowKind::timestamp, 8, true, microsecond}, "timestamp"},
    Known{"tsn:", {ArrowKind::timestamp, 8, true, 1}, "timestamp"},
    Known{"d:", {}, "decimal"},
    Known{"w:", {}, "binary of a fixed size"},
    Known{"tt", {}, "time of day"},
    Known{"ti", {}, "interval of calendar units"},
    Known{"+w:", {}, "list of a fixed size"},
    Known{"+ud:", {}, "union"},
    Known{"+us:", {}, "union"},
};

const Known* find(std::string_view format) {
  for (const Known& known : whole) {
    if (format == known.format) return &known;
  }
  for (const Known& known : beginnings) {
    if (format.starts_with(known.format)) return &known;
  }
  return nullptr;
}

/// Its values are times of some clock, and which one is not said.
bool lacks_zone(const Known& known, std::string_view format) {
  return known.form.kind == ArrowKind::timestamp && format.size() == known.format.size();
}

std::string_view format_of(const ArrowSchema& schema) {
  return schema.format == nullptr ? std::string_view() : schema.format;
}

}  // namespace

ArrowForm arrow_form(std::string_view format) {
  const Known* const known = find(format);
  return known == nullptr || lacks_zone(*known, format) ? ArrowForm{} : known->form;
}

std::string arrow_form_text(const ArrowSchema& schema) {
  const std::string_view format = format_of(schema);
  std::string text = text::quoted_name(format);
  if (const Known* const known = find(format)) {
    text += " (" + std::string(known->name) + (lacks_zone(*known, format) ? " without a zone" : "") + ")";
  }
  if (schema.dictionary != nullptr) text = "a dictionary of " + arrow_form_text(*schema.dictionary);
  return text;
}

bool takes_form(Kind kind, const ArrowForm& form) {
  if (form.kind == ArrowKind::null) return true;
  switch (kind) {
    case Kind::boolean: return form.kind == ArrowKind::boolean;
    case Kind::integer:
    case Kind::floating: return form.kind == ArrowKind::integer || form.kind == ArrowKind::floating;
    case Kind::string: return form.kind == ArrowKind::text || form.kind == ArrowKind::text_view;
    case Kind::timestamp: return form.kind == ArrowKind::timestamp;
    case Kind::duration: return form.kind == ArrowKind::duration;
    case Kind::list: return form.kind == ArrowKind::list;
    case Kind::record: return form.kind == ArrowKind::record;
    case Kind::null:
    case Kind::any: break;
  }
  return false;
}

std::string right_form(const values::Type& type) {
  switch (type.kind) {
    case Kind::boolean: return "bool (`b`)";
    case Kind::integer:
      return "integers of 8 to 64 bits (as `l`), or floats that hold whole numbers (`f`, `g`)";
    case Kind::floating: return "floats (`f`, `g`), or integers of 8 to 64 bits (as `l`)";
    case Kind::string: return "strings (`u`, `U`, `vu`), or a dictionary of them";
    case Kind::timestamp: return "a timestamp with a zone (as `tsu:UTC`)";
    case Kind::duration: return "a duration (`tDs`, `tDm`, `tDu`, `tDn`)";
    case Kind::list:
      return "a list (`+l`, `+L`) of " + (type.element ? right_form(*type.element) : "null (`n`)");
    case Kind::record: return "a struct (`+s`)";
    case Kind::null:
    case Kind::any: break;
  }
  return "null (`n`)";
}

}  // namespace eligo::profiles
