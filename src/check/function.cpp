#include "check/function.hpp"

namespace eligo::check {

std::string_view function_name(Function function) noexcept {
  switch (function) {
    case Function::negate: return "-";
    case Function::add: return "+";
    case Function::subtract: return "-";
    case Function::multiply: return "*";
    case Function::divide: return "/";
    case Function::modulo: return "%";
    case Function::equal: return "==";
    case Function::not_equal: return "!=";
    case Function::less: return "<";
    case Function::less_equal: return "<=";
    case Function::greater: return ">";
    case Function::greater_equal: return ">=";
    case Function::in: return "in";
    case Function::index: return "[]";
    case Function::size: return "size";
    case Function::contains: return "contains";
    case Function::starts_with: return "startsWith";
    case Function::ends_with: return "endsWith";
    case Function::matches: return "matches";
    case Function::lower_ascii: return "lowerAscii";
    case Function::upper_ascii: return "upperAscii";
    case Function::trim: return "trim";
    case Function::substring: return "substring";
    case Function::index_of: return "indexOf";
    case Function::last_index_of: return "lastIndexOf";
    case Function::split: return "split";
    case Function::join: return "join";
    case Function::replace: return "replace";
    case Function::to_bool: return "bool";
    case Function::to_int: return "int";
    case Function::to_double: return "double";
    case Function::to_string: return "string";
    case Function::to_timestamp: return "timestamp";
    case Function::to_duration: return "duration";
    case Function::get_full_year: return "getFullYear";
    case Function::get_month: return "getMonth";
    case Function::get_date: return "getDate";
    case Function::get_day_of_month: return "getDayOfMonth";
    case Function::get_day_of_week: return "getDayOfWeek";
    case Function::get_day_of_year: return "getDayOfYear";
    case Function::get_hours: return "getHours";
    case Function::get_minutes: return "getMinutes";
    case Function::get_seconds: return "getSeconds";
    case Function::get_milliseconds: return "getMilliseconds";
    case Function::greatest: return "math.greatest";
    case Function::least: return "math.least";
    case Function::absolute: return "math.abs";
    case Function::rollout: return "rollout";
  }
  return "";
}

}  // namespace eligo::check
