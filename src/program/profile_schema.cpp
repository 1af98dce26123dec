#include "program/profile_schema.hpp"

#include <utility>

namespace eligo::program {

namespace {

profiles::ValueRange range_of(const check::Range& range) { return {range.lowest, range.highest}; }

}  // namespace

profiles::Schema profile_schema(const check::CheckedRuleSet& rules,
                                std::shared_ptr<const values::Dictionary> dictionary) {
  profiles::Schema schema;
  schema.facts.reserve(rules.facts.size());
  for (const check::Fact& fact : rules.facts) {
    profiles::FactSchema& read = schema.facts.emplace_back();
    read.name = fact.name;
    read.type = fact.type;
    read.range = range_of(fact.range);
    read.used = fact.used;
    for (const check::RecordField& field : fact.fields)
      read.fields.push_back({field.name, field.type, range_of(field.range)});
  }
  schema.subject = rules.subject;
  schema.dictionary = std::move(dictionary);
  return schema;
}

}  // namespace eligo::program
