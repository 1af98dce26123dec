#include "profiles/fact_reader.hpp"

#include <optional>
#include <string>

#include "profiles/number_text.hpp"

namespace eligo::profiles {

namespace {

using values::Cause;
using values::Kind;

std::optional<bool> cell_boolean(std::string_view cell) {
  if (cell == "true" || cell == "True" || cell == "TRUE") return true;
  if (cell == "false" || cell == "False" || cell == "FALSE") return false;
  return std::nullopt;
}

Cause append_cell(const ScalarRule& rule, std::string_view cell, values::ByteArena& bytes,
                  values::Column& column) {
  switch (rule.kind()) {
    case Kind::boolean: {
      const auto value = cell_boolean(cell);
      return value ? rule.append_boolean(*value, column) : Cause::wrong_type;
    }
    case Kind::integer:
    case Kind::floating: {
      const NumberText number = scan_number(cell);
      if (number.form == NumberForm::invalid) return Cause::wrong_type;
      return rule.append_number(cell, number, column);
    }
    default: return rule.append_text(cell, bytes, column);
  }
}

}  // namespace

bool read_scalar(const ScalarRule& rule, JsonCursor& cursor, values::ByteArena& bytes, values::Column& column,
                 Cause& refused) {
  refused = Cause::none;
  const char first = cursor.peek();
  std::string_view text;
  if (first == '"') {
    if (!cursor.string(text)) return false;
    refused = rule.append_text(text, bytes, column);
    return true;
  }
  if (first == '{' || first == '[') {
    refused = Cause::wrong_type;
    return cursor.skip();
  }
  if (!cursor.scalar(text)) return false;
  if (first == 'n') {
    column.append_unknown(Cause::null);
  } else if (first == 't' || first == 'f') {
    refused = rule.append_boolean(first == 't', column);
  } else {
    refused = rule.append_number(text, cursor.number(), column);
  }
  return true;
}

FactReader::FactReader(const check::Fact& fact, const values::Dictionary& dictionary, bool strict)
    : is_list_(fact.type.kind == Kind::list), strict_(strict) {
  of_records_ = is_list_ && fact.type.element->kind == Kind::record;
  if (!of_records_) {
    rules_.emplace_back(is_list_ ? *fact.type.element : fact.type, fact.range, dictionary);
    return;
  }
  for (const check::RecordField& field : fact.fields) {
    rules_.emplace_back(field.type, field.range, dictionary);
    fields_.insert(field.name);
  }
}

bool FactReader::read(JsonCursor& cursor, values::ByteArena& bytes, values::Column& column, Cause& refused) {
  if (is_list_ && cursor.peek() == '[') return read_list(cursor, bytes, column, refused);
  if (is_list_) {
    std::string_view raw;
    const bool nested = cursor.peek() == '{';
    if (!(nested ? cursor.skip() : cursor.skip_raw(raw))) return false;
    refused = raw == "null" ? Cause::none : Cause::wrong_type;
    column.append_unknown(raw == "null" ? Cause::null : Cause::wrong_type);
    return true;
  }
  if (!read_scalar(rules_.front(), cursor, bytes, column, refused)) return false;
  if (refused != Cause::none) column.append_unknown(refused);
  return true;
}

bool FactReader::read_list(JsonCursor& cursor, values::ByteArena& bytes, values::Column& column,
                           Cause& refused) {
  values::Column& elements = column.child();
  const std::size_t before = elements.size();
  refused = Cause::none;
  bool more = false;
  if (!cursor.enter(more)) return false;
  while (more) {
    if (refused != Cause::none) {
      if (!cursor.skip()) return false;
    } else if (of_records_) {
      if (!read_record(cursor, bytes, elements, refused)) return false;
    } else if (!read_scalar(rules_.front(), cursor, bytes, elements, refused)) {
      return false;
    }
    if (!cursor.next(more)) return false;
  }
  if (refused == Cause::none) {
    column.append_list();
  } else {
    elements.truncate(before);
    column.append_unknown(refused);
  }
  return true;
}

bool FactReader::read_record(JsonCursor& cursor, values::ByteArena& bytes, values::Column& elements,
                             Cause& refused) {
  if (cursor.peek() != '{') {
    refused = Cause::wrong_type;
    return cursor.skip();
  }
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
      cursor.add_key(name);
    } else if (!fields_.mark(*field)) {
      return cursor.fail(duplicate_key_message(fields_.name(*field)));
    }
    if (!field || refused != Cause::none) {
      if (!cursor.skip()) return false;
    } else if (!read_scalar(rules_[*field], cursor, bytes, elements.child(*field), refused)) {
      return false;
    }
    if (!cursor.next(more)) return false;
  }
  if (!cursor.compare_keys(first_key)) return false;
  if (refused != Cause::none) return true;  // the caller takes the elements back
  for (std::uint32_t field = 0; field < fields_.size(); ++field) {
    if (!fields_.seen(field)) elements.child(field).append_unknown(Cause::absent);
  }
  elements.append_record();
  return true;
}

bool FactReader::read_cell(std::string_view cell, JsonCursor& cursor, values::ByteArena& bytes,
                           values::Column& column, Cause& refused) {
  if (is_list_) {
    return cursor.begin(cell) && read(cursor, bytes, column, refused) && cursor.end();
  }
  refused = append_cell(rules_.front(), cell, bytes, column);
  if (refused != Cause::none) column.append_unknown(refused);
  return true;
}

}  // namespace eligo::profiles
