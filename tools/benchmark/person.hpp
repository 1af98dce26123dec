#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace eligo::benchmark {

/// A profile of the benchmark as somebody would hold it who decides with plain ifs.
struct Person {
  std::string_view id;
  std::optional<bool> verified, phone_verified, adverse, trusted, rooted, bureau;
  std::optional<std::int64_t> age, age_days, score, overdue_days, late_payments, open_loans, payments,
      active_days, inquiries, inflow, outflow, night_transfers, amount;
  std::optional<double> debt_ratio, payment_ratio;
  std::optional<std::string_view> status, code, risk, product;
};

}  // namespace eligo::benchmark
