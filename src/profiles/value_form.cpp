#include "profiles/value_form.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "json/string.hpp"

namespace eligo::profiles {

namespace {

using values::Cause;
using values::Kind;

bool contains(const std::vector<std::string>& words, std::string_view text) {
  return std::ranges::find(words, text) != words.end();
}

/// `20` of `20.0`; nothing where decimals are not 0.
std::optional<std::string_view> whole_part(std::string_view number) {
  const std::size_t point = number.find('.');
  if (point == std::string_view::npos) return std::nullopt;
  const bool whole = number.substr(point + 1).find_first_not_of('0') == std::string_view::npos;
  return whole ? std::optional(number.substr(0, point)) : std::nullopt;
}

}  // namespace

std::optional<bool> cell_boolean(std::string_view cell) {
  if (cell == "true" || cell == "True" || cell == "TRUE") return true;
  if (cell == "false" || cell == "False" || cell == "FALSE") return false;
  return std::nullopt;
}

bool ValueForm::is_plain() const {
  return nulls.empty() && true_words.empty() && false_words.empty() && !trim && !integers_from_decimals &&
         !decimal_comma && !python_lists && !timestamps && !zone;
}

values::WrittenForm ValueForm::written() const {
  values::WrittenForm form{true_words, integers_from_decimals, decimal_comma, python_lists,
                           timestamps ? timestamps->phrase() : ""};
  form.booleans.insert(form.booleans.end(), false_words.begin(), false_words.end());
  return form;
}

std::string_view ValueForm::without_blanks(std::string_view text) {
  constexpr std::string_view blank = " \t";
  const std::size_t begin = std::min(text.find_first_not_of(blank), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(blank) + 1);
}

bool ValueForm::changes_numbers() const {
  return std::ranges::any_of(
      nulls, [](const std::string& text) { return json::number_form(text) != json::NumberForm::invalid; });
}

bool ValueForm::keeps_cells(Kind kind) const {
  switch (kind) {
    case Kind::boolean:
      return !is_null("true") && !is_null("false") && !contains(false_words, "true") &&
             !contains(true_words, "false");
    case Kind::integer: return !changes_numbers();
    case Kind::floating: return !changes_numbers() && !decimal_comma;
    case Kind::string: return true;
    case Kind::timestamp:
    case Kind::duration:
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  return false;
}

Cause FormedValue::append_text(const ScalarRule& rule, std::string_view text, bool json,
                               values::ByteArena& bytes, values::Column& column) {
  const Cause cause = take_text(rule, text, json, bytes, column);
  if (cause != Cause::none) column.append_unknown(cause);
  return cause;
}

Cause FormedValue::append_number(const ScalarRule& rule, std::string_view text,
                                 const json::NumberText& number, values::Column& column) {
  const Cause cause = take_number(rule, text, number, column);
  if (cause != Cause::none) column.append_unknown(cause);
  return cause;
}

Cause FormedValue::take_text(const ScalarRule& rule, std::string_view text, bool json,
                             values::ByteArena& bytes, values::Column& column) {
  text = form_->trimmed(text);
  if (text.empty() && !json) {
    column.append_unknown(Cause::absent);
    return Cause::none;
  }
  if (form_->is_null(text)) {
    column.append_unknown(Cause::null);
    return Cause::none;
  }
  return text_cause(rule, text, json, bytes, column);
}

Cause FormedValue::text_cause(const ScalarRule& rule, std::string_view text, bool json,
                              values::ByteArena& bytes, values::Column& column) {
  switch (rule.kind()) {
    case Kind::boolean: {
      if (const auto value = word(text)) return rule.append_boolean(*value, column);
      if (json) return rule.append_text(text, bytes, column);
      const auto value = cell_boolean(text);
      return value ? rule.append_boolean(*value, column) : Cause::wrong_type;
    }
    case Kind::integer:
    case Kind::floating: {
      if (json && !form_->decimal_comma) return rule.append_text(text, bytes, column);
      if (form_->decimal_comma) {
        if (text.find('.') != std::string_view::npos) return Cause::wrong_type;
        written_ = text;
        std::ranges::replace(written_, ',', '.');
        text = written_;
      }
      const json::NumberText number = json::scan_number(text);
      return number.form == json::NumberForm::invalid ? Cause::wrong_type
                                                      : number_cause(rule, text, number, column);
    }
    case Kind::timestamp: return append_time(rule, text, column);
    case Kind::string:
    case Kind::duration:
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  return rule.append_text(text, bytes, column);
}

Cause FormedValue::take_number(const ScalarRule& rule, std::string_view text, const json::NumberText& number,
                               values::Column& column) {
  if (form_->is_null(text)) {
    column.append_unknown(Cause::null);
    return Cause::none;
  }
  const auto value = rule.kind() == Kind::boolean ? word(text) : std::nullopt;
  if (value) return rule.append_boolean(*value, column);
  const bool time = rule.kind() == Kind::timestamp && form_->timestamps.has_value();
  return time ? append_time(rule, text, column) : number_cause(rule, text, number, column);
}

Cause FormedValue::number_cause(const ScalarRule& rule, std::string_view text, const json::NumberText& number,
                                values::Column& column) {
  if (form_->integers_from_decimals && rule.kind() == Kind::integer &&
      number.form != json::NumberForm::integer) {
    if (const auto whole = whole_part(text))
      return rule.append_number(*whole, json::scan_number(*whole), column);
  }
  return rule.append_number(text, number, column);
}

std::optional<bool> FormedValue::word(std::string_view text) const {
  if (contains(form_->true_words, text)) return true;
  if (contains(form_->false_words, text)) return false;
  return std::nullopt;
}

Cause FormedValue::append_time(const ScalarRule& rule, std::string_view text, values::Column& column) const {
  static const values::TimestampFormat standard;
  const values::TimestampFormat& format = form_->timestamps ? *form_->timestamps : standard;
  const auto read = format.read(text, form_->zone ? &*form_->zone : nullptr);
  const auto* instant = std::get_if<values::Nanoseconds>(&read);
  return instant == nullptr ? std::get<Cause>(read) : rule.append_time(*instant, column);
}

std::optional<std::string> json_of_python_list(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"None", "null"}, {"True", "true"}, {"False", "false"}, {"nan", "null"}};
  if (!text.starts_with('[')) return std::nullopt;
  std::string json;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '\'' || c == '"') {
      std::string content;
      for (++at; at < text.size() && text[at] != c; ++at) {
        if (text[at] != '\\') {
          content += text[at];
          continue;
        }
        if (++at == text.size()) return std::nullopt;
        switch (text[at]) {
          case 'n': content += '\n'; break;
          case 't': content += '\t'; break;
          case 'r': content += '\r'; break;
          case '\\':
          case '\'':
          case '"': content += text[at]; break;
          default: return std::nullopt;
        }
      }
      if (at++ == text.size()) return std::nullopt;
      json::append_string(json, content);
      continue;
    }
    const auto* word = std::ranges::find_if(
        words, [&](const auto& pair) { return text.substr(at).starts_with(pair.first); });
    if (word != std::end(words)) {
      json += word->second;
      at += word->first.size();
    } else if ((c >= '0' && c <= '9') || std::string_view("[]{}:, .-+eE").find(c) != std::string_view::npos) {
      json += c;
      ++at;
    } else {
      return std::nullopt;
    }
  }
  return json;
}

}  // namespace eligo::profiles
