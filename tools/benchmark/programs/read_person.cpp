#include "read_person.hpp"

namespace comparison {

namespace {

using simdjson::ondemand::object;
using simdjson::ondemand::value;

/// Where the value is null or of another type, the fact is missing.
template <typename Value, typename Found>
void take(Found&& found, Field field, Value& to, Person& person) {
  if (found.get(to) == simdjson::SUCCESS) person.know(field);
}

void read_identity(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "real_name") {
      take(field.value(), Field::real_name, p.real_name, p);
    } else if (key == "phone") {
      take(field.value(), Field::phone, p.phone, p);
    } else if (key == "bank_card") {
      take(field.value(), Field::bank_card, p.bank_card, p);
    } else if (key == "age_years") {
      take(field.value(), Field::age_years, p.age_years, p);
    }
  }
}

void read_account(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "kind") {
      take(field.value(), Field::kind, p.kind, p);
    } else if (key == "status") {
      take(field.value(), Field::status, p.status, p);
    } else if (key == "age_days") {
      take(field.value(), Field::age_days, p.age_days, p);
    }
  }
}

void read_application(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "product") {
      take(field.value(), Field::product, p.product, p);
    } else if (key == "amount") {
      take(field.value(), Field::amount, p.amount, p);
    } else if (key == "channel") {
      take(field.value(), Field::channel, p.channel, p);
    }
  }
}

void read_consent(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "bureau") {
      take(field.value(), Field::consent, p.consent, p);
    }
  }
}

void read_credit(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "score") {
      take(field.value(), Field::score, p.score, p);
    } else if (key == "debt_ratio") {
      take(field.value(), Field::debt_ratio, p.debt_ratio, p);
    } else if (key == "payment_ratio") {
      take(field.value(), Field::payment_ratio, p.payment_ratio, p);
    } else if (key == "overdue_days") {
      take(field.value(), Field::overdue_days, p.overdue_days, p);
    } else if (key == "late_payments") {
      take(field.value(), Field::late_payments, p.late_payments, p);
    } else if (key == "bureau_adverse") {
      take(field.value(), Field::bureau_adverse, p.bureau_adverse, p);
    }
  }
}

void read_activity(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "payments") {
      take(field.value(), Field::payments, p.payments, p);
    } else if (key == "active_days") {
      take(field.value(), Field::active_days, p.active_days, p);
    } else if (key == "inquiries") {
      take(field.value(), Field::inquiries, p.inquiries, p);
    } else if (key == "inflow") {
      take(field.value(), Field::inflow, p.inflow, p);
    } else if (key == "night_transfers") {
      take(field.value(), Field::night_transfers, p.night_transfers, p);
    }
  }
}

void read_region(object section, Person& p) {
  for (auto field : section) {
    const auto key = field.key().value_unsafe();
    if (key == "code") {
      take(field.value(), Field::region, p.region, p);
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
    take(section["real_name"], Field::real_name, p.real_name, p);
    take(section["phone"], Field::phone, p.phone, p);
    take(section["bank_card"], Field::bank_card, p.bank_card, p);
    take(section["age_years"], Field::age_years, p.age_years, p);
  }
  if (document["account"].get(section) == simdjson::SUCCESS) {
    take(section["kind"], Field::kind, p.kind, p);
    take(section["status"], Field::status, p.status, p);
    take(section["age_days"], Field::age_days, p.age_days, p);
  }
  if (document["application"].get(section) == simdjson::SUCCESS) {
    take(section["product"], Field::product, p.product, p);
    take(section["amount"], Field::amount, p.amount, p);
    take(section["channel"], Field::channel, p.channel, p);
  }
  if (document["consent"].get(section) == simdjson::SUCCESS) {
    take(section["bureau"], Field::consent, p.consent, p);
  }
  if (document["credit"].get(section) == simdjson::SUCCESS) {
    take(section["score"], Field::score, p.score, p);
    take(section["debt_ratio"], Field::debt_ratio, p.debt_ratio, p);
    take(section["payment_ratio"], Field::payment_ratio, p.payment_ratio, p);
    take(section["overdue_days"], Field::overdue_days, p.overdue_days, p);
    take(section["late_payments"], Field::late_payments, p.late_payments, p);
    take(section["bureau_adverse"], Field::bureau_adverse, p.bureau_adverse, p);
  }
  if (document["activity"].get(section) == simdjson::SUCCESS) {
    take(section["payments"], Field::payments, p.payments, p);
    take(section["active_days"], Field::active_days, p.active_days, p);
    take(section["inquiries"], Field::inquiries, p.inquiries, p);
    take(section["inflow"], Field::inflow, p.inflow, p);
    take(section["night_transfers"], Field::night_transfers, p.night_transfers, p);
  }
  if (document["region"].get(section) == simdjson::SUCCESS) {
    take(section["code"], Field::region, p.region, p);
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
