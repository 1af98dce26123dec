#include "oracle/profile_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <regex>
#include <set>
#include <stdexcept>
#include <string_view>
#include <tuple>
#include <utility>

#include <nlohmann/json.hpp>

#include "oracle/functions.hpp"

namespace eligo::oracle {

namespace {

using values::Cause;
using values::Kind;

/// JSON with its numbers as they were written.
struct Json {
  enum class Form { null, boolean, number, string, array, object };
  Form form = Form::null;
  std::string text;  ///< of numbers, strings and booleans
  std::vector<std::string> keys;
  std::vector<Json> items;

  [[nodiscard]] const Json* find(const std::string& key) const {
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (keys[i] == key) return &items[i];
    return nullptr;
  }
};

/// What stands before a number that no double holds. The JSON library refuses those, so they are handed to it
/// as strings.
constexpr std::string_view too_large = "\x01 too large: ";

std::string with_large_numbers_as_strings(const std::string& json) {
  std::string out;
  for (std::size_t at = 0; at < json.size();) {
    std::size_t end = at + 1;
    if (json[at] == '"') {
      while (end < json.size() && json[end] != '"') end += json[end] == '\\' ? 2 : 1;
      end = std::min(end + 1, json.size());
    } else if (json[at] == '-' || (json[at] >= '0' && json[at] <= '9')) {
      end = std::min(json.find_first_not_of("0123456789.eE+-", at), json.size());
    }
    const std::string token = json.substr(at, end - at);
    const bool large = token.front() != '"' && std::isinf(std::strtod(token.c_str(), nullptr));
    out += large ? "\"\\u0001" + std::string(too_large.substr(1)) + token + "\"" : token;
    at = end;
  }
  return out;
}

class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Json root;

