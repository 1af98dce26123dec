#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "person.hpp"

namespace comparison {

/// Values of one fact with a validity bitmap, bit i of byte i/8.
template <typename Value>
struct ValueColumn {
  std::vector<Value> values;
  std::vector<std::uint8_t> valid;

  void append(bool known, const Value& value) {
    if (values.size() % 8 == 0) valid.push_back(0);
    valid.back() = static_cast<std::uint8_t>(valid.back() | (known ? 1U << values.size() % 8 : 0U));
    values.push_back(known ? value : Value{});
  }
};

/// Text as codes into a dictionary, as Arrow's dictionary arrays have it, and as views for those who want
/// texts.
struct TextColumn {
  ValueColumn<std::uint32_t> codes;
  std::vector<std::string_view> views;  ///< of `dictionary`
  std::deque<std::string> dictionary;
};

/// Profiles as columns in Arrow's layout, by the kind of their facts.
struct ProfileColumns {
  std::size_t rows = 0;
  ValueColumn<std::uint8_t> real_name, phone, bank_card, consent, bureau_adverse;
  ValueColumn<std::int64_t> age_years, age_days, score, overdue_days, late_payments, payments, active_days,
      inquiries, night_transfers;
  ValueColumn<double> amount, debt_ratio, payment_ratio, inflow;
  TextColumn kind, status, product, channel, region;
};

/// The first `limit` profiles of a file in the forms that programs hold them in memory.
struct DecodedFile {
  std::vector<std::string> lines;  ///< of the first `lines` profiles
  std::vector<Person> people;      ///< of the same ones; refers to `lines`
  ProfileColumns columns;          ///< of all
};
/// Throws std::runtime_error where the file cannot be read or has fewer than `lines` profiles.
DecodedFile decode(const std::string& path, std::size_t limit, std::size_t lines);

}  // namespace comparison
