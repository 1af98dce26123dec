#include <charconv>
#include <filesystem>

#include "api/c_objects.hpp"
#include "text/display.hpp"

using eligo::api::give;
using eligo::api::guarded;
using eligo::api::name_of;
using eligo::api::required;
using eligo::api::result_at;
using eligo::api::text_of;

namespace {

/// What `eligo::to_string(limits)` writes.
eligo::Limits read_limits(std::string_view text) {
  eligo::Limits limits;
  while (!text.empty()) {
    const std::string_view setting = text.substr(0, text.find(','));
    text.remove_prefix(std::min(setting.size() + 1, text.size()));
    const std::size_t sign = std::min(setting.find('='), setting.size());
    const std::string_view number = setting.substr(std::min(sign + 1, setting.size()));
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    const bool is_number = error == std::errc{} && end == number.data() + number.size();
    if (!is_number || !limits.set(setting.substr(0, sign), value))
      throw std::invalid_argument(eligo::text::in_backticks(setting) +
                                  " is no limit; write it like steps=1000000");
  }
  return limits;
}

struct Options {
  explicit Options(const eligo_load_options* given)
      : values(given == nullptr ? eligo_load_options{} : eligo::api::with_size(*given, "options")) {
    if (values.limits != nullptr) limits = read_limits(values.limits);
  }
  eligo_load_options values;
  eligo::Limits limits;
};

void give_rules(eligo_rule_set*& result, const eligo::RuleSet& rules) {
  give(result, eligo_rule_set{rules, rules.facts()});
}

}  // namespace

const char* eligo_version(void) { return ELIGO_VERSION; }

eligo_status eligo_instant_parse(const char* text, size_t size, eligo_instant* result, eligo_error** error) {
  return guarded(error, [&] {
    eligo_instant& instant = result_at(result);
    const std::string_view given = text_of(text, size, "text");
    const auto parsed = eligo::Instant::parse(given);
    if (!parsed) throw std::invalid_argument("`text` is no RFC 3339 timestamp of the years 1 to 9999");
    instant = {parsed->seconds, parsed->nanoseconds};
  });
}

eligo_status eligo_rule_set_load(const char* path, const eligo_load_options* options, eligo_rule_set** result,
                                 eligo_error** error) {
  return guarded(error, [&] {
    eligo_rule_set*& rules = result_at(result);
    const std::filesystem::path file(&required(path, "path"));
    give_rules(rules, eligo::RuleSet::load(file, Options(options).limits));
  });
}

eligo_status eligo_rule_set_parse(const char* text, size_t size, const eligo_load_options* options,
                                  eligo_rule_set** result, eligo_error** error) {
  return guarded(error, [&] {
    eligo_rule_set*& rules = result_at(result);
    const std::string_view given = text_of(text, size, "text");
    const Options all(options);
    const char* const name = all.values.name == nullptr ? "rule set" : all.values.name;
    const char* const folder = all.values.folder == nullptr ? "" : all.values.folder;
    give_rules(rules, eligo::RuleSet::parse(std::string(given), name, folder, all.limits));
  });
}

void eligo_rule_set_free(eligo_rule_set* rules) { const std::unique_ptr<eligo_rule_set> owned(rules); }

const char* eligo_rule_set_id(const eligo_rule_set* rules) {
  return rules == nullptr ? "" : rules->rules.id().c_str();
}
const char* eligo_rule_set_version(const eligo_rule_set* rules) {
  return rules == nullptr ? "" : rules->rules.version().c_str();
}
const char* eligo_rule_set_hash(const eligo_rule_set* rules) {
  return rules == nullptr ? "" : rules->rules.hash().c_str();
}

eligo_status eligo_rule_set_fact(const eligo_rule_set* rules, const char* name, eligo_fact** result,
                                 eligo_error** error) {
  return guarded(error, [&] {
    eligo_fact*& fact = result_at(result);
    const std::string_view wanted = name_of(name);
    give(fact, eligo_fact{required(rules, "rules").rules.fact(wanted), std::string(wanted)});
  });
}
void eligo_fact_free(eligo_fact* fact) { const std::unique_ptr<eligo_fact> owned(fact); }
const char* eligo_fact_name(const eligo_fact* fact) { return fact == nullptr ? "" : fact->name.c_str(); }

size_t eligo_rule_set_fact_count(const eligo_rule_set* rules) {
  return rules == nullptr ? 0 : rules->facts.size();
}
const char* eligo_rule_set_fact_name(const eligo_rule_set* rules, size_t index) {
  return index < eligo_rule_set_fact_count(rules) ? rules->facts[index].name.c_str() : nullptr;
}
int eligo_rule_set_fact_is_used(const eligo_rule_set* rules, size_t index) {
  return index < eligo_rule_set_fact_count(rules) && rules->facts[index].used ? 1 : 0;
}
