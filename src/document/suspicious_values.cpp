#include "document/suspicious_values.hpp"

#include <algorithm>
#include <utility>

#include "text/display.hpp"
#include "text/utf8.hpp"

namespace eligo::document {

namespace {

using diagnostics::Code;
using Kind = Suspicion::Kind;

constexpr std::size_t most_shown = 3;  // of one kind in one list

constexpr std::array<std::pair<char32_t, std::string_view>, 13> names{{{0x00, "NUL"},
                                                                       {0x0B, "vertical tab"},
                                                                       {0x0C, "form feed"},
                                                                       {0x0D, "carriage return"},
                                                                       {0x85, "next line"},
                                                                       {0xA0, "no-break space"},
                                                                       {0xAD, "soft hyphen"},
                                                                       {0x200B, "zero width space"},
                                                                       {0x2028, "line separator"},
                                                                       {0x2029, "paragraph separator"},
                                                                       {0x202F, "narrow no-break space"},
                                                                       {0x2060, "word joiner"},
                                                                       {0xFEFF, "byte order mark"}}};

std::string name_of(char32_t point) {
  const auto* const found =
      std::ranges::find_if(names, [&](const auto& entry) { return entry.first == point; });
  return text::code_point_name(point) + (found == names.end() ? "" : " (" + std::string(found->second) + ")");
}

bool ends_line(char32_t point) {
  return point == 0x0D || point == 0x85 || point == 0x2028 || point == 0x2029;
}

std::string message_of(const Suspicion& suspicion, std::string_view value) {
  const std::string shown = text::quote(value);
  switch (suspicion.kind) {
    case Kind::control:
    case Kind::invisible: return shown + " has " + name_of(suspicion.point) + " in it";
    case Kind::white_space: return "the white space around " + shown + " is part of the value";
    case Kind::quotes: return "the quotes in " + shown + " are part of the value";
    case Kind::bullet: return "the sign that " + shown + " begins with is part of the value";
    case Kind::comment: return shown + " is a value, with what looks like a comment";
    case Kind::column: return shown + " is one value, with what looks like several";
    case Kind::decomposed:
      return shown + " has a letter and its mark as two characters, " +
             text::code_point_name(suspicion.previous) + " and " + text::code_point_name(suspicion.point);
    case Kind::misdecoded: break;
  }
  return shown + " looks as if it had been decoded wrongly";
}

std::string hint_of(const Suspicion& suspicion, ValueOrigin origin) {
  const bool file = origin == ValueOrigin::list_file;
  const std::string write = suspicion.meant.empty() ? std::string{} : "write " + text::quote(suspicion.meant);
  switch (suspicion.kind) {
    case Kind::control:
      if (file && ends_line(suspicion.point)) return "does it part values? save the file with line feeds";
      return file && suspicion.point == 0 ? "leave it out; a file in UTF-16 must be saved as UTF-8"
                                          : "leave it out";
    case Kind::invisible:
      return is_odd_space(suspicion.point) ? "write a plain space, or none" : "leave it out";
    case Kind::comment:
      if (!file) return write;
      return suspicion.meant.empty() ? "a comment begins with `#`"
                                     : "a comment stands on a line of its own; " + write;
    case Kind::column:
      return file ? "a line holds one value and nothing else" : "write each in quotes of its own";
    case Kind::decomposed:
      return "the letter as one character is another text: save it in composed form (NFC)";
    case Kind::misdecoded: return "read it as UTF-8, once";
    case Kind::white_space:
    case Kind::quotes:
    case Kind::bullet: break;
  }
  return write;
}

// What all values of a kind have in common.
std::string_view trait_of(Kind kind) {
  switch (kind) {
    case Kind::control: return "control characters";
    case Kind::invisible: return "invisible characters";
    case Kind::white_space: return "white space around the value";
    case Kind::quotes: return "quotes around the value";
    case Kind::bullet: return "a sign before the value";
    case Kind::comment: return "a comment in the value";
    case Kind::column: return "several values in one";
    case Kind::decomposed: return "letters in decomposed form";
    case Kind::misdecoded: break;
  }
  return "text decoded wrongly";
}

}  // namespace

void SuspiciousValues::check(std::string_view value, const diagnostics::Place& place) {
  const auto suspicion = suspicion_of(value, origin_);
  if (!suspicion) return;
  Found& found = found_[static_cast<std::size_t>(suspicion->kind)];
  ++found.count;
  if (found.count == most_shown + 1) found.first_not_shown = place;
  if (found.count > most_shown) return;
  report(suspicion->kind, place, message_of(*suspicion, value), hint_of(*suspicion, origin_));
}

void SuspiciousValues::report_more() {
  for (std::size_t kind = 0; kind < found_.size(); ++kind) {
    const Found& found = found_[kind];
    if (found.count <= most_shown) continue;
    report(static_cast<Kind>(kind), found.first_not_shown,
           "and " + std::to_string(found.count - most_shown) + " more with " +
               std::string(trait_of(static_cast<Kind>(kind))),
           {});
  }
}

void SuspiciousValues::report(Kind kind, const diagnostics::Place& place, std::string message,
                              std::string hint) {
  if (kind == Kind::control && origin_ == ValueOrigin::list_file) {
    mistakes_.error(Code::list_value_control, place, std::move(message), std::move(hint));
  } else {
    mistakes_.warning(Code::suspicious_value, place, std::move(message), std::move(hint));
  }
}

std::string hint_for_line(std::string_view line) {
  const auto suspicion = suspicion_of(line, ValueOrigin::list_file);
  return suspicion ? hint_of(*suspicion, ValueOrigin::list_file) : std::string{};
}

}  // namespace eligo::document
