#include "read_person.hpp"

namespace comparison {

namespace {

using simdjson::ondemand::object;
using simdjson::ondemand::value;

/// Where the value is null or of another type, the fact is missing.
template <typename Value, typename Found>
void assign(Found&& found, Field field, Value& to, Person& person) {
  if (found.get(to) == simdjson::SUCCESS) person.know(field);
}

void read_identity(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "real_name") {
      assign(field.value(), Field::real_name, p.real_name, p);
    } else if (key == "phone") {
      assign(field.value(), Field::phone, p.phone, p);
    } else if (key == "bank_card") {
      assign(field.value(), Field::bank_card, p.bank_card, p);
    } else if (key == "age_years") {
      assign(field.value(), Field::age_years, p.age_years, p);
    }
  }
}

void read_account(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "kind") {
      assign(field.value(), Field::kind, p.kind, p);
    } else if (key == "status") {
      assign(field.value(), Field::status, p.status, p);
    } else if (key == "age_days") {
      assign(field.value(), Field::age_days, p.age_days, p);
    }
  }
}

void read_application(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "product") {
      assign(field.value(), Field::product, p.product, p);
    } else if (key == "amount") {
      assign(field.value(), Field::amount, p.amount, p);
    } else if (key == "channel") {
      assign(field.value(), Field::channel, p.channel, p);
    }
  }
}

void read_consent(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "bureau") {
      assign(field.value(), Field::consent, p.consent, p);
    }
  }
}

void read_credit(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "score") {
      assign(field.value(), Field::score, p.score, p);
    } else if (key == "debt_ratio") {
      assign(field.value(), Field::debt_ratio, p.debt_ratio, p);
    } else if (key == "payment_ratio") {
      assign(field.value(), Field::payment_ratio, p.payment_ratio, p);
    } else if (key == "overdue_days") {
      assign(field.value(), Field::overdue_days, p.overdue_days, p);
    } else if (key == "late_payments") {
      assign(field.value(), Field::late_payments, p.late_payments, p);
    } else if (key == "bureau_adverse") {
      assign(field.value(), Field::bureau_adverse, p.bureau_adverse, p);
    }
  }
}

void read_activity(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "payments") {
      assign(field.value(), Field::payments, p.payments, p);
    } else if (key == "active_days") {
      assign(field.value(), Field::active_days, p.active_days, p);
    } else if (key == "inquiries") {
      assign(field.value(), Field::inquiries, p.inquiries, p);
    } else if (key == "inflow") {
      assign(field.value(), Field::inflow, p.inflow, p);
    } else if (key == "night_transfers") {
      assign(field.value(), Field::night_transfers, p.night_transfers, p);
    }
  }
}

void read_region(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "code") {
      assign(field.value(), Field::region, p.region, p);
    }
  }
}

void read_each(object document, Person& p) {
  for (auto field : document) {
    const auto key = field.key().value_unsafe();
    object section;
    if (key == "id") {
      if (field.value().get(p.id) != simdjson::SUCCESS) p.id = {};
    } else if (key == "identity") {
      if (field.value().get(section) == simdjson::SUCCESS) read_identity(section, p);
    } else if (key == "account") {
      if (field.value().get(section) == simdjson::SUCCESS) read_account(section, p);
    } else if (key == "application") {
      if (field.value().get(section) == simdjson::SUCCESS) read_application(section, p);
    } else if (key == "consent") {
      if (field.value().get(section) == simdjson::SUCCESS) read_consent(section, p);
    } else if (key == "credit") {
      if (field.value().get(section) == simdjson::SUCCESS) read_credit(section, p);
    } else if (key == "activity") {
      if (field.value().get(section) == simdjson::SUCCESS) read_activity(section, p);
    } else if (key == "region") {
      if (field.value().get(section) == simdjson::SUCCESS) read_region(section, p);
    }
  }
}

void read_by_name(object document, Person& p) {
  object section;
  if (document["id"].get(p.id) != simdjson::SUCCESS) p.id = {};
  if (document["identity"].get(section) == simdjson::SUCCESS) {
    assign(section["real_name"], Field::real_name, p.real_name, p);
    assign(section["phone"], Field::phone, p.phone, p);
    assign(section["bank_card"], Field::bank_card, p.bank_card, p);
    assign(section["age_years"], Field::age_years, p.age_years, p);
  }
  if (document["account"].get(section) == simdjson::SUCCESS) {
    assign(section["kind"], Field::kind, p.kind, p);
    assign(section["status"], Field::status, p.status, p);
    assign(section["age_days"], Field::age_days, p.age_days, p);
  }
  if (document["application"].get(section) == simdjson::SUCCESS) {
    assign(section["product"], Field::product, p.product, p);
    assign(section["amount"], Field::amount, p.amount, p);
    assign(section["channel"], Field::channel, p.channel, p);
  }
  if (document["consent"].get(section) == simdjson::SUCCESS) {
    assign(section["bureau"], Field::consent, p.consent, p);
  }
  if (document["credit"].get(section) == simdjson::SUCCESS) {
    assign(section["score"], Field::score, p.score, p);
    assign(section["debt_ratio"], Field::debt_ratio, p.debt_ratio, p);
    assign(section["payment_ratio"], Field::payment_ratio, p.payment_ratio, p);
    assign(section["overdue_days"], Field::overdue_days, p.overdue_days, p);
    assign(section["late_payments"], Field::late_payments, p.late_payments, p);
    assign(section["bureau_adverse"], Field::bureau_adverse, p.bureau_adverse, p);
  }
  if (document["activity"].get(section) == simdjson::SUCCESS) {
    assign(section["payments"], Field::payments, p.payments, p);
    assign(section["active_days"], Field::active_days, p.active_days, p);
    assign(section["inquiries"], Field::inquiries, p.inquiries, p);
    assign(section["inflow"], Field::inflow, p.inflow, p);
    assign(section["night_transfers"], Field::night_transfers, p.night_transfers, p);
  }
  if (document["region"].get(section) == simdjson::SUCCESS) {
    assign(section["code"], Field::region, p.region, p);
  }
}

}  // namespace

void read_person(object document, Keys keys, Person& person) {
  person.known = 0;
  if (keys == Keys::each) {
    read_each(document, person);
  } else {
    read_by_name(document, person);
  }
}

}  // namespace comparison
