#pragma once

#include <cstdint>
#include <string_view>

namespace comparison {

/// The facts of ../rules.json, in its order.
enum class Field : std::uint8_t {
  real_name,
  phone,
  bank_card,
  age_years,
  kind,
  status,
  age_days,
  product,
  amount,
  channel,
  consent,
  score,
  debt_ratio,
  payment_ratio,
  overdue_days,
  late_payments,
  bureau_adverse,
  payments,
  active_days,
  inquiries,
  inflow,
  night_transfers,
  region,
};

/// One profile, decoded. What is not in `known` is missing.
struct Person {
  std::uint32_t known = 0;
  bool real_name = false, phone = false, bank_card = false, consent = false, bureau_adverse = false;
  std::int64_t age_years = 0, age_days = 0, score = 0, overdue_days = 0, late_payments = 0, payments = 0,
               active_days = 0, inquiries = 0, night_transfers = 0;
  double amount = 0, debt_ratio = 0, payment_ratio = 0, inflow = 0;
  std::string_view id, kind, status, product, channel, region;

  [[nodiscard]] bool has(Field field) const { return (known >> static_cast<unsigned>(field) & 1U) != 0; }
  void know(Field field) { known |= 1U << static_cast<unsigned>(field); }
};

}  // namespace comparison
