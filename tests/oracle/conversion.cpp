#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <regex>

#include "oracle/functions.hpp"

namespace eligo::oracle {

namespace {

Datum to_bool(const Datum& operand) {
  if (operand.is<bool>()) return operand;
  const std::string& text = operand.as<std::string>();
  for (const char* yes : {"1", "t", "true", "TRUE", "True"})
    if (text == yes) return datum(true);
  for (const char* no : {"0", "f", "false", "FALSE", "False"})
    if (text == no) return datum(false);
  throw Fault{Cause::bad_conversion};
}

Datum whole_from_text(const std::string& text) {
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  if (at == text.size()) throw Fault{Cause::bad_conversion};
  Nanoseconds number = 0;
  for (; at < text.size(); ++at) {
    if (text[at] < '0' || text[at] > '9') throw Fault{Cause::bad_conversion};
    number = number * 10 + (text[at] - '0');
    if (number > Nanoseconds{1} << 64) throw Fault{Cause::bad_conversion};
  }
  if (text[0] == '-') number = -number;
  if (number < std::numeric_limits<std::int64_t>::min() || number > std::numeric_limits<std::int64_t>::max())
    throw Fault{Cause::bad_conversion};
  return datum(static_cast<std::int64_t>(number));
}

Datum to_int(const Datum& operand) {
  if (operand.is<std::int64_t>()) return operand;
  if (operand.is<std::string>()) return whole_from_text(operand.as<std::string>());
  if (operand.is<Timestamp>()) {
    const Nanoseconds at = operand.as<Timestamp>().nanoseconds;
    const Nanoseconds second = values::nanoseconds_per_second;
    return datum(static_cast<std::int64_t>(at / second - (at % second < 0 ? 1 : 0)));
  }
  const double number = operand.as<double>();
  constexpr double edge = 9223372036854775808.0;
  if (std::isnan(number) || number <= -edge || number >= edge) throw Fault{Cause::overflow};
  return datum(static_cast<std::int64_t>(number));
}

Datum to_double(const Datum& operand) {
  if (operand.is<double>()) return operand;
  if (operand.is<std::int64_t>()) return datum(static_cast<double>(operand.as<std::int64_t>()));
  const std::string& text = operand.as<std::string>();
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) throw Fault{Cause::bad_conversion};
  return datum(number);
}

Datum to_string(const Datum& operand) {
  if (operand.is<bool>()) return datum(std::string(operand.as<bool>() ? "true" : "false"));
  if (operand.is<std::int64_t>()) return datum(std::to_string(operand.as<std::int64_t>()));
  if (operand.is<double>()) return datum(values::number_text(operand.as<double>()));
  if (operand.is<Timestamp>()) return datum(values::format_timestamp(operand.as<Timestamp>().nanoseconds));
  if (operand.is<Interval>()) return datum(values::format_duration(operand.as<Interval>().nanoseconds));
  return operand;
}

Datum to_timestamp(const Datum& operand) {
  if (operand.is<Timestamp>()) return operand;
  if (operand.is<std::int64_t>()) {
    const Nanoseconds at = Nanoseconds{operand.as<std::int64_t>()} * values::nanoseconds_per_second;
    if (at < values::min_timestamp || at > values::max_timestamp) throw Fault{Cause::overflow};
    return datum(Timestamp{at});
  }
  const auto at = values::parse_timestamp(operand.as<std::string>());
  if (!at) throw Fault{Cause::bad_conversion};
  return datum(Timestamp{*at});
}

Datum to_duration(const Datum& operand) {
  if (operand.is<Interval>()) return operand;
  const auto length = read_length(operand.as<std::string>(), false);
  if (!length || *length > values::max_duration || *length < values::min_duration)
    throw Fault{Cause::bad_conversion};
  return datum(Interval{*length});
}

}  // namespace

std::optional<Nanoseconds> read_length(const std::string& text, bool with_days) {
  static const std::regex whole(R"([+-]?(0|(([0-9]+\.?[0-9]*|\.[0-9]+)(d|h|ms|m|s|us|µs|μs|ns))+))");
  static const std::regex part(R"(([0-9]*)\.?([0-9]*)(d|h|ms|m|s|us|µs|μs|ns))");
  static const std::map<std::string, Nanoseconds> units{{"d", 86'400'000'000'000},
                                                        {"h", 3'600'000'000'000},
                                                        {"m", 60'000'000'000},
                                                        {"s", 1'000'000'000},
                                                        {"ms", 1'000'000},
                                                        {"us", 1'000},
                                                        {"µs", 1'000},
                                                        {"μs", 1'000},
                                                        {"ns", 1}};
  if (!std::regex_match(text, whole)) return std::nullopt;
  Nanoseconds length = 0;
  for (std::sregex_iterator at(text.begin(), text.end(), part), end; at != end; ++at) {
    const std::string unit = (*at)[3];
    if (unit == "d" && !with_days) return std::nullopt;
    Nanoseconds number = 0;
    for (const char digit : (*at)[1].str().substr(0, 25)) number = number * 10 + (digit - '0');
    length += std::min(number, values::max_duration + 1) * units.at(unit);
    Nanoseconds tenths = 0;
    Nanoseconds scale = 1;
    for (const char digit : (*at)[2].str().substr(0, 15)) {
      tenths = tenths * 10 + (digit - '0');
      scale *= 10;
    }
    length += tenths * units.at(unit) / scale;
  }
  return text[0] == '-' ? -length : length;
}

Datum apply_conversion(Function function, const Datum& operand) {
  switch (function) {
    case Function::to_bool: return to_bool(operand);
    case Function::to_int: return to_int(operand);
    case Function::to_double: return to_double(operand);
    case Function::to_string: return to_string(operand);
    case Function::to_timestamp: return to_timestamp(operand);
    default: return to_duration(operand);
  }
}

}  // namespace eligo::oracle
