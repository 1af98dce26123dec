#include "hand_written.hpp"

#include <algorithm>

#include "program/rollout.hpp"

namespace eligo::benchmark_limit {

namespace {

constexpr std::int64_t hour = 3'600'000'000'000;

/// The thresholds that segments change; otherwise the shipped values.
struct Thresholds {
  std::int64_t min_score = 600, max_open_loans = 4, max_recent_loans = 1, min_payments = 3, max_inquiries = 3;
  double flow_spike_factor = 5.0, material_flow = 20000.0, max_amount = 200000.0, max_debt_ratio = 0.9,
         rollout_percent = 90.0;
  bool waives_low = false, waives_offline = false;
};

Thresholds thresholds_of(const Person& person) {
  Thresholds values;
  if (person.kind == Kind::small_business) {
    values.min_score = 620;
    values.max_open_loans = 6;
    values.max_recent_loans = 2;
    values.flow_spike_factor = 10.0;
    values.material_flow = 100000.0;
    values.waives_offline = true;
  } else if (person.age_days < 90) {
    values.min_score = 650;
    values.max_amount = 5000.0;
    values.min_payments = 1;
    values.max_inquiries = 2;
    values.waives_offline = true;
  } else if (person.age_days >= 1095 && person.late_payments == 0) {
    values.min_score = 580;
    values.max_debt_ratio = 0.95;
    values.rollout_percent = 100.0;
    values.waives_low = values.waives_offline = true;
  }
  return values;
}

std::int64_t within(const std::vector<std::int64_t>& times, std::int64_t now, std::int64_t window) {
  return std::count_if(times.begin(), times.end(), [=](std::int64_t time) { return now - time < window; });
}

bool flow_is_unusual(const Person& p, const Thresholds& t) {
  return (p.inflow >= t.material_flow && p.inflow > t.flow_spike_factor * p.usual_inflow &&
          p.outflow >= 0.9 * p.inflow) ||
         p.night_transfers > 20;
}

}  // namespace

void decide(const Person& p, const Lists& lists, std::int64_t now, Outcome& outcome) {
  outcome.verdict = Verdict::visible;
  outcome.hits = 0;
  const Thresholds t = thresholds_of(p);
  const auto hit = [&](std::uint8_t rule, Verdict verdict) {
    outcome.rules[outcome.hits++] = rule;
    outcome.verdict = std::max(outcome.verdict, verdict);
  };
  const auto deny = [&](std::uint8_t rule, bool condition) {
    if (condition) hit(rule, Verdict::denied);
  };
  const auto hide = [&](std::uint8_t rule, bool condition) {
    if (condition) hit(rule, Verdict::hidden);
  };

  const bool expired = p.document_valid_until <= now;
  deny(0, p.age_years < 18);
  deny(1, !p.real_name_verified);
  deny(2, lists.blocked.contains(p.account_id));
  deny(3, expired);
  hide(4, !expired && p.document_valid_until - now < 720 * hour);
  hide(5, !p.phone_verified);
  hide(6, !p.bank_card_bound);
  deny(7, p.overdue_days > 59);
  hide(8, p.overdue_days > 0);
  deny(9, std::any_of(p.loans.begin(), p.loans.end(), [](const Loan& loan) {
         return loan.status == LoanStatus::overdue && loan.amount >= 100.0;
       }));
  deny(10, p.bureau_adverse);
  hide(11, !p.bureau_query);
  hide(12, now - p.bureau_checked_at >= 720 * hour);
  deny(13, p.score < 450);
  hide(14, p.score < t.min_score && p.score >= 450);
  hide(15, p.late_payments > 2);
  hide(16, p.debt_ratio > t.max_debt_ratio);
  hide(17, p.payment_ratio < 0.04 && p.debt_ratio > 0.5);
  hide(18, std::count_if(p.loans.begin(), p.loans.end(), [](const Loan& loan) {
             return loan.status != LoanStatus::closed;
           }) > t.max_open_loans);
  hide(19, std::count_if(p.loans.begin(), p.loans.end(), [=](const Loan& loan) {
             return now - loan.opened_at < 720 * hour;
           }) > t.max_recent_loans);
  hide(20, !t.waives_low && (p.payments < t.min_payments || p.active_days < 3));
  hide(21, !t.waives_offline && p.product == Product::revolving && p.offline_payments < 1);
  hide(22, now - p.last_active_at >= 2160 * hour);
  hide(23, within(p.inquiries, now, 168 * hour) > t.max_inquiries);
  hide(24, within(p.phone_changes, now, 72 * hour) > 0);
  hide(25, within(p.phone_changes, now, 720 * hour) + within(p.address_changes, now, 720 * hour) > 2);
  hide(26, flow_is_unusual(p, t));
  deny(27, lists.prohibited.contains(p.region));
  hide(28, lists.high_risk.contains(p.region) && p.score < 720);
  hide(29, p.product == Product::business_line && !lists.pilot.contains(p.region));
  deny(30, p.status == Status::frozen);
  hide(31, p.status == Status::inactive || p.status == Status::restricted);
  hide(32, p.amount > t.max_amount);
  hide(33, p.kind == Kind::small_business && (!p.licence_valid || p.business_age_days < 180));
  hide(34, now >= 1'790'784'000'000'000'000 && p.age_days < 365 && p.score < 660);
  hide(35, now >= 1'793'462'400'000'000'000 && now < 1'798'732'800'000'000'000 &&
               p.product == Product::cash_advance);
  hide(36, now >= 1'796'493'600'000'000'000 && now < 1'796'508'000'000'000'000);
  static const program::RolloutSalt salt("credit-entry-2026-11");
  hide(37, !program::in_rollout(salt.place_of(p.account_id), t.rollout_percent));
}

}  // namespace eligo::benchmark_limit
