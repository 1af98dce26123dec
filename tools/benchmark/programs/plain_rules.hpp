#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "person.hpp"

namespace comparison {

/// The rules of ../rules.json in the order of reasons: those that deny first.
struct RuleText {
  std::string_view code, id, category;
};
inline constexpr std::size_t denying_rules = 6;
inline constexpr std::uint32_t denying_mask = (1U << denying_rules) - 1;
inline constexpr std::array<RuleText, 24> rule_texts{{
    {"IDENTITY_UNVERIFIED", "identity.real-name", "identity"},
    {"AGE_BELOW_LIMIT", "identity.minor", "identity"},
    {"ACCOUNT_FROZEN", "account.frozen", "account"},
    {"REGION_PROHIBITED", "region.prohibited", "region"},
    {"CREDIT_OVERDUE", "credit.overdue", "credit"},
    {"BUREAU_ADVERSE", "credit.bureau", "credit"},
    {"PHONE_UNVERIFIED", "identity.phone", "identity"},
    {"BANK_CARD_MISSING", "identity.bank-card", "identity"},
    {"AMOUNT_ABOVE_AGE_LIMIT", "identity.age-and-amount", "identity"},
    {"ACCOUNT_NOT_ACTIVE", "account.not-active", "account"},
    {"ACCOUNT_TOO_NEW", "account.new", "account"},
    {"PRODUCT_MISMATCH", "account.kind", "account"},
    {"CHANNEL_CLOSED", "application.channel", "account"},
    {"CONSENT_MISSING", "consent.bureau", "account"},
    {"REGION_HIGH_RISK", "region.high-risk", "region"},
    {"REGION_NOT_PILOT", "region.pilot", "region"},
    {"SCORE_BELOW_THRESHOLD", "credit.score", "credit"},
    {"SCORE_BELOW_AMOUNT", "credit.score-and-amount", "credit"},
    {"DEBT_RATIO_HIGH", "credit.debt-ratio", "credit"},
    {"PAYMENT_RATIO_LOW", "credit.payment-ratio", "credit"},
    {"PAYMENTS_LATE", "credit.late", "credit"},
    {"ACTIVITY_LOW", "activity.low", "activity"},
    {"INQUIRIES_FREQUENT", "activity.inquiries", "activity"},
    {"FLOW_UNUSUAL", "activity.unusual", "activity"},
}};

inline std::string_view verdict_of(std::uint32_t hits) {
  return (hits & denying_mask) != 0 ? "denied" : hits != 0 ? "hidden" : "visible";
}

/// Which rules hit: bit i for `rule_texts[i]`. Plain ifs, as one would write them by hand.
std::uint32_t decide(const Person& person);

/// How a decision is written: `{"id":…,"verdict":…,"reasons":["CODE",…]}`, or the very bytes of
/// `eligo evaluate --detail codes`.
enum class Form : std::uint8_t { brief, eligo };
void append_decision(std::string& out, std::string_view id, std::uint32_t hits, Form form);

}  // namespace comparison
