#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
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

  void append(bool known, const Value& value);
};

/// Text as codes into a dictionary, as Arrow's dictionary arrays have it, and as views for those who want texts.
struct TextColumn {
  ValueColumn<std::uint32_t> codes;
  std::vector<std::string_view> views;
  std::vector<std::string> dictionary;
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

/// The first `limit` profiles of a file, and their lines where asked for.
struct DecodedFile {
  std::vector<std::string> lines;
  std::vector<std::string> texts;  ///< keeps what `people` refers to
  std::vector<Person> people;
  ProfileColumns columns;
};
DecodedFile decode(const std::string& path, std::size_t limit);

}  // namespace comparison
