#include "authoring/columns/column_guess.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <variant>

#include "json/cursor.hpp"
#include "json/number_text.hpp"
#include "profiles/value_form.hpp"
#include "text/display.hpp"
#include "values/timestamp_format.hpp"

namespace eligo::authoring {

namespace {

using values::Kind;

constexpr std::array<std::string_view, 13> null_words{"NA",  "N/A", "n/a", "NULL", "null", "None", "none",
                                                      "nan", "NaN", "\\N", "?",    "-",    "."};
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> word_pairs{{{"yes", "no"},
                                                                                    {"Yes", "No"},
                                                                                    {"YES", "NO"},
                                                                                    {"y", "n"},
                                                                                    {"Y", "N"},
                                                                                    {"t", "f"},
                                                                                    {"T", "F"},
                                                                                    {"1", "0"},
                                                                                    {"1.0", "0.0"},
                                                                                    {"ja", "nein"},
                                                                                    {"Ja", "Nein"}}};
constexpr std::array<std::string_view, 16> timestamp_formats{"date",
                                                             "%d.%m.%Y",
                                                             "%d.%m.%Y %H:%M",
                                                             "%d.%m.%Y %H:%M:%S",
                                                             "%Y/%m/%d",
                                                             "%Y/%m/%d %H:%M:%S",
                                                             "%d/%m/%Y",
                                                             "%m/%d/%Y",
                                                             "%d/%m/%Y %H:%M",
                                                             "%m/%d/%Y %H:%M",
                                                             "%d/%m/%Y %H:%M:%S",
                                                             "%m/%d/%Y %H:%M:%S",
                                                             "%m/%d/%Y %I:%M:%S %p",
                                                             "%d-%b-%Y",
                                                             "%b %d, %Y",
                                                             "%d %b %Y"};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

std::string of_values(std::size_t count, std::size_t all) {
  return text::grouped(count) + " of " + text::grouped(all) + " values";
}

class Guesser {
 public:
  Guesser(const SampledColumn& column, const values::Type& type, bool csv) : type_(type), csv_(csv) {
    for (const std::string& value : column.values) {
      const std::string_view text = trimmed(value);
      guess_.trim = guess_.trim || text.size() != value.size();
      if (!text.empty()) values_.push_back(text);
    }
    lists_ = column.lists;
  }

  ColumnGuess guess() {
    find_nulls();
    switch (type_.kind) {
      case Kind::boolean: find_words(); break;
      case Kind::integer: find_numbers(true); break;
      case Kind::floating: find_numbers(false); break;
      case Kind::timestamp: find_timestamps(); break;
      case Kind::list: find_lists(); break;
      case Kind::string:
        if (type_.enumeration) count_strangers();
        break;
      case Kind::duration:
      case Kind::null:
      case Kind::record:
      case Kind::any: break;
    }
    return std::move(guess_);
  }

 private:
  [[nodiscard]] bool is_value_of_enum(std::string_view text) const {
    return type_.enumeration && std::ranges::find(*type_.enumeration, text) != type_.enumeration->end();
  }

  void find_nulls() {
    if (type_.kind == Kind::string && !type_.enumeration) return;  // any text may be one
    std::set<std::string_view> found;
    const std::size_t all = values_.size();
    std::erase_if(values_, [&](std::string_view text) {
      const bool null = std::ranges::find(null_words, text) != null_words.end() && !is_value_of_enum(text);
      if (null) found.insert(text);
      return null;
    });
    if (found.empty()) return;
    guess_.nulls.assign(found.begin(), found.end());
    guess_.reasons.push_back(of_values(all - values_.size(), all) + " seem to stand for nothing");
  }

  void find_words() {
    std::set<std::string_view> distinct(values_.begin(), values_.end());
    std::erase_if(distinct, [](std::string_view word) { return profiles::cell_boolean(word).has_value(); });
    if (distinct.empty()) return;
    for (const auto& pair : word_pairs) {
      const bool all = std::ranges::all_of(
          distinct, [&](std::string_view word) { return word == pair.first || word == pair.second; });
      if (!all) continue;
      const auto& [yes, no] = pair;
      guess_.true_words.emplace_back(yes);
      guess_.false_words.emplace_back(no);
      guess_.reasons.push_back("all values are " + text::quoted_name(yes) + " or " + text::quoted_name(no));
      return;
    }
    guess_.reasons.push_back("there are " + text::grouped(distinct.size()) +
                             " words other than true and false; say which mean what");
  }

