#include "profiles/fact_reader.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <system_error>

#include "json/number_text.hpp"
#include "json/string.hpp"
#include "json/syntax.hpp"
#include "profiles/as_written.hpp"
#include "text/display.hpp"

namespace eligo::profiles {

namespace {

using text::quoted_name;

using values::Cause;
using values::Kind;

Cause append_cell(const ScalarRule& rule, std::string_view cell, values::ByteArena& bytes,
                  values::Column& column) {
  switch (rule.kind()) {
    case Kind::boolean: {
      const auto value = cell_boolean(cell);
      return value ? rule.append_boolean(*value, column) : Cause::wrong_type;
    }
    case Kind::integer:
    case Kind::floating: {
      const json::NumberText number = json::scan_number(cell);
      if (number.form == json::NumberForm::invalid) return Cause::wrong_type;
      return rule.append_number(cell, number, column);
    }
    case Kind::string:
    case Kind::timestamp:
    case Kind::duration:
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  return rule.append_text(cell, bytes, column);
}

}  // namespace

bool read_scalar(const ScalarRule& rule, json::Cursor& cursor, values::ByteArena& bytes,
                 values::Column& column, Cause& refused) {
  refused = Cause::none;
  const char first = cursor.peek();
  std::string_view text;
  if (first == '"') {
    if (!cursor.string(text)) return false;
    refused = rule.append_text(text, bytes, column);
  } else if (first == '{' || first == '[') {
    if (!cursor.skip()) return false;
    refused = Cause::wrong_type;
  } else if (!cursor.scalar(text)) {
    return false;
  } else if (first == 'n') {
    column.append_unknown(Cause::null);
  } else if (first == 't' || first == 'f') {
    refused = rule.append_boolean(first == 't', column);
  } else {
    refused = rule.append_number(text, cursor.number(), column);
  }
  if (refused != Cause::none) column.append_unknown(refused);
  return true;
}

namespace {

/// Whether a number with an exponent is surely one: programs write its sign, ids such as `12e34` have none.
/// One that no double holds is none either.
bool is_surely_number(std::string_view cell, std::size_t exponent) {
  const char sign = cell[exponent + 1];
  double value = 0;
  return (sign == '-' || sign == '+') &&
         std::from_chars(cell.data(), cell.data() + cell.size(), value).ec == std::errc();
}

}  // namespace

bool is_integer_cell(std::string_view cell) {
  constexpr std::size_t always_fit = 18, longest = 20;
  if (cell.size() > longest || json::number_form(cell) != json::NumberForm::integer) return false;
  std::int64_t value = 0;
  return cell.size() <= always_fit ||
         std::from_chars(cell.data(), cell.data() + cell.size(), value).ec == std::errc();
}

void append_cell_as_json(std::string& out, std::string_view cell) {
  constexpr std::size_t most_digits = 15;  // that every double keeps
  const bool begins = !cell.empty() && json::begins_number(cell.front());
  const bool is_short = begins && cell.size() <= most_digits;
  bool is_number = begins && is_integer_cell(cell);
  if (!is_number && is_short && json::number_form(cell) != json::NumberForm::invalid) {
    const std::size_t exponent = cell.find_first_of("eE");
    is_number = exponent == std::string_view::npos || is_surely_number(cell, exponent);
  }
  is_number ? void(out += cell) : json::append_string(out, cell);
}

FactReader::FactReader(const FactSchema& fact, const values::Dictionary* dictionary, bool strict,
                       IgnoredNames* ignored, const ValueForm* form)
    : is_list_(fact.type.kind == Kind::list), strict_(strict), ignored_(ignored), object_(fact.name + ".") {
  as_written_ = fact.as_written;
  if (as_written_) return;
  if (form != nullptr && !form->is_plain()) formed_.emplace(*form);
  of_records_ = is_list_ && fact.type.element->kind == Kind::record;
  if (!of_records_) {
    rules_.emplace_back(is_list_ ? *fact.type.element : fact.type, fact.range, dictionary);
    return;
  }
  for (const FieldSchema& field : fact.fields) {
    rules_.emplace_back(field.type, field.range, dictionary);
    fields_.insert(field.name);
  }
}

bool FactReader::read(json::Cursor& cursor, values::ByteArena& bytes, values::Column& column,
                      Refusal& refused) {
  refused = {};
  if (as_written_) {
    std::string_view raw;
    if (!cursor.skip_whole(raw)) return false;
    append_as_written(bytes.keep(raw), column);
    return true;
  }
  if (!is_list_) return read_element(rules_.front(), cursor, bytes, column, refused.cause);
  if (cursor.peek() == '[') return read_list(cursor, bytes, column, refused);
  if (formed_ && cursor.peek() == '"') {
    std::string_view text;
    return cursor.string(text) && read_list_text(text, bytes, column, refused);
  }
  std::string_view raw;
  const bool nested = cursor.peek() == '{';
  if (!(nested ? cursor.skip() : cursor.skip_raw(raw))) return false;
  if (raw == "null") {
    column.append_unknown(Cause::null);
  } else {
    column.append_unknown(Cause::wrong_type);
    refused.cause = Cause::wrong_type;
  }
  return true;
}

bool FactReader::read_element(const ScalarRule& rule, json::Cursor& cursor, values::ByteArena& bytes,
                              values::Column& column, Cause& refused) {
  return formed_ ? read_formed_scalar(rule, cursor, bytes, column, refused)
                 : read_scalar(rule, cursor, bytes, column, refused);
}

bool FactReader::read_formed_scalar(const ScalarRule& rule, json::Cursor& cursor, values::ByteArena& bytes,
                                    values::Column& column, Cause& refused) {
  const char first = cursor.peek();
  std::string_view text;
  if (first == '"') {
    if (!cursor.string(text)) return false;
    refused = formed_->append_text(rule, text, true, bytes, column);
    return true;
  }
  if (first != '-' && (first < '0' || first > '9')) return read_scalar(rule, cursor, bytes, column, refused);
  if (!cursor.scalar(text)) return false;
  refused = formed_->append_number(rule, text, cursor.number(), column);
  return true;
}

/// A list that stands in a text, as Python writes it; any other text is no list.
bool FactReader::read_list_text(std::string_view text, values::ByteArena& bytes, values::Column& column,
                                Refusal& refused) {
  text = formed_->form().trimmed(text);
  if (formed_->form().is_null(text)) {
    column.append_unknown(Cause::null);
    return true;
  }
  const auto json = formed_->form().python_lists ? json_of_python_list(text) : std::nullopt;
  if (!list_cursor_) list_cursor_ = std::make_unique<json::Cursor>(8);
  const std::size_t before = column.size();
  const bool read = json && list_cursor_->begin(*json) && list_cursor_->peek() == '[' &&
                    read_list(*list_cursor_, bytes, column, refused) && list_cursor_->end();
  if (read) return true;
  column.truncate(before);
  column.append_unknown(Cause::wrong_type);
  refused = {Cause::wrong_type, {}};
  return true;
}

bool FactReader::read_list(json::Cursor& cursor, values::ByteArena& bytes, values::Column& column,
                           Refusal& refused) {
  values::Column& elements = column.child();
  bool more = false;
  if (!cursor.enter(more)) return false;
  while (more) {
    if (of_records_) {
      if (!read_record(cursor, bytes, elements, refused)) return false;
    } else {
      Cause cause = Cause::none;
      if (!read_element(rules_.front(), cursor, bytes, elements, cause)) return false;
      refused.note(cause);
    }
    if (!cursor.next(more)) return false;
  }
  column.append_list();
  return true;
}

/// Takes in a key that names no field, so that it is known the next time; nothing where there are many
/// already, or it is long.
std::optional<std::uint32_t> FactReader::learn(std::string_view key) {
  constexpr std::size_t most_keys = 256;
  if (fields_.size() - rules_.size() == most_keys || key.size() > json::KeyPattern::size) return std::nullopt;
  return fields_.insert(key);
}

bool FactReader::read_record(json::Cursor& cursor, values::ByteArena& bytes, values::Column& elements,
                             Refusal& refused) {
  if (cursor.peek() != '{') return read_no_record(cursor, elements, refused);
  const std::size_t first_key = cursor.first_key();
  fields_.begin();
  bool more = false;
  if (!cursor.enter(more)) return false;
  while (more) {
    std::string_view name;
    std::optional<std::uint32_t> field;
    if (!fields_.next(cursor, field, name)) return false;
    if (!field) {
      if (strict_) return cursor.fail("unknown key " + quoted_name(name));
      if (ignored_ != nullptr) ignored_->add(object_, name);
      field = learn(name);
    }
    if (!field) {
      cursor.add_key(name);
      if (!cursor.skip()) return false;
    } else if (!fields_.mark(*field)) {
      return cursor.fail(json::duplicate_key_message(fields_.name(*field)));
    } else if (*field >= rules_.size()) {
      if (!cursor.skip()) return false;
    } else {
      Cause cause = Cause::none;
      if (!read_element(rules_[*field], cursor, bytes, elements.child(*field), cause)) return false;
      refused.note(cause, field);
    }
    if (!cursor.next(more)) return false;
  }
  if (!cursor.compare_keys(first_key)) return false;
  for (std::uint32_t field = 0; field < rules_.size(); ++field) {
    if (!fields_.seen(field)) elements.child(field).append_unknown(Cause::absent);
  }
  elements.append_record();
  return true;
}

/// Something else stands where a record was expected.
bool FactReader::read_no_record(json::Cursor& cursor, values::Column& elements, Refusal& refused) const {
  std::string_view raw;
  if (!(cursor.peek() == '[' ? cursor.skip() : cursor.skip_raw(raw))) return false;
  const Cause cause = raw == "null" ? Cause::null : Cause::wrong_type;
  if (cause == Cause::wrong_type) refused.note(cause);
  for (std::uint32_t field = 0; field < rules_.size(); ++field) elements.child(field).append_unknown(cause);
  elements.append_record();
  return true;
}

bool FactReader::read_cell(std::string_view cell, json::Cursor& cursor, values::ByteArena& bytes,
                           values::Column& column, Refusal& refused) {
  if (as_written_) {
    written_.clear();
    append_cell_as_json(written_, cell);
    append_as_written(bytes.keep(written_), column);
    return true;
  }
  if (formed_ && !is_list_) {
    refused = {formed_->append_text(rules_.front(), cell, false, bytes, column), {}};
    return true;
  }
  if (formed_) {
    cell = formed_->form().trimmed(cell);
    if (cell.empty()) return true;  // an absent fact, as an empty cell is
    const bool text = formed_->form().is_null(cell) || formed_->form().python_lists;
    if (text) return read_list_text(cell, bytes, column, refused);
  }
  if (is_list_) {
    return cursor.begin(cell) && read(cursor, bytes, column, refused) && cursor.end();
  }
  refused = {append_cell(rules_.front(), cell, bytes, column), {}};
  if (refused.any()) column.append_unknown(refused.cause);
  return true;
}

}  // namespace eligo::profiles
