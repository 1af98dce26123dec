#include <eligo/profile.hpp>

#include <optional>
#include <span>
#include <stdexcept>
#include <utility>

#include <eligo/rule_set.hpp>

#include "api/profile_diagnostic.hpp"
#include "api/profile_json.hpp"
#include "api/profile_state.hpp"
#include "json/string.hpp"

namespace eligo {

using values::Cause;

Profile::Profile(std::unique_ptr<State> state) : state_(std::move(state)) {
  if (!state_) return;
  const std::span<api::FactCell> cells = state_->row.cells();
  cells_ = {cells.data(), state_->content->limits.data(), static_cast<std::uint32_t>(cells.size())};
}
Profile::Profile(const Profile& other)
    : Profile(other.state_ ? std::make_unique<State>(*other.state_) : nullptr) {}
Profile::Profile(Profile&& other) noexcept
    : state_(std::move(other.state_)), cells_(std::exchange(other.cells_, {})) {}
Profile& Profile::operator=(const Profile& other) {
  if (this != &other) *this = Profile(other);
  return *this;
}
Profile& Profile::operator=(Profile&& other) noexcept {
  state_ = std::move(other.state_);
  cells_ = std::exchange(other.cells_, {});
  return *this;
}
Profile::~Profile() = default;

Profile::State& Profile::state() const {
  if (!state_) [[unlikely]]
    throw std::invalid_argument("the profile was moved from");
  return *state_;
}

const Fact& Profile::find(std::string_view name) const { return state().content->handle(name); }

Profile& Profile::set_bool(const Fact& fact, bool value) {
  State& own = state();
  own.put(own.place(fact), value);
  return *this;
}
Profile& Profile::set_int(const Fact& fact, std::int64_t value) {
  State& own = state();
  own.put(own.place(fact), value);
  return *this;
}
Profile& Profile::set_unsigned(const Fact& fact, std::uint64_t value) {
  State& own = state();
  own.put(own.place(fact), value);
  return *this;
}
Profile& Profile::set_double(const Fact& fact, double value) {
  State& own = state();
  own.put(own.place(fact), value);
  return *this;
}
Profile& Profile::set(const Fact& fact, Instant value) & {
  State& own = state();
  own.put(own.place(fact), value);
  return *this;
}
Profile& Profile::set(const Fact& fact, Duration value) & {
  State& own = state();
  own.put(own.place(fact), value);
  return *this;
}
Profile& Profile::set(const Fact& fact, std::string_view value) & {
  if (cells_.has(fact.index_, fact.fingerprint_)) [[likely]] {
    state_->put_text(fact.index_, value);
  } else {
    State& own = state();
    own.put_text(own.place(fact), value);
  }
  return *this;
}
Profile& Profile::set(const Fact& fact, const char* value) & {
  if (value == nullptr) throw std::invalid_argument("a null pointer was given for a text");
  return set(fact, std::string_view(value));
}

Profile& Profile::set_list(const Fact& fact, const List<bool>& values) {
  State& own = state();
  own.put_list(own.place(fact), values);
  return *this;
}
Profile& Profile::set_list(const Fact& fact, const List<std::int64_t>& values) {
  State& own = state();
  own.put_list(own.place(fact), values);
  return *this;
}
Profile& Profile::set_list(const Fact& fact, const List<std::uint64_t>& values) {
  State& own = state();
  own.put_list(own.place(fact), values);
  return *this;
}
Profile& Profile::set_list(const Fact& fact, const List<double>& values) {
  State& own = state();
  own.put_list(own.place(fact), values);
  return *this;
}
Profile& Profile::set_list(const Fact& fact, const List<std::string_view>& values) {
  State& own = state();
  own.put_texts(own.place(fact), values);
  return *this;
}
Profile& Profile::set_list(const Fact& fact, const List<Instant>& values) {
  State& own = state();
  own.put_list(own.place(fact), values);
  return *this;
}
Profile& Profile::set_list(const Fact& fact, const List<Duration>& values) {
  State& own = state();
  own.put_list(own.place(fact), values);
  return *this;
}

Profile& Profile::set(const Fact& fact, const Value& value) & {
  State& own = state();
  own.put_value(own.place(fact), value);
  return *this;
}

Profile& Profile::set_json(const Fact& fact, std::string_view json) & {
  if (auto wrong = try_set_json(fact, json)) throw InputError({std::move(*wrong)});
  return *this;
}
std::optional<Diagnostic> Profile::try_set_json(const Fact& fact, std::string_view json) {
  State& own = state();
  return own.put_json(own.place(fact), json);
}

Profile& Profile::reset(const Fact& fact) & {
  State& own = state();
  own.row.make_unknown(own.place(fact), Cause::absent);
  return *this;
}

void Profile::clear() {
  if (!state_) return;
  state_->row.clear();
  state_->subject.clear();
  state_->subject_json.clear();
}

const std::string& Profile::subject() const& noexcept {
  static const std::string none;
  return state_ ? state_->subject : none;
}
Profile& Profile::set_subject(std::string_view subject) & {
  State& own = state();
  own.subject = subject;     // first: it may be a part of what is there
  own.subject_json.clear();  // written in its place, so that no memory is taken for it each time
  if (own.subject.empty()) return *this;
  try {
    json::append_string(own.subject_json, own.subject);
  } catch (...) {
    own.subject.clear();
    own.subject_json.clear();
    throw;
  }
  return *this;
}

Value Profile::value(const Fact& fact) const {
  const State& own = state();
  return own.value_of(own.place(fact));
}
Value Profile::value_of_type(const Fact& fact, std::size_t alternative) const {
  const State& own = state();
  const std::uint32_t place = own.place(fact);
  if (own.alternative(place) != alternative) {
    const check::Fact& declared = own.content->checked->facts[place];
    throw std::invalid_argument("fact `" + declared.name + "` is " + values::type_name(declared.type) +
                                ", not what was asked for");
  }
  return own.value_of(place);
}
bool Profile::has(const Fact& fact) const {
  const State& own = state();
  return own.row.views()[own.place(fact)].is_known(0);
}
std::vector<Fact> Profile::facts() const {
  const State& own = state();
  std::vector<Fact> given;
  for (std::uint32_t fact = 0; fact < own.row.views().size(); ++fact) {
    if (!own.is_missing(fact)) given.push_back(own.content->handles[fact]);
  }
  return given;
}
std::string Profile::json() const {
  const State& own = state();
  const check::CheckedRuleSet& rules = *own.content->checked;
  std::vector<api::NamedValue> facts;
  for (std::uint32_t fact = 0; fact < own.row.views().size(); ++fact) {
    if (!own.is_missing(fact)) facts.push_back({rules.facts[fact].name, own.value_of(fact)});
  }
  return api::profile_json(rules.subject, own.subject_json, facts);
}

Profile RuleSet::parse_profile(std::string_view json) const { return try_parse_profile(json).value(); }

Result<Profile> RuleSet::try_parse_profile(std::string_view json) const {
  auto state = std::make_unique<Profile::State>(content_, json.size());
  auto error = content_->readers.lend(json.size(), [&](api::ReaderPool::Reader& reader) {
    auto wrong = reader.json.read(json, state->row);
    if (!wrong) state->put_subject(reader.json.subject());
    return wrong;
  });
  if (error) return std::vector<Diagnostic>{api::profile_diagnostic(error->message)};
  return Profile(std::move(state));
}

}  // namespace eligo
