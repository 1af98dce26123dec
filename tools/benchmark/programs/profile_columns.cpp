#include "profile_columns.hpp"

#include <fstream>
#include <functional>
#include <stdexcept>
#include <unordered_map>

#include <simdjson.h>

#include "read_person.hpp"

namespace comparison {

namespace {

/// Gives texts codes in the order in which they are first met.
class Dictionary {
 public:
  explicit Dictionary(TextColumn& column) : column_(column) {}

  void append(bool known, std::string_view text) {
    const std::uint32_t code = known ? code_of(text) : 0;
    column_.codes.append(known, code);
    column_.views.emplace_back(known ? std::string_view(column_.dictionary[code]) : std::string_view());
  }

 private:
  std::uint32_t code_of(std::string_view text) {
    if (const auto found = codes_.find(text); found != codes_.end()) return found->second;
    const std::string& kept = column_.dictionary.emplace_back(text);
    return codes_[kept] = static_cast<std::uint32_t>(column_.dictionary.size() - 1);
  }

  TextColumn& column_;
  std::unordered_map<std::string_view, std::uint32_t> codes_;
};

class ColumnFiller {
 public:
  explicit ColumnFiller(ProfileColumns& columns) : c_(columns) {}

  void append(const Person& p) {
    const auto put = [&](auto& column, Field field, auto value) { column.append(p.has(field), value); };
    put(c_.real_name, Field::real_name, p.real_name);
    put(c_.phone, Field::phone, p.phone);
    put(c_.bank_card, Field::bank_card, p.bank_card);
    put(c_.age_years, Field::age_years, p.age_years);
    put(kind_, Field::kind, p.kind);
    put(status_, Field::status, p.status);
    put(c_.age_days, Field::age_days, p.age_days);
    put(product_, Field::product, p.product);
    put(c_.amount, Field::amount, p.amount);
    put(channel_, Field::channel, p.channel);
    put(c_.consent, Field::consent, p.consent);
    put(c_.score, Field::score, p.score);
    put(c_.debt_ratio, Field::debt_ratio, p.debt_ratio);
    put(c_.payment_ratio, Field::payment_ratio, p.payment_ratio);
    put(c_.overdue_days, Field::overdue_days, p.overdue_days);
    put(c_.late_payments, Field::late_payments, p.late_payments);
    put(c_.bureau_adverse, Field::bureau_adverse, p.bureau_adverse);
    put(c_.payments, Field::payments, p.payments);
    put(c_.active_days, Field::active_days, p.active_days);
    put(c_.inquiries, Field::inquiries, p.inquiries);
    put(c_.inflow, Field::inflow, p.inflow);
    put(c_.night_transfers, Field::night_transfers, p.night_transfers);
    put(region_, Field::region, p.region);
    ++c_.rows;
  }

 private:
  ProfileColumns& c_;
  Dictionary kind_{c_.kind}, status_{c_.status}, product_{c_.product}, channel_{c_.channel},
      region_{c_.region};
};

}  // namespace

DecodedFile decode(const std::string& path, std::size_t limit, std::size_t lines) {
  DecodedFile decoded;
  decoded.lines.reserve(lines);
  ColumnFiller filler(decoded.columns);
  std::ifstream file(path);
  simdjson::ondemand::parser parser;
  Person person;
  // Texts of people must outlive the parser's buffer; a view of the same bytes in the line does.
  const auto keep = [](std::string_view& text, const std::string& line) {
    text = text.empty()
               ? text
               : std::string_view(line).substr(line.find('"' + std::string(text) + '"') + 1, text.size());
  };
  for (std::string line; decoded.columns.rows < limit && std::getline(file, line);) {
    line.reserve(line.size() + simdjson::SIMDJSON_PADDING);
    auto document = parser.iterate(line);
    read_person(document.get_object(), Keys::find, person);
    filler.append(person);
    if (decoded.lines.size() == lines) continue;
    const std::string& kept = decoded.lines.emplace_back(line);
    decoded.lines.back().reserve(kept.size() + simdjson::SIMDJSON_PADDING);
    for (auto* text :
         {&person.id, &person.kind, &person.status, &person.product, &person.channel, &person.region}) {
      keep(*text, decoded.lines.back());
    }
    decoded.people.push_back(person);
  }
  if (decoded.lines.size() < lines) throw std::runtime_error(path + " has too few profiles");
  return decoded;
}

}  // namespace comparison
