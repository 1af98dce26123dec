#include "plain_rules.hpp"

#include <bit>

#include "region_lists.hpp"

namespace comparison {

namespace {

using Texts = std::array<std::string, rule_texts.size()>;

Texts reason_texts(Form form) {
  Texts texts;
  for (std::size_t rule = 0; rule < texts.size(); ++rule) {
    const auto& [code, id, category] = rule_texts[rule];
    const std::string quoted = '"' + std::string(code) + '"';
    texts[rule] = form == Form::brief
                      ? quoted
                      : "{\"code\":" + quoted + ",\"effect\":\"" + (rule < denying_rules ? "deny" : "hide") +
                            "\",\"category\":\"" + std::string(category) + "\",\"rules\":[\"" +
                            std::string(id) + "\"]}";
  }
  return texts;
}

}  // namespace

std::uint32_t decide(const Person& p) {
  std::uint32_t hits = 0;
  const auto hit = [&](unsigned rule) { hits |= 1U << rule; };
  const bool has_amount = p.has(Field::amount);
  const std::uint8_t lists = p.has(Field::region) ? lists_of(p.region) : std::uint8_t{0};

  if (p.has(Field::real_name) && !p.real_name) hit(0);
  if (p.has(Field::age_years) && p.age_years < 18) hit(1);
  if (p.has(Field::status) && p.status == "frozen") hit(2);
  if ((lists & RegionList::prohibited) != 0) hit(3);
  if (p.has(Field::overdue_days) && p.overdue_days > 30) hit(4);
  if (p.has(Field::bureau_adverse) && p.bureau_adverse) hit(5);

  if (p.has(Field::phone) && !p.phone) hit(6);
  if (p.has(Field::bank_card) && !p.bank_card) hit(7);
  if (p.has(Field::age_years) && p.age_years > 65 && has_amount && p.amount > 50000.0) hit(8);
  if (p.has(Field::status) && (p.status == "restricted" || p.status == "inactive")) hit(9);
  if (p.has(Field::age_days) && p.age_days < 90) hit(10);
  if (p.has(Field::kind) && p.kind == "small_business" && p.has(Field::product) &&
      p.product != "business_line") {
    hit(11);
  }
  if (p.has(Field::channel) && p.channel == "agent") hit(12);
  if (p.has(Field::consent) && !p.consent) hit(13);
  if ((lists & RegionList::high_risk) != 0 && has_amount && p.amount > 20000.0) hit(14);
  if (p.has(Field::product) && p.product == "cash_advance" && p.has(Field::region) &&
      (lists & RegionList::pilot) == 0) {
    hit(15);
  }
  if (p.has(Field::score) && p.score < 560) hit(16);
  if (p.has(Field::score) && p.score < 640 && has_amount && p.amount > 30000.0) hit(17);
  if (p.has(Field::debt_ratio) && p.debt_ratio > 0.85) hit(18);
  if (p.has(Field::payment_ratio) && p.payment_ratio < 0.05) hit(19);
  if (p.has(Field::late_payments) && p.late_payments >= 3) hit(20);
  if (p.has(Field::payments) && p.payments < 3 && p.has(Field::active_days) && p.active_days < 5) hit(21);
  if (p.has(Field::inquiries) && p.inquiries > 6) hit(22);
  if ((p.has(Field::night_transfers) && p.night_transfers > 12) ||
      (p.has(Field::inflow) && p.inflow > 800000.0)) {
    hit(23);
  }
  return hits;
}

void append_decision(std::string& out, std::string_view id, std::uint32_t hits, Form form) {
  static const auto brief = reason_texts(Form::brief), eligo = reason_texts(Form::eligo);
  const auto& texts = form == Form::brief ? brief : eligo;
  out += "{\"id\":\"";
  out += id;
  out += "\",\"verdict\":\"";
  out += verdict_of(hits);
  out += '"';
  if (hits != 0 || form == Form::brief) {
    out += ",\"reasons\":[";
    for (; hits != 0; hits &= hits - 1) {
      out += texts[static_cast<std::size_t>(std::countr_zero(hits))];
      if ((hits & (hits - 1)) != 0) out += ',';
    }
    out += ']';
  }
  out += "}\n";
}

}  // namespace comparison
