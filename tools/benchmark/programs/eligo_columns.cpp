#include "eligo_columns.hpp"

#include <span>

namespace comparison {

namespace {

/// Rows of a column as Eligo takes them.
struct Rows {
  eligo::BatchEvaluator& evaluator;
  Texts texts;
  std::size_t begin, end;

  template <typename Value, typename Given>
  void set(eligo::Fact fact, const Given* values, const std::vector<std::uint8_t>& valid) const {
    evaluator.set_column(fact, std::span<const Value>(values + begin, end - begin), valid.data() + begin / 8);
  }
  template <typename Value>
  void set(eligo::Fact fact, const ValueColumn<Value>& column) const {
    set<Value>(fact, column.values.data(), column.valid);
  }
  void set(eligo::Fact fact, const ValueColumn<std::uint8_t>& column) const {
    set<bool>(fact, reinterpret_cast<const bool*>(column.values.data()), column.valid);  // 0 and 1 only
  }
  void set(eligo::Fact fact, const TextColumn& column) const {
    if (texts == Texts::views) return set<std::string_view>(fact, column.views.data(), column.codes.valid);
    const std::vector<std::string_view> dictionary(column.dictionary.begin(), column.dictionary.end());
    evaluator.set_column(fact, std::span(column.codes.values).subspan(begin, end - begin), dictionary,
                         column.codes.valid.data() + begin / 8);
  }
};

constexpr const char* fact_names[] = {
    "identity.real_name",    "identity.phone",           "identity.bank_card",   "identity.age_years",
    "account.kind",          "account.status",           "account.age_days",     "application.product",
    "application.amount",    "application.channel",      "consent.bureau",       "credit.score",
    "credit.debt_ratio",     "credit.payment_ratio",     "credit.overdue_days",  "credit.late_payments",
    "credit.bureau_adverse", "activity.payments",        "activity.active_days", "activity.inquiries",
    "activity.inflow",       "activity.night_transfers", "region.code"};

}  // namespace

std::vector<eligo::Fact> fact_handles(const eligo::RuleSet& rules) {
  std::vector<eligo::Fact> facts;
  for (const auto* name : fact_names) facts.push_back(rules.fact(name));
  return facts;
}

void set_columns(eligo::BatchEvaluator& evaluator, const std::vector<eligo::Fact>& facts,
                 const ProfileColumns& columns, Texts texts, std::size_t begin, std::size_t end) {
  const Rows rows{evaluator, texts, begin, end};
  const auto set = [&](Field field, const auto& column) {
    rows.set(facts[static_cast<std::size_t>(field)], column);
  };
  set(Field::real_name, columns.real_name);
  set(Field::phone, columns.phone);
  set(Field::bank_card, columns.bank_card);
  set(Field::age_years, columns.age_years);
  set(Field::kind, columns.kind);
  set(Field::status, columns.status);
  set(Field::age_days, columns.age_days);
  set(Field::product, columns.product);
  set(Field::amount, columns.amount);
  set(Field::channel, columns.channel);
  set(Field::consent, columns.consent);
  set(Field::score, columns.score);
  set(Field::debt_ratio, columns.debt_ratio);
  set(Field::payment_ratio, columns.payment_ratio);
  set(Field::overdue_days, columns.overdue_days);
  set(Field::late_payments, columns.late_payments);
  set(Field::bureau_adverse, columns.bureau_adverse);
  set(Field::payments, columns.payments);
  set(Field::active_days, columns.active_days);
  set(Field::inquiries, columns.inquiries);
  set(Field::inflow, columns.inflow);
  set(Field::night_transfers, columns.night_transfers);
  set(Field::region, columns.region);
}

void set_facts(eligo::Profile& profile, const std::vector<eligo::Fact>& facts, const Person& person) {
  profile.clear();
  const auto set = [&](Field field, const auto& value) {
    if (person.has(field)) profile.set(facts[static_cast<std::size_t>(field)], value);
  };
  set(Field::real_name, person.real_name);
  set(Field::phone, person.phone);
  set(Field::bank_card, person.bank_card);
  set(Field::age_years, person.age_years);
  set(Field::kind, person.kind);
  set(Field::status, person.status);
  set(Field::age_days, person.age_days);
  set(Field::product, person.product);
  set(Field::amount, person.amount);
  set(Field::channel, person.channel);
  set(Field::consent, person.consent);
  set(Field::score, person.score);
  set(Field::debt_ratio, person.debt_ratio);
  set(Field::payment_ratio, person.payment_ratio);
  set(Field::overdue_days, person.overdue_days);
  set(Field::late_payments, person.late_payments);
  set(Field::bureau_adverse, person.bureau_adverse);
  set(Field::payments, person.payments);
  set(Field::active_days, person.active_days);
  set(Field::inquiries, person.inquiries);
  set(Field::inflow, person.inflow);
  set(Field::night_transfers, person.night_transfers);
  set(Field::region, person.region);
}

}  // namespace comparison
