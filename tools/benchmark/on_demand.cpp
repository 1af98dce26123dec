#include "on_demand.hpp"

#include <bit>

#include "plain_rules.hpp"

namespace eligo::benchmark {

namespace {

using simdjson::ondemand::object;
using simdjson::ondemand::value;

void take(value from, std::optional<bool>& to) { to = from.get_bool().value(); }
void take(value from, std::optional<std::int64_t>& to) { to = from.get_int64().value(); }
void take(value from, std::optional<double>& to) { to = from.get_double().value(); }
void take(value from, std::optional<std::string_view>& to) { to = from.get_string().value(); }

void read_identity(object from, Person& to) {
  for (auto field : from) {
    const std::string_view key = field.unescaped_key();
    if (key == "verified")
      take(field.value(), to.verified);
    else if (key == "phone_verified")
      take(field.value(), to.phone_verified);
    else if (key == "age")
      take(field.value(), to.age);
  }
}

void read_account(object from, Person& to) {
  for (auto field : from) {
    const std::string_view key = field.unescaped_key();
    if (key == "status")
      take(field.value(), to.status);
    else if (key == "age_days")
      take(field.value(), to.age_days);
  }
}

void read_credit(object from, Person& to) {
  for (auto field : from) {
    const std::string_view key = field.unescaped_key();
    if (key == "score")
      take(field.value(), to.score);
    else if (key == "debt_ratio")
      take(field.value(), to.debt_ratio);
    else if (key == "payment_ratio")
      take(field.value(), to.payment_ratio);
    else if (key == "overdue_days")
      take(field.value(), to.overdue_days);
    else if (key == "late_payments")
      take(field.value(), to.late_payments);
    else if (key == "adverse")
      take(field.value(), to.adverse);
    else if (key == "open_loans")
      take(field.value(), to.open_loans);
  }
}

void read_activity(object from, Person& to) {
  for (auto field : from) {
    const std::string_view key = field.unescaped_key();
    if (key == "payments")
      take(field.value(), to.payments);
    else if (key == "active_days")
      take(field.value(), to.active_days);
    else if (key == "inquiries")
      take(field.value(), to.inquiries);
    else if (key == "inflow")
      take(field.value(), to.inflow);
    else if (key == "outflow")
      take(field.value(), to.outflow);
    else if (key == "night_transfers")
      take(field.value(), to.night_transfers);
  }
}

void read_rest(std::string_view name, object from, Person& to) {
  for (auto field : from) {
    const std::string_view key = field.unescaped_key();
    if (name == "region") {
      if (key == "code")
        take(field.value(), to.code);
      else if (key == "risk")
        take(field.value(), to.risk);
    } else if (name == "device") {
      if (key == "trusted")
        take(field.value(), to.trusted);
      else if (key == "rooted")
        take(field.value(), to.rooted);
    } else if (name == "application") {
      if (key == "product")
        take(field.value(), to.product);
      else if (key == "amount")
        take(field.value(), to.amount);
    } else if (name == "consent") {
      if (key == "bureau") take(field.value(), to.bureau);
    }
  }
}

}  // namespace

bool read_person(simdjson::ondemand::parser& parser, std::string_view text, Person& person) {
  try {
    auto document = parser.iterate(text, text.size() + simdjson::SIMDJSON_PADDING);
    for (auto field : document.get_object()) {
      const std::string_view key = field.unescaped_key();
      if (key == "id")
        person.id = field.value().get_string().value();
      else if (key == "identity")
        read_identity(field.value().get_object(), person);
      else if (key == "account")
        read_account(field.value().get_object(), person);
      else if (key == "credit")
        read_credit(field.value().get_object(), person);
      else if (key == "activity")
        read_activity(field.value().get_object(), person);
      else
        read_rest(key, field.value().get_object(), person);
    }
    return true;
  } catch (const simdjson::simdjson_error&) {
    return false;
  }
}

void write_decision(std::string& out, std::string_view id, std::uint32_t hits) {
  out += "{\"id\":\"";
  out += id;
  out += "\",\"verdict\":\"";
  out += verdict_of(hits);
  out += '"';
  if (hits != 0) {
    out += ",\"reasons\":[";
    for (; hits != 0; hits &= hits - 1) {
      out += '"';
      out += codes[static_cast<std::size_t>(std::countr_zero(hits))];
      out += "\",";
    }
    out.back() = ']';
  }
  out += "}\n";
}

}  // namespace eligo::benchmark