  void find_numbers(bool whole) {
    std::size_t decimals = 0, fractions = 0, commas = 0, points = 0, none = 0;
    for (const std::string_view text : values_) {
      std::string number(text);
      const bool comma = text.find(',') != std::string_view::npos;
      commas += comma ? 1 : 0;
      points += text.find('.') != std::string_view::npos ? 1 : 0;
      std::ranges::replace(number, ',', '.');
      const json::NumberText read = json::scan_number(number);
      if (read.form == json::NumberForm::invalid) {
        ++none;
      } else if (read.form != json::NumberForm::integer) {
        const std::size_t point = number.find('.');
        const bool zeros =
            point != std::string::npos && number.find_first_not_of('0', point + 1) == std::string::npos;
        ++(zeros ? decimals : fractions);
      }
    }
    if (commas > 0 && points == 0 && csv_) {
      guess_.decimal_comma = true;
      guess_.reasons.push_back(of_values(commas, values_.size()) + " have a comma, and none a point");
    }
    if (whole && decimals > 0) {
      guess_.integers_from_decimals = true;
      guess_.reasons.push_back(of_values(decimals, values_.size()) + " are integers written like 20.0");
    }
    if (whole && fractions > 0)
      guess_.reasons.push_back(of_values(fractions, values_.size()) + " are no integers and stay refused");
    if (none > 0)
      guess_.reasons.push_back(of_values(none, values_.size()) + " are no numbers and stay refused");
  }

  /// How many of the values a form reads, where a zone is given.
  [[nodiscard]] std::size_t read_by(const values::TimestampFormat& format) const {
    const values::Zone utc;
    return static_cast<std::size_t>(std::ranges::count_if(values_, [&](std::string_view text) {
      return std::holds_alternative<values::Nanoseconds>(format.read(text, &utc));
    }));
  }

  void find_timestamps() {
    if (values_.empty()) return;
    const values::TimestampFormat standard;
    if (read_by(standard) == values_.size()) {
      if (std::ranges::all_of(values_, [](std::string_view text) {
            return values::parse_written_timestamp(text).has_value();
          }))
        return;
      return guess_zone("some values do not say their zone");
    }
    if (const std::string epoch = find_epoch(); !epoch.empty()) {
      guess_.timestamp_format = epoch;
      guess_.reasons.push_back("the values are numbers of " + std::to_string(values_.front().size()) +
                               " digits");
      return;
    }
    std::vector<std::string_view> fitting;
    for (const std::string_view text : timestamp_formats) {
      std::string error;
      const auto format = values::TimestampFormat::compile(text, error);
      if (format && read_by(*format) == values_.size()) fitting.push_back(text);
    }
    if (fitting.empty()) {
      guess_.reasons.push_back("no form of timestamps that is looked for fits all values");
      return;
    }
    guess_.timestamp_format = fitting.front();
    guess_.reasons.push_back(
        "all values are written so" +
        (fitting.size() == 1 ? std::string() : "; " + std::string(fitting[1]) + " fits them just as well"));
    guess_zone("no value says its zone");
  }

  void guess_zone(const std::string& why) {
    guess_.timezone = "UTC";
    guess_.reasons.push_back(why + "; UTC is a guess");
  }

  [[nodiscard]] std::string find_epoch() const {
    const std::size_t digits = values_.front().size();
    const bool same = std::ranges::all_of(values_, [&](std::string_view text) {
      return text.size() == digits && text.find_first_not_of("0123456789") == std::string_view::npos;
    });
    if (!same) return {};
    return digits == 10   ? "epoch-s"
           : digits == 13 ? "epoch-ms"
           : digits == 16 ? "epoch-us"
           : digits == 19 ? "epoch-ns"
                          : "";
  }

  void find_lists() {
    std::size_t python = 0;
    for (const std::string_view text : values_) {
      if (!text.starts_with('[') || lists_ == values_.size()) continue;
      json::Cursor cursor(8);
      const bool json = cursor.begin(text) && cursor.skip() && cursor.end();
      if (!json && profiles::json_of_python_list(text)) ++python;
    }
    if (python == 0) return;
    guess_.python_lists = true;
    guess_.reasons.push_back(of_values(python, values_.size()) + " are lists as Python writes them");
  }

  void count_strangers() {
    const auto strangers = static_cast<std::size_t>(
        std::ranges::count_if(values_, [&](std::string_view text) { return !is_value_of_enum(text); }));
    if (strangers > 0)
      guess_.reasons.push_back(of_values(strangers, values_.size()) +
                               " are none of the enum and stay refused");
  }

  const values::Type& type_;
  bool csv_;
  std::vector<std::string_view> values_;
  std::size_t lists_ = 0;
  ColumnGuess guess_;
};

}  // namespace

ColumnGuess guess_form(const SampledColumn& column, const values::Type& type, bool csv) {
  return Guesser(column, type, csv).guess();
}

}  // namespace eligo::authoring
