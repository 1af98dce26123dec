#include "api/c_objects.hpp"

using eligo::Profile;
using eligo::api::give;
using eligo::api::give_text;
using eligo::api::guarded;
using eligo::api::name_of;
using eligo::api::required;
using eligo::api::result_at;
using eligo::api::text_of;

namespace {

/// The fact of a handle, or of a name.
const eligo::Fact& given(const eligo_fact* fact) { return required(fact, "fact").fact; }
std::string_view given(const char* name) { return name_of(name); }

/// A change of a profile.
template <typename Change>
eligo_status change(eligo_profile* profile, eligo_error** error, const Change& change) noexcept {
  return guarded(error, [&] { change(required(profile, "profile").profile); });
}

template <typename Which, typename Value>
eligo_status set(eligo_profile* profile, const Which* fact, const Value& value, eligo_error** error) {
  return change(profile, error, [&](Profile& to) { to.set(given(fact), value); });
}

template <typename Which>
eligo_status set_text(eligo_profile* profile, const Which* fact, const char* text, size_t size,
                      eligo_error** error) {
  return change(profile, error, [&](Profile& to) { to.set(given(fact), text_of(text, size, "text")); });
}

template <typename Which>
eligo_status set_json(eligo_profile* profile, const Which* fact, const char* json, size_t size,
                      eligo_error** error) {
  return change(profile, error, [&](Profile& to) { to.set_json(given(fact), text_of(json, size, "json")); });
}

template <typename Which>
eligo_status reset(eligo_profile* profile, const Which* fact, eligo_error** error) {
  return change(profile, error, [&](Profile& to) { to.reset(given(fact)); });
}

}  // namespace

eligo_status eligo_profile_new(const eligo_rule_set* rules, eligo_profile** result, eligo_error** error) {
  return guarded(error, [&] {
    eligo_profile*& profile = result_at(result);
    give(profile, eligo_profile{required(rules, "rules").rules.profile()});
  });
}
eligo_status eligo_profile_parse(const eligo_rule_set* rules, const char* json, size_t size,
                                 eligo_profile** result, eligo_error** error) {
  return guarded(error, [&] {
    eligo_profile*& profile = result_at(result);
    const eligo::RuleSet& set = required(rules, "rules").rules;
    give(profile, eligo_profile{set.try_parse_profile(text_of(json, size, "json")).value()});
  });
}
void eligo_profile_free(eligo_profile* profile) { const std::unique_ptr<eligo_profile> owned(profile); }

eligo_status eligo_profile_set_bool(eligo_profile* profile, const eligo_fact* fact, int value,
                                    eligo_error** error) {
  return set(profile, fact, value != 0, error);
}
eligo_status eligo_profile_set_bool_named(eligo_profile* profile, const char* name, int value,
                                          eligo_error** error) {
  return set(profile, name, value != 0, error);
}

eligo_status eligo_profile_set_int(eligo_profile* profile, const eligo_fact* fact, int64_t value,
                                   eligo_error** error) {
  return set(profile, fact, value, error);
}
eligo_status eligo_profile_set_int_named(eligo_profile* profile, const char* name, int64_t value,
                                         eligo_error** error) {
  return set(profile, name, value, error);
}

eligo_status eligo_profile_set_double(eligo_profile* profile, const eligo_fact* fact, double value,
                                      eligo_error** error) {
  return set(profile, fact, value, error);
}
eligo_status eligo_profile_set_double_named(eligo_profile* profile, const char* name, double value,
                                            eligo_error** error) {
  return set(profile, name, value, error);
}

eligo_status eligo_profile_set_string(eligo_profile* profile, const eligo_fact* fact, const char* text,
                                      size_t size, eligo_error** error) {
  return set_text(profile, fact, text, size, error);
}
eligo_status eligo_profile_set_string_named(eligo_profile* profile, const char* name, const char* text,
                                            size_t size, eligo_error** error) {
  return set_text(profile, name, text, size, error);
}

eligo_status eligo_profile_set_instant(eligo_profile* profile, const eligo_fact* fact, eligo_instant value,
                                       eligo_error** error) {
  return set(profile, fact, eligo::api::instant_of(value), error);
}
eligo_status eligo_profile_set_instant_named(eligo_profile* profile, const char* name, eligo_instant value,
                                             eligo_error** error) {
  return set(profile, name, eligo::api::instant_of(value), error);
}

eligo_status eligo_profile_set_duration(eligo_profile* profile, const eligo_fact* fact, int64_t seconds,
                                        int32_t nanoseconds, eligo_error** error) {
  return set(profile, fact, eligo::Duration{seconds, nanoseconds}, error);
}
eligo_status eligo_profile_set_duration_named(eligo_profile* profile, const char* name, int64_t seconds,
                                              int32_t nanoseconds, eligo_error** error) {
  return set(profile, name, eligo::Duration{seconds, nanoseconds}, error);
}

eligo_status eligo_profile_set_json(eligo_profile* profile, const eligo_fact* fact, const char* json,
                                    size_t size, eligo_error** error) {
  return set_json(profile, fact, json, size, error);
}
eligo_status eligo_profile_set_json_named(eligo_profile* profile, const char* name, const char* json,
                                          size_t size, eligo_error** error) {
  return set_json(profile, name, json, size, error);
}

eligo_status eligo_profile_reset(eligo_profile* profile, const eligo_fact* fact, eligo_error** error) {
  return reset(profile, fact, error);
}
eligo_status eligo_profile_reset_named(eligo_profile* profile, const char* name, eligo_error** error) {
  return reset(profile, name, error);
}
eligo_status eligo_profile_clear(eligo_profile* profile, eligo_error** error) {
  return change(profile, error, [&](Profile& to) { to.clear(); });
}
eligo_status eligo_profile_set_subject(eligo_profile* profile, const char* text, size_t size,
                                       eligo_error** error) {
  return change(profile, error, [&](Profile& to) { to.set_subject(text_of(text, size, "text")); });
}

eligo_status eligo_profile_json(const eligo_profile* profile, char** result, size_t* size,
                                eligo_error** error) {
  return guarded(error, [&] {
    char*& text = result_at(result);
    give_text(text, size, required(profile, "profile").profile.json());
  });
}
