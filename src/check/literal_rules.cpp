#include "check/literal_rules.hpp"

#include <algorithm>
#include <string>
#include <variant>

#include "check/literal_form.hpp"
#include "check/other_languages.hpp"
#include "check/time_zone.hpp"
#include "diagnostics/suggestion.hpp"
#include "values/pattern.hpp"
#include "values/time.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using diagnostics::did_you_mean;
using values::Kind;

const std::string* literal_text(const Part& part, NodeMaker& maker) {
  return maker.nodes().literal<std::string>(part.id);
}

bool check_pattern(const Part& pattern, NodeMaker& maker, expression::Reporter& reporter) {
  const diagnostics::Span span = maker.span(pattern);
  const std::string* const text = literal_text(pattern, maker);
  if (text == nullptr) {
    reporter.error(Code::invalid_pattern, span, "the pattern of `matches()` must be a string literal",
                   "`contains()` and `startsWith()` take any text");
    return false;
  }
  const std::string mistake = maker.nodes().add_pattern(*text).mistake();
  if (mistake.empty()) return true;
  reporter.error(Code::invalid_pattern, span, "the pattern cannot be compiled: " + mistake,
                 "the syntax is RE2's");
  return false;
}

bool check_zone(const Part& zone, const values::ZoneDatabase* zones, NodeMaker& maker,
                expression::Reporter& reporter) {
  const std::string* const text = literal_text(zone, maker);
  auto mistake =
      text == nullptr || zones == nullptr ? std::nullopt : zone_mistake(*text, *zones, reporter.suggester());
  if (!mistake) return true;
  reporter.error(mistake->code, maker.span(zone), std::move(mistake->message), std::move(mistake->hint));
  return false;
}

bool check_instant(const Part& part, NodeMaker& maker, expression::Reporter& reporter) {
  const std::string* const text = literal_text(part, maker);
  if (text == nullptr || values::parse_timestamp(*text)) return true;
  reporter.error(Code::invalid_instant, maker.span(part), "`" + *text + "` is no timestamp",
                 timestamp_hint(*text));
  return false;
}

/// `720h`; in seconds where hours are not whole.
std::string in_hours(values::Nanoseconds length) {
  constexpr values::Nanoseconds hour = 3600 * values::nanoseconds_per_second;
  if (length % hour != 0) return values::format_duration(length);
  return std::to_string(static_cast<std::int64_t>(length / hour)) + "h";
}

bool check_duration(const Part& part, NodeMaker& maker, expression::Reporter& reporter) {
  const std::string* const text = literal_text(part, maker);
  if (text == nullptr || values::parse_duration(*text)) return true;
  const diagnostics::Span span = maker.span(part);
  if (values::is_too_long_duration(*text, values::LongestUnit::day)) {
    reporter.error(Code::invalid_duration, span, "`" + *text + "` is too long for a duration",
                   "a duration holds at most `" + values::longest_duration_text() + "`, 292 years");
  } else if (const auto in_days = values::parse_duration(*text, values::LongestUnit::day)) {
    reporter.error(Code::invalid_duration, span, "`" + *text + "` is no duration in an expression",
                   "write `" + in_hours(*in_days) + "`: the longest unit is `h`; facts and params take days");
  } else {
    reporter.error(Code::invalid_duration, span, "`" + *text + "` is no duration", duration_hint(*text));
  }
  return false;
}

bool is_enum(const Part& part) { return part.type.kind == Kind::string && part.type.enumeration != nullptr; }

bool check_enum_literal(const Part& enumerated, const Part& literal, NodeMaker& maker,
                        expression::Reporter& reporter) {
  const std::string* const text = literal_text(literal, maker);
  const std::vector<std::string>& values = *enumerated.type.enumeration;
  if (text == nullptr || std::ranges::find(values, *text) != values.end()) return true;
  reporter.error(Code::enum_value, maker.span(literal),
                 "`" + *text + "` is not among the values of `" + maker.text(enumerated) + "`",
                 enum_hint(*text, enumerated.type.enumeration, reporter.suggester()));
  return false;
}

}  // namespace

std::string enum_hint(std::string_view text,
                      const std::shared_ptr<const std::vector<std::string>>& enumeration,
                      diagnostics::Suggester& suggester) {
  const std::vector<std::string>& values = *enumeration;
  std::string hint =
      did_you_mean(suggester.closest(text, enumeration, values.size(), [&] { return values; }).name);
  if (!hint.empty()) return hint;
  hint = "the values are";
  const std::size_t shown = std::min<std::size_t>(values.size(), 6);
  for (std::size_t i = 0; i < shown; ++i) hint += (i == 0 ? " `" : ", `") + values[i] + "`";
  return shown < values.size() ? hint + ", …" : hint;
}

bool check_literal_arguments(Function function, std::span<const Part> operands,
                             const values::ZoneDatabase* zones, NodeMaker& maker,
                             expression::Reporter& reporter) {
  switch (function) {
    case Function::matches: return check_pattern(operands[1], maker, reporter);
    case Function::to_timestamp: return check_instant(operands[0], maker, reporter);
    case Function::to_duration: return check_duration(operands[0], maker, reporter);
    case Function::get_full_year:
    case Function::get_month:
    case Function::get_date:
    case Function::get_day_of_month:
    case Function::get_day_of_week:
    case Function::get_day_of_year:
    case Function::get_hours:
    case Function::get_minutes:
    case Function::get_seconds:
    case Function::get_milliseconds:
      return operands.size() < 2 || check_zone(operands[1], zones, maker, reporter);
    default: return true;
  }
}

bool check_enum_literals(const Part& left, const Part& right, NodeMaker& maker,
                         expression::Reporter& reporter) {
  bool good = true;
  const auto check = [&](const Part& enumerated, const Part& other) {
    if (!is_enum(enumerated)) return;
    if (other.type.kind != Kind::list) {
      good = check_enum_literal(enumerated, other, maker, reporter) && good;
    } else if (maker[other.id].kind == NodeKind::make_list) {
      for (const NodeId element : maker.nodes().operands(other.id)) {
        good =
            check_enum_literal(enumerated, {element, maker.nodes().type(element)}, maker, reporter) && good;
      }
    }
  };
  check(left, right);
  if (right.type.kind != Kind::list) {
    check(right, left);
  } else if (maker[right.id].kind == NodeKind::make_list) {
    for (const NodeId element : maker.nodes().operands(right.id))
      check({element, maker.nodes().type(element)}, left);
  }
  return good;
}

}  // namespace eligo::check
