#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace eligo::diagnostics {

/// The stable number of every mistake that Eligo reports. A number is never used again for another
/// mistake. Hundreds name the concern: 01 JSON text, 02 shape of a rule set, 03 expressions, 04 names and
/// links within a rule set, 05 list files and other files, 06 profiles, 07 Eligo itself, 08 fixtures.
enum class Code : std::uint16_t {
  // JSON text
  json_syntax = 101,
  json_too_deep = 102,
  json_duplicate_key = 103,
  json_number_out_of_range = 104,
  json_invalid_utf8 = 105,
  json_too_large = 106,
  // shape of a rule set
  unknown_key = 201,
  missing_key = 202,
  wrong_json_type = 203,
  unsupported_format = 204,
  invalid_identifier = 205,
  invalid_choice = 206,
  empty_collection = 207,
  invalid_fact_type = 208,
  invalid_range = 209,
  invalid_instant = 210,
  invalid_duration = 211,
  invalid_locale = 212,
  invalid_window = 213,
  too_many_items = 214,
  invalid_step = 215,
  // expressions
  expression_syntax = 301,
  unterminated_string = 302,
  invalid_escape = 303,
  number_out_of_range = 304,
  expression_too_long = 305,
  expression_too_deep = 306,
  reserved_word = 307,
  unknown_name = 312,
  unknown_function = 313,
  unknown_field = 314,
  wrong_argument_count = 315,
  wrong_argument_types = 316,
  not_boolean = 317,
  mixed_list = 318,
  mixed_branches = 319,
  unsupported_feature = 320,
  invalid_has = 321,
  not_a_list = 322,
  invalid_variable = 323,
  invalid_pattern = 324,
  invalid_time_zone = 325,
  enum_value = 326,
  list_use = 327,
  time_varies_by_branch = 328,
  zero_divisor = 329,
  cut_division = 330,
  moving_part = 331,
  // names and links within a rule set
  duplicate_id = 401,
  duplicate_value = 402,
  name_clash = 403,
  definition_cycle = 404,
  unknown_parameter = 405,
  parameter_type = 406,
  unknown_reason_code = 407,
  unknown_placeholder = 408,
  malformed_placeholder = 409,
  unused_name = 410,
  inconsistent_reason = 411,
  foreign_phrases = 412,
  no_effect = 413,
  // files
  file_unreadable = 501,
  path_outside_folder = 502,
  list_value = 503,
  file_too_large = 504,
  suspicious_value = 505,
  list_value_control = 506,
  zone_data = 507,
  // profiles
  invalid_profile = 601,
  // Eligo itself
  internal_inconsistency = 701,
  // fixtures
  unknown_fact = 801,
  refused_value = 802,
  missing_instant = 803,
  no_expectation = 804,
};

/// One line about a code, for the guide and for `eligo` itself.
struct CodeDescription {
  Code code;
  std::string_view title;  ///< what is wrong, in a few words
};

/// Every code, in ascending order.
std::span<const CodeDescription> all_codes() noexcept;

}  // namespace eligo::diagnostics
