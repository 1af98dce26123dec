#include "oracle/profile_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <stdexcept>
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

class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Json root;

  bool null() override { return add({}); }
  bool boolean(bool value) override { return add({Json::Form::boolean, value ? "true" : "false", {}, {}}); }
  bool number_integer(number_integer_t value) override { return add_number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add_number(std::to_string(value)); }
  bool number_float(number_float_t /*value*/, const string_t& text) override { return add_number(text); }
  bool string(string_t& value) override { return add({Json::Form::string, value, {}, {}}); }
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
  if (text.find_first_of(".eE") != std::string::npos) throw Refusal{Cause::wrong_type};
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

Datum read_text(const values::Type& type, const std::string& text) {
  if (type.kind == Kind::timestamp) {
    const auto at = values::parse_timestamp(text);
    if (!at) throw Refusal{Cause::wrong_type};
    return datum(values::Timestamp{*at});
  }
  if (type.kind == Kind::duration) {
    const auto length = values::parse_duration(text);
    if (!length) throw Refusal{Cause::wrong_type};
    return datum(values::Interval{*length});
  }
  if (type.kind != Kind::string) throw Refusal{Cause::wrong_type};
  if (type.enumeration != nullptr &&
      std::find(type.enumeration->begin(), type.enumeration->end(), text) == type.enumeration->end())
    throw Refusal{Cause::not_in_enum};
  return datum(text);
}

Datum read_scalar(const Json& json, const values::Type& type, const check::Range& range, std::uint32_t fact) {
  const auto typed = [&]() -> Datum {
    switch (json.form) {
      case Json::Form::null: return datum(Missing{{{Gap::Kind::fact, fact, Cause::null}}});
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

Datum read_record(const Json& json, const check::Fact& fact, std::uint32_t index) {
  if (json.form != Json::Form::object) throw Refusal{Cause::wrong_type};
  Fields record;
  for (const check::RecordField& field : fact.fields) {
    const Json* const value = json.find(field.name);
    record.values.push_back(value == nullptr ? datum(Missing{{{Gap::Kind::fact, index, Cause::absent}}})
                                             : read_scalar(*value, field.type, field.range, index));
  }
  return datum(std::move(record));
}

Datum read_fact(const Json& json, const check::Fact& fact, std::uint32_t index) {
  if (fact.type.kind != Kind::list) return read_scalar(json, fact.type, fact.range, index);
  if (json.form == Json::Form::null) return datum(Missing{{{Gap::Kind::fact, index, Cause::null}}});
  if (json.form != Json::Form::array) throw Refusal{Cause::wrong_type};
  Items items;
  for (const Json& item : json.items) {
    items.push_back(fact.fields.empty() ? read_scalar(item, *fact.type.element, fact.range, index)
                                        : read_record(item, fact, index));
  }
  return datum(std::move(items));
}

}  // namespace

ReadProfile read_profile(const check::CheckedRuleSet& rules, const std::string& json) {
  Builder builder;
  nlohmann::json::sax_parse(json, &builder);
  ReadProfile profile;
  for (std::uint32_t i = 0; i < rules.facts.size(); ++i) {
    const check::Fact& fact = rules.facts[i];
    const Json* at = &builder.root;
    for (const std::string& key : fact.path) at = at == nullptr ? nullptr : at->find(key);
    if (at == nullptr) {
      profile.facts.push_back(datum(Missing{{{Gap::Kind::fact, i, Cause::absent}}}));
      continue;
    }
    try {
      profile.facts.push_back(read_fact(*at, fact, i));
    } catch (const Refusal& refusal) {
      profile.facts.push_back(datum(Missing{{{Gap::Kind::fact, i, refusal.cause}}}));
      if (fact.used) profile.refused.push_back({Gap::Kind::fact, i, refusal.cause});
    }
  }
  return profile;
}

}  // namespace eligo::oracle
