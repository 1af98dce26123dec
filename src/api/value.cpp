#include "api/value.hpp"

#include <type_traits>
#include <utility>
#include <variant>

namespace eligo {

std::string_view to_string(ValueType type) noexcept {
  switch (type) {
    case ValueType::boolean: return "bool";
    case ValueType::integer: return "int";
    case ValueType::floating: return "double";
    case ValueType::string: return "string";
    case ValueType::enumeration: return "enum";
    case ValueType::timestamp: return "timestamp";
    case ValueType::duration: return "duration";
    case ValueType::list: return "list";
    case ValueType::record: return "record";
  }
  return {};
}

}  // namespace eligo

namespace eligo::api {

using values::Cause;
using values::Kind;

ValueType public_type(const values::Type& type) {
  switch (type.kind) {
    case Kind::boolean: return ValueType::boolean;
    case Kind::integer: return ValueType::integer;
    case Kind::floating: return ValueType::floating;
    case Kind::timestamp: return ValueType::timestamp;
    case Kind::duration: return ValueType::duration;
    case Kind::list: return ValueType::list;
    case Kind::record: return ValueType::record;
    case Kind::string:
    case Kind::null:  // of no fact and no param; neither is the next
    case Kind::any: break;
  }
  return type.enumeration ? ValueType::enumeration : ValueType::string;
}

Absence public_absence(Cause cause) {
  switch (cause) {
    case Cause::null: return Absence::null;
    case Cause::wrong_type:
    case Cause::not_whole:
    case Cause::quoted:
    case Cause::malformed:
    case Cause::no_zone:
    case Cause::no_time_of_day:
    case Cause::no_such_instant: return Absence::wrong_type;
    case Cause::out_of_range: return Absence::out_of_range;
    case Cause::not_in_enum: return Absence::not_in_enum;
    case Cause::none:
    case Cause::absent:
    case Cause::division_by_zero:  // these are not of profiles
    case Cause::overflow:
    case Cause::index_out_of_range:
    case Cause::bad_conversion:
    case Cause::bad_argument:
    case Cause::zone_data:
    case Cause::step_budget: break;
  }
  return Absence::missing;
}

Value public_value(const values::Value& value, const values::Type& type) {
  const auto convert = [&](const auto& content) -> Value {
    using Content = std::decay_t<decltype(content)>;
    if constexpr (std::is_same_v<Content, values::Unknown>) {
      return {public_absence(content.cause)};
    } else if constexpr (std::is_same_v<Content, values::Null>) {
      return {Absence::null};
    } else if constexpr (std::is_same_v<Content, values::Timestamp>) {
      return {values::to_instant(content.nanoseconds)};
    } else if constexpr (std::is_same_v<Content, values::Interval>) {
      return {values::to_duration(content.nanoseconds)};
    } else if constexpr (std::is_same_v<Content, values::List>) {
      Value::List list;
      list.reserve(content.size());
      for (const values::Value& element : content) list.push_back(public_value(element, *type.element));
      return {std::move(list)};
    } else if constexpr (std::is_same_v<Content, values::Record>) {
      Value::Record record;
      for (std::size_t field = 0; field < content.fields.size(); ++field) {
        const values::Field& declared = (*type.fields)[field];
        record.push_back({declared.name, public_value(content.fields[field], declared.type)});
      }
      return {std::move(record)};
    } else {
      return {content};
    }
  };
  return std::visit(convert, value.content);
}

}  // namespace eligo::api
