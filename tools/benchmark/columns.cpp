#include "columns.hpp"

#include <array>
#include <string>

namespace eligo::benchmark {

namespace {

constexpr std::array boolean_facts = {"identity.verified", "identity.phone_verified", "credit.adverse",
                                      "device.trusted",    "device.rooted",           "consent.bureau"};
constexpr std::array boolean_members = {&Person::verified, &Person::phone_verified, &Person::adverse,
                                        &Person::trusted,  &Person::rooted,         &Person::bureau};
constexpr std::array integer_facts = {
    "identity.age",         "account.age_days",  "credit.score",      "credit.overdue_days",
    "credit.late_payments", "credit.open_loans", "activity.payments", "activity.active_days",
    "activity.inquiries",   "activity.inflow",   "activity.outflow",  "activity.night_transfers",
    "application.amount"};
constexpr std::array integer_members = {
    &Person::age,           &Person::age_days,   &Person::score,    &Person::overdue_days,
    &Person::late_payments, &Person::open_loans, &Person::payments, &Person::active_days,
    &Person::inquiries,     &Person::inflow,     &Person::outflow,  &Person::night_transfers,
    &Person::amount};
constexpr std::array double_facts = {"credit.debt_ratio", "credit.payment_ratio"};
constexpr std::array double_members = {&Person::debt_ratio, &Person::payment_ratio};
constexpr std::array text_facts = {"account.status", "region.code", "region.risk", "application.product"};
constexpr std::array text_members = {&Person::status, &Person::code, &Person::risk, &Person::product};

enum Boolean : std::size_t { verified, phone_verified, adverse, trusted, rooted, bureau };
enum Integer : std::size_t {
  age,
  age_days,
  score,
  overdue_days,
  late_payments,
  open_loans,
  payments,
  active_days,
  inquiries,
  inflow,
  outflow,
  night_transfers,
  amount
};
enum Double : std::size_t { debt_ratio, payment_ratio };

template <typename Value, typename Members>
void fill(std::deque<Column<Value>>& columns, const Members& members, const std::vector<Person>& people) {
  for (const auto member : members) {
    Column<Value>& column = columns.emplace_back(people.size());
    for (std::size_t row = 0; row < people.size(); ++row) column.set(row, people[row].*member);
  }
}

std::uint8_t number_of(const std::optional<std::string_view>& text,
                       std::initializer_list<std::string_view> of) {
  if (!text) return 0;
  std::uint8_t number = 1;
  for (const std::string_view each : of) {
    if (*text == each) return number;
    ++number;
  }
  return number;
}

}  // namespace

Columns::Columns(const std::vector<Person>& people) : rows_(people.size()) {
  fill(booleans_, boolean_members, people);
  fill(integers_, integer_members, people);
  fill(doubles_, double_members, people);
  fill(texts_, text_members, people);
  for (const Person& person : people) {
    status_.push_back(number_of(person.status, {"frozen", "closed"}));
    region_.push_back(number_of(person.code, {"KP", "IR", "MM", "SY"}));
    risk_.push_back(number_of(person.risk, {"high"}));
    product_.push_back(number_of(person.product, {"mortgage"}));
  }
}

void Columns::decide(std::span<std::uint32_t> hits) const {
  const auto flag = [this](Boolean fact, std::size_t row, bool wanted) {
    return booleans_[fact].has(row) & (booleans_[fact].values[row] == wanted);
  };
  for (std::size_t row = 0; row < rows_; ++row) {
    const auto number = [this, row](Integer fact) { return integers_[fact].values[row]; };
    const auto has = [this, row](Integer fact) { return integers_[fact].has(row); };
    std::uint32_t found = 0;
    const auto hit = [&found](unsigned code, bool when) {
      found |= static_cast<std::uint32_t>(when) << code;
    };
    hit(0, has(age) & (number(age) < 18));
    hit(1, flag(verified, row, false));
    hit(2, status_[row] == 1);
    hit(3, status_[row] == 2);
    hit(4, has(score) & (number(score) < 450));
    hit(5, has(overdue_days) & (number(overdue_days) > 90));
    hit(6, flag(adverse, row, true));
    hit(7, (region_[row] >= 1) & (region_[row] <= 4));
    hit(8, flag(bureau, row, false));
    hit(9, flag(phone_verified, row, false));
    hit(10, has(age_days) & (number(age_days) < 30));
    hit(11, has(score) & (number(score) < 560));
    hit(12, doubles_[debt_ratio].has(row) & (doubles_[debt_ratio].values[row] > 0.6));
    hit(13, doubles_[payment_ratio].has(row) & (doubles_[payment_ratio].values[row] < 0.5));
    hit(14, has(overdue_days) & has(score) & (number(overdue_days) > 30) & (number(score) < 700));
    hit(15, has(late_payments) & (number(late_payments) >= 6));
    hit(16, has(open_loans) & (number(open_loans) > 8));
    hit(17, has(payments) & has(active_days) & (number(payments) < 3) & (number(active_days) < 2));
    hit(18, has(inquiries) & (number(inquiries) > 6));
    hit(19, has(outflow) & has(inflow) & (number(outflow) > number(inflow) * 2));
    hit(20, has(night_transfers) & (number(night_transfers) > 12) & flag(trusted, row, false));
    hit(21, (risk_[row] == 1) & has(score) & (number(score) < 650));
    hit(22, flag(rooted, row, true));
    hit(23, has(amount) & (number(amount) > 50'000) & (product_[row] == 2));
    hits[row] = found;
  }
}

void Columns::give(BatchEvaluator& evaluator, const RuleSet& rules, std::size_t first,
                   std::size_t count) const {
  const auto give_all = [&](const auto& columns, const auto& facts) {
    for (std::size_t index = 0; index < facts.size(); ++index) {
      evaluator.set_column(rules.fact(facts[index]), std::span(&columns[index].values[first], count),
                           columns[index].validity.data() + first / 8);
    }
  };
  const auto give_as_const = [&](const auto& columns, const auto& facts) { give_all(columns, facts); };
  give_as_const(booleans_, boolean_facts);
  give_as_const(integers_, integer_facts);
  give_as_const(doubles_, double_facts);
  give_as_const(texts_, text_facts);
}

}  // namespace eligo::benchmark
