#include "program/operation.hpp"

#include <array>

namespace eligo::program {

namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 109> names{
    "constant", "now", "fact", "segment_index", "parameter", "iterate", "element", "position", "field",
    "expand", "has", "has_field", "logical_not", "logical_and", "logical_or", "select", "equal_boolean",
    "not_equal_boolean", "less_boolean", "less_equal_boolean", "equal_integer", "not_equal_integer",
    "less_integer", "less_equal_integer", "equal_floating", "not_equal_floating", "less_floating",
    "less_equal_floating", "equal_mixed", "not_equal_mixed", "less_mixed", "less_equal_mixed",
    "greater_mixed", "greater_equal_mixed", "equal_string", "not_equal_string", "less_string",
    "less_equal_string", "equal_time", "not_equal_time", "less_time", "less_equal_time", "equal_deep",
    "not_equal_deep", "in_set", "in_list", "negate_integer", "add_integer", "subtract_integer",
    "multiply_integer", "divide_integer", "modulo_integer", "negate_floating", "add_floating",
    "subtract_floating", "multiply_floating", "divide_floating", "add_time", "subtract_time",
    "absolute_integer", "absolute_floating", "greatest_integer", "least_integer", "greatest_floating",
    "least_floating", "greatest_element", "least_element", "size_string", "concat_string", "contains",
    "starts_with", "ends_with", "matches", "lower_ascii", "upper_ascii", "trim",
    "substring", "index_of", "last_index_of", "split", "join", "replace", "size_list", "count", "index",
    "make_list", "concat_list", "all", "exists", "exists_one", "filter", "map", "string_to_boolean",
    "floating_to_integer", "string_to_integer", "timestamp_to_integer", "integer_to_floating",
    "string_to_floating", "boolean_to_string", "integer_to_string", "floating_to_string",
    "timestamp_to_string", "duration_to_string", "string_to_timestamp", "integer_to_timestamp",
    "string_to_duration", "timestamp_part", "duration_part", "rollout",
};
static_assert(names.size() == static_cast<std::size_t>(Opcode::rollout) + 1);

}  // namespace

std::string_view opcode_name(Opcode opcode) noexcept { return names[static_cast<std::size_t>(opcode)]; }

}  // namespace eligo::program
