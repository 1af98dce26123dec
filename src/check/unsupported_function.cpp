#include "check/unsupported_function.hpp"

#include <algorithm>
#include <array>

namespace eligo::check {

namespace {

struct Entry {
  std::string_view name;
  bool is_cel;
  std::string_view hint;
};

constexpr Entry entries[] = {
    // CEL's own
    {"type", true, "types are known when the rule set is loaded"},
    {"dyn", true, "types are known when the rule set is loaded: leave it out"},
    {"bytes", true, "there is no type bytes"},
    {"uint", true, "there is no type uint: use `int(…)`"},
    // extensions
    {"charAt", true, "write `x.substring(i, i + 1)`"},
    {"format", true, "write `'…' + string(x)`"},
    {"quote", true, ""},
    {"reverse", true, ""},
    {"transformMap", true, "there are no maps: see `transformList`"},
    {"transformMapEntry", true, "there are no maps: see `transformList`"},
    {"optMap", true, ""},
    {"optFlatMap", true, ""},
    {"orValue", true, "write `has(x) ? x : otherwise`"},
    {"hasValue", true, "write `has(x)`"},
    {"distinct", true, ""},
    {"flatten", true, ""},
    {"slice", true, ""},
    {"sort", true, ""},
    {"sortBy", true, ""},
    {"first", true, "write `list[0]`"},
    {"last", true, "write `list[list.size() - 1]`"},
    {"sum", true, "give the sum as a fact, computed before"},
    {"ip", true, ""},
    {"cidr", true, ""},
    {"isIP", true, ""},
    {"isCIDR", true, ""},
    {"url", true, ""},
    {"isURL", true, ""},
    {"quantity", true, ""},
    {"semver", true, ""},
    {"lookAhead", true, ""},
    {"math.ceil", true, ""},
    {"math.floor", true, "`int(x)` cuts towards zero"},
    {"math.round", true, "`int(x + 0.5)` rounds a positive number"},
    {"math.trunc", true, "`int(x)` cuts towards zero"},
    {"math.sign", true, "write `x < 0 ? -1 : x > 0 ? 1 : 0`"},
    {"math.isNaN", true, "write `x != x`"},
    {"math.isInf", true, ""},
    {"math.isFinite", true, ""},
    {"math.sqrt", true, ""},
    {"math.bitAnd", true, ""},
    {"math.bitOr", true, ""},
    {"math.bitXor", true, ""},
    {"math.bitNot", true, ""},
    {"math.bitShiftLeft", true, ""},
    {"math.bitShiftRight", true, ""},
    // what other languages call things
    {"len", false, "did you mean `size()`?"},
    {"length", false, "did you mean `size()`?"},
    {"count", false, "did you mean `size()`?"},
    {"lower", false, "did you mean `lowerAscii()`?"},
    {"toLower", false, "did you mean `lowerAscii()`?"},
    {"toLowerCase", false, "did you mean `lowerAscii()`?"},
    {"upper", false, "did you mean `upperAscii()`?"},
    {"toUpper", false, "did you mean `upperAscii()`?"},
    {"toUpperCase", false, "did you mean `upperAscii()`?"},
    {"strip", false, "did you mean `trim()`?"},
    {"includes", false, "did you mean `contains()`, or `x in list`?"},
    {"any", false, "did you mean `exists()`?"},
    {"some", false, "did you mean `exists()`?"},
    {"every", false, "did you mean `all()`?"},
    {"find", false, "did you mean `filter()`?"},
    {"where", false, "did you mean `filter()`?"},
    {"max", false, "did you mean `math.greatest()`?"},
    {"min", false, "did you mean `math.least()`?"},
    {"math.max", false, "did you mean `math.greatest()`?"},
    {"math.min", false, "did you mean `math.least()`?"},
    {"abs", false, "did you mean `math.abs()`?"},
    {"str", false, "did you mean `string()`?"},
    {"float", false, "did you mean `double()`?"},
    {"number", false, "did you mean `int()` or `double()`?"},
    {"date", false, "did you mean `timestamp()`?"},
    {"datetime", false, "did you mean `timestamp()`?"},
    {"now", false, "`now` is written without parentheses"},
    {"today", false, "`now` is the instant of the decision"},
    {"avg", false, "give the average as a fact, computed before"},
    {"average", false, "give the average as a fact, computed before"},
    {"mean", false, "give the average as a fact, computed before"},
    {"getYear", false, "did you mean `getFullYear()`?"},
    {"getDay", false, "did you mean `getDayOfWeek()`, or `getDate()`?"},
    {"getHour", false, "did you mean `getHours()`?"},
    {"exists_all", false, "did you mean `all()`?"},
    {"isNull", false, "write `!has(x)`"},
    {"is_null", false, "write `!has(x)`"},
    {"regex", false, "did you mean `matches()`?"},
    {"match", false, "did you mean `matches()`?"},
};

constexpr std::array<std::string_view, 12> spaces{"cel",  "optional", "strings", "base64",
                                                  "sets", "proto",    "regex",   "json",
                                                  "net",  "google",   "lists",   "encoders"};

}  // namespace

std::optional<UnsupportedFunction> unsupported_function(std::string_view name) {
  const auto* const found = std::find_if(std::begin(entries), std::end(entries),
                                         [&](const Entry& entry) { return entry.name == name; });
  if (found != std::end(entries)) return UnsupportedFunction{found->is_cel, std::string(found->hint)};
  const std::size_t point = name.find('.');
  if (point == std::string_view::npos || !is_function_space(name.substr(0, point))) return std::nullopt;
  return UnsupportedFunction{true, name == "cel.bind" ? "give the value a name under `definitions`" : ""};
}

bool is_function_space(std::string_view name) { return std::ranges::find(spaces, name) != spaces.end(); }

}  // namespace eligo::check
