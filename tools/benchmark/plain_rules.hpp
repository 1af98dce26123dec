#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "person.hpp"

namespace eligo::benchmark {

/// The reason codes of rule_set.json in the order of reasons: those that deny first.
inline constexpr std::array<std::string_view, 24> codes = {
    "MINOR",        "UNVERIFIED",  "ACCOUNT_FROZEN",    "ACCOUNT_CLOSED", "SCORE_VERY_LOW",
    "OVERDUE_LONG", "ADVERSE",     "REGION_PROHIBITED", "NO_CONSENT",     "PHONE_UNVERIFIED",
    "ACCOUNT_NEW",  "SCORE_LOW",   "DEBT_HIGH",         "PAYMENTS_WEAK",  "OVERDUE",
    "LATE_OFTEN",   "LOANS_MANY",  "INACTIVE",          "INQUIRIES_MANY", "SPENDING",
    "NIGHT",        "REGION_RISK", "DEVICE_ROOTED",     "AMOUNT_LARGE"};
inline constexpr std::size_t denying = 9;

/// The rules of rule_set.json as anybody would write them: bit i of the result is code i. A rule whose facts
/// are missing does not hit.
[[nodiscard]] inline std::uint32_t decide(const Person& p) {
  std::uint32_t hits = 0;
  const auto hit = [&hits](unsigned code, bool when) { hits |= static_cast<std::uint32_t>(when) << code; };
  hit(0, p.age && *p.age < 18);
  hit(1, p.verified && !*p.verified);
  hit(2, p.status && *p.status == "frozen");
  hit(3, p.status && *p.status == "closed");
  hit(4, p.score && *p.score < 450);
  hit(5, p.overdue_days && *p.overdue_days > 90);
  hit(6, p.adverse && *p.adverse);
  hit(7, p.code && (*p.code == "KP" || *p.code == "IR" || *p.code == "MM" || *p.code == "SY"));
  hit(8, p.bureau && !*p.bureau);
  hit(9, p.phone_verified && !*p.phone_verified);
  hit(10, p.age_days && *p.age_days < 30);
  hit(11, p.score && *p.score < 560);
  hit(12, p.debt_ratio && *p.debt_ratio > 0.6);
  hit(13, p.payment_ratio && *p.payment_ratio < 0.5);
  hit(14, p.overdue_days && p.score && *p.overdue_days > 30 && *p.score < 700);
  hit(15, p.late_payments && *p.late_payments >= 6);
  hit(16, p.open_loans && *p.open_loans > 8);
  hit(17, p.payments && p.active_days && *p.payments < 3 && *p.active_days < 2);
  hit(18, p.inquiries && *p.inquiries > 6);
  hit(19, p.outflow && p.inflow && *p.outflow > *p.inflow * 2);
  hit(20, p.night_transfers && p.trusted && *p.night_transfers > 12 && !*p.trusted);
  hit(21, p.risk && p.score && *p.risk == "high" && *p.score < 650);
  hit(22, p.rooted && *p.rooted);
  hit(23, p.amount && p.product && *p.amount > 50'000 && *p.product != "mortgage");
  return hits;
}

[[nodiscard]] constexpr std::string_view verdict_of(std::uint32_t hits) {
  if (hits == 0) return "visible";
  return (hits & ((1U << denying) - 1)) != 0 ? "denied" : "hidden";
}

}  // namespace eligo::benchmark
