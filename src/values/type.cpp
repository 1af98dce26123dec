#include "values/type.hpp"

namespace eligo::values {

Type list_of(Type element) {
  Type type;
  type.kind = Kind::list;
  type.element = std::make_shared<const Type>(std::move(element));
  return type;
}

Type record_of(std::vector<Field> fields) {
  Type type;
  type.kind = Kind::record;
  type.fields = std::make_shared<const std::vector<Field>>(std::move(fields));
  return type;
}

Type enum_of(std::vector<std::string> values) {
  Type type;
  type.kind = Kind::string;
  type.enumeration = std::make_shared<const std::vector<std::string>>(std::move(values));
  return type;
}

namespace {

bool same_fields(const Type& left, const Type& right) {
  if (left.fields == right.fields) return true;
  if (!left.fields || !right.fields || left.fields->size() != right.fields->size()) return false;
  for (std::size_t i = 0; i < left.fields->size(); ++i) {
    const Field& a = (*left.fields)[i];
    const Field& b = (*right.fields)[i];
    if (a.name != b.name || !same_type(a.type, b.type)) return false;
  }
  return true;
}

bool same_element(const Type& left, const Type& right) {
  if (left.element == right.element) return true;
  return left.element && right.element && same_type(*left.element, *right.element);
}

}  // namespace

bool same_type(const Type& left, const Type& right) {
  if (left.kind != right.kind) return false;
  if (left.kind == Kind::list) return same_element(left, right);
  if (left.kind == Kind::record) return same_fields(left, right);
  return true;
}

bool fits(const Type& from, const Type& to) {
  if (from.kind == Kind::any) return true;
  if (from.kind == Kind::list && to.kind == Kind::list) {
    if (!from.element || from.element->kind == Kind::any) return true;
    return to.element && fits(*from.element, *to.element);
  }
  return same_type(from, to);
}

std::string type_name(const Type& type) {
  switch (type.kind) {
    case Kind::boolean: return "bool";
    case Kind::integer: return "int";
    case Kind::floating: return "double";
    case Kind::string: return type.enumeration ? "enum" : "string";
    case Kind::timestamp: return "timestamp";
    case Kind::duration: return "duration";
    case Kind::null: return "null";
    case Kind::list: return "list<" + (type.element ? type_name(*type.element) : "any") + ">";
    case Kind::record: return "record";
    case Kind::any: return "any";
  }
  return {};
}

}  // namespace eligo::values
