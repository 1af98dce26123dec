#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <eligo/verdict.hpp>

namespace eligo::benchmark_limit {

enum class Kind : std::uint8_t { personal, small_business };
enum class Status : std::uint8_t { active, inactive, restricted, frozen };
enum class Product : std::uint8_t { revolving, cash_advance, business_line };
enum class LoanStatus : std::uint8_t { open, closed, overdue };

struct Loan {
  double amount;
  LoanStatus status;
  std::int64_t opened_at;
};

/// The facts of the shipped consumer-credit rules, all there, as a programmer would hold them. Times are
/// nanoseconds since 1970.
struct Person {
  bool real_name_verified, phone_verified, bank_card_bound, bureau_query, bureau_adverse, licence_valid;
  Kind kind;
  Status status;
  Product product;
  std::int64_t document_valid_until, bureau_checked_at, last_active_at;
  std::int64_t age_years, age_days, score, overdue_days, late_payments;
  std::int64_t payments, offline_payments, active_days, business_age_days;
  double amount, debt_ratio, payment_ratio, inflow, usual_inflow, outflow, invoiced;
  std::int64_t night_transfers;
  std::string account_id, region;
  std::vector<std::int64_t> phone_changes, address_changes, inquiries;
  std::vector<Loan> loans;
};

struct Lists {
  std::unordered_set<std::string> prohibited, high_risk, pilot, blocked;
};

struct Outcome {
  Verdict verdict = Verdict::visible;
  std::size_t hits = 0;
  std::array<std::uint8_t, 48> rules;  // the rules that hit, in the order of the document
};

/// The shipped consumer-credit rules as plain ifs: what a program of one's own would cost. Waived rules
/// are left out, as they are by Eligo. The rollout uses the same hash, because that is no matter of rule
/// engines.
void decide(const Person& person, const Lists& lists, std::int64_t now, Outcome& outcome);

}  // namespace eligo::benchmark_limit