  bool null() override { return add({}); }
  bool boolean(bool value) override { return add({Json::Form::boolean, value ? "true" : "false", {}, {}}); }
  bool number_integer(number_integer_t value) override { return add_number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add_number(std::to_string(value)); }
  bool number_float(number_float_t /*value*/, const string_t& text) override { return add_number(text); }
  bool string(string_t& value) override {
    if (value.starts_with(too_large)) return add_number(value.substr(too_large.size()));
    return add({Json::Form::string, value, {}, {}});
  }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*count*/) override { return open(Json::Form::object); }
  bool key(string_t& name) override {
    open_.back()->keys.push_back(name);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*count*/) override { return open(Json::Form::array); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t /*place*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    throw std::invalid_argument(error.what());
  }

 private:
  Json* put(Json value) {
    if (open_.empty()) {
      root = std::move(value);
      return &root;
    }
    open_.back()->items.push_back(std::move(value));
    return &open_.back()->items.back();
  }
  bool add(Json value) {
    put(std::move(value));
    return true;
  }
  bool add_number(std::string text) { return add({Json::Form::number, std::move(text), {}, {}}); }
  bool open(Json::Form form) {
    open_.push_back(put({form, {}, {}, {}}));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  std::vector<Json*> open_;  // a parent's items do not grow while a child is open
};

/// Thrown for a value that a fact does not take.
struct Refusal {
  Cause cause;
};

Datum read_integer(const std::string& text) {
  if (text.find_first_of(".eE") != std::string::npos) throw Refusal{Cause::not_whole};
  std::int64_t number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc{})
    throw Refusal{Cause::out_of_range};
  return datum(number);
}

Datum read_double(const std::string& text) {
  const double number = std::strtod(text.c_str(), nullptr);
  if (std::isinf(number)) throw Refusal{Cause::out_of_range};
  if (text.find_first_of(".eE") == std::string::npos) {
    // an integer must be one that a double holds; long double holds all of 64 bits
    if (static_cast<long double>(number) != std::strtold(text.c_str(), nullptr))
      throw Refusal{Cause::out_of_range};
  }
  return datum(number);
}

/// What a text lacks that is no timestamp: it is one once that is added.
Cause timestamp_refusal(const std::string& text) {
  constexpr std::size_t date_size = 10;
  const auto with = [&](const char* more) {
    return values::parse_written_timestamp(text + more).has_value();
  };
  if (text.size() == date_size && with("T00:00:00Z")) return Cause::no_time_of_day;
  return with("Z") || with(":00Z") ? Cause::no_zone : Cause::malformed;
}

bool is_json_number(const std::string& text) {
  static const std::regex number(R"(-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?)");
  return std::regex_match(text, number);
}

/// Of a text for a fact that takes none.
Cause text_refusal(Kind kind, const std::string& text) {
  const bool boolean = kind == Kind::boolean && (text == "true" || text == "false");
  const bool number = (kind == Kind::integer || kind == Kind::floating) && is_json_number(text);
  return boolean || number ? Cause::quoted : Cause::wrong_type;
}

Datum read_text(const values::Type& type, const std::string& text) {
  if (type.kind == Kind::timestamp) {
    const auto at = values::parse_written_timestamp(text);
    if (!at) throw Refusal{timestamp_refusal(text)};
    return datum(values::Timestamp{*at});
  }
  if (type.kind == Kind::duration) {
    const auto length = read_length(text, true);
    if (!length) throw Refusal{Cause::malformed};
    if (*length > values::max_duration || *length < values::min_duration) throw Refusal{Cause::out_of_range};
    return datum(values::Interval{*length});
  }
  if (type.kind != Kind::string) throw Refusal{text_refusal(type.kind, text)};
  if (type.enumeration != nullptr &&
      std::find(type.enumeration->begin(), type.enumeration->end(), text) == type.enumeration->end())
    throw Refusal{Cause::not_in_enum};
  return datum(text);
}

Datum take_scalar(const Json& json, const values::Type& type, const check::Range& range, std::uint32_t fact) {
  const auto typed = [&]() -> Datum {
    switch (json.form) {
      case Json::Form::null: return datum(Missing{{{MissingInput::Kind::fact, fact, Cause::null}}});
      case Json::Form::boolean:
        if (type.kind != Kind::boolean) throw Refusal{Cause::wrong_type};
        return datum(json.text == "true");
      case Json::Form::number:
        if (type.kind == Kind::integer) return read_integer(json.text);
        if (type.kind == Kind::floating) return read_double(json.text);
        throw Refusal{Cause::wrong_type};
      case Json::Form::string: return read_text(type, json.text);
      default: throw Refusal{Cause::wrong_type};
    }
  };
  Datum value = typed();
  if (!value.known()) return value;
  const bool low = range.lowest && order(value, from_value(*range.lowest)) < 0;
  const bool high = range.highest && order(value, from_value(*range.highest)) > 0;
  if (low || high) throw Refusal{Cause::out_of_range};
  return value;
}

/// By fact, field (none first) and cause, each once.
struct RefusalOrder {
  static std::tuple<std::uint32_t, std::uint32_t, Cause> key(const MissingInput& input) {
    return {input.index, input.field + 1, input.cause};
  }
  bool operator()(const MissingInput& left, const MissingInput& right) const {
    return key(left) < key(right);
  }
};
using Refused = std::set<MissingInput, RefusalOrder>;

Datum missing(std::uint32_t fact, Cause cause) {
  return datum(Missing{{{MissingInput::Kind::fact, fact, cause}}});
}

Datum read_scalar(const Json& json, const values::Type& type, const check::Range& range, std::uint32_t fact,
                  std::uint32_t field, Refused& refused) {
  try {
    return take_scalar(json, type, range, fact);
  } catch (const Refusal& refusal) {
    refused.insert({MissingInput::Kind::fact, fact, refusal.cause, field});
    return missing(fact, refusal.cause);
  }
}

/// What is no object is a record all of whose fields hold it, so that null gives nulls, and a number values
/// of the wrong type.
Datum read_record(const Json& json, const check::Fact& fact, std::uint32_t index, Refused& refused) {
  static const Json odd{Json::Form::array, {}, {}, {}};
  Fields record;
  for (std::uint32_t i = 0; i < fact.fields.size(); ++i) {
    const Json* value = json.find(fact.fields[i].name);
    if (json.form == Json::Form::null) value = &json;
    if (json.form != Json::Form::object && json.form != Json::Form::null) value = &odd;
    record.values.push_back(
        value == nullptr ? missing(index, Cause::absent)
                         : read_scalar(*value, fact.fields[i].type, fact.fields[i].range, index, i, refused));
  }
  return datum(std::move(record));
}

Datum read_fact(const Json& json, const check::Fact& fact, std::uint32_t index, Refused& refused) {
  if (fact.type.kind != Kind::list)
    return read_scalar(json, fact.type, fact.range, index, MissingInput::no_field, refused);
  if (json.form == Json::Form::null) return missing(index, Cause::null);
  if (json.form != Json::Form::array) {
    refused.insert({MissingInput::Kind::fact, index, Cause::wrong_type});
    return missing(index, Cause::wrong_type);
  }
  Items items;
  for (const Json& item : json.items) {
    items.push_back(fact.fields.empty() ? read_scalar(item, *fact.type.element, fact.range, index,
                                                      MissingInput::no_field, refused)
                                        : read_record(item, fact, index, refused));
  }
  return datum(std::move(items));
}

}  // namespace

ReadProfile read_profile(const check::CheckedRuleSet& rules, const std::string& json) {
  Builder builder;
  nlohmann::json::sax_parse(with_large_numbers_as_strings(json), &builder);
  ReadProfile profile;
  for (std::uint32_t i = 0; i < rules.facts.size(); ++i) {
    const check::Fact& fact = rules.facts[i];
    const Json* at = &builder.root;
    for (const std::string& key : fact.path) at = at == nullptr ? nullptr : at->find(key);
    Refused refused;
    profile.facts.push_back(at == nullptr ? missing(i, Cause::absent) : read_fact(*at, fact, i, refused));
    if (fact.used) profile.refused.insert(profile.refused.end(), refused.begin(), refused.end());
  }
  return profile;
}

}  // namespace eligo::oracle
