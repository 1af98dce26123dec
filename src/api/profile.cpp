#include <eligo/profile.hpp>

#include <cstring>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>

#include <eligo/rule_set.hpp>

#include "api/content.hpp"
#include "api/profile_diagnostic.hpp"
#include "api/profile_json.hpp"
#include "api/profile_state.hpp"
#include "api/value.hpp"
#include "json/cursor.hpp"
#include "json/string.hpp"
#include "json/writer.hpp"
#include "profiles/fact_reader.hpp"
#include "profiles/json_reader.hpp"

namespace eligo {

namespace {

using values::Cause;
using values::Column;
using values::Kind;
using values::StringValue;

constexpr std::size_t max_depth = profiles::ReadOptions{}.max_depth;

/// The same string with its bytes in `to`, which is a copy of `from`; bytes elsewhere stay where they are.
StringValue rebased(StringValue text, const std::string& from, const std::string& to) {
  const bool own = text.data >= from.data() && text.data < from.data() + from.size();
  if (own) text.data = to.data() + (text.data - from.data());
  return text;
}

/// Points a copied list's strings into the copy's own bytes.
void rebase(Column& list, const std::string& from, const std::string& to) {
  Column& strings = list.child();
  const values::View& view = strings.seal();
  for (std::size_t row = 0; row < view.size; ++row) {
    if (view.is_known(row)) strings.assign(row, rebased(view.as<StringValue>()[row], from, to));
  }
}

/// The bytes of one value; none where the values are elsewhere.
std::size_t scalar_size(Kind kind) {
  switch (kind) {
    case Kind::boolean:
    case Kind::integer:
    case Kind::floating: return 8;
    case Kind::string:
    case Kind::timestamp:
    case Kind::duration: return 16;
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  return 0;
}

values::Cause cause_of(Absence absence) {
  switch (absence) {
    case Absence::missing: return Cause::absent;
    case Absence::null: return Cause::null;
    case Absence::wrong_type: return Cause::wrong_type;
    case Absence::out_of_range: return Cause::out_of_range;
    case Absence::not_in_enum: return Cause::not_in_enum;
  }
  return Cause::absent;
}

/// Which alternative of a Value's content the values of a fact are.
std::size_t alternative_of(const values::Type& type) {
  switch (type.kind) {
    case Kind::boolean: return Value{false}.content.index();
    case Kind::integer: return Value{std::int64_t{0}}.content.index();
    case Kind::floating: return Value{0.0}.content.index();
    case Kind::string: return Value{std::string()}.content.index();
    case Kind::timestamp: return Value{Instant{}}.content.index();
    case Kind::duration: return Value{Duration{}}.content.index();
    case Kind::list: return Value{Value::List{}}.content.index();
    case Kind::record:  // neither these are facts
    case Kind::null:
    case Kind::any: break;
  }
  return 0;
}

}  // namespace

Profile::State::State(std::shared_ptr<const api::Content> rules)
    : content(std::move(rules)),
      texts(content->checked->facts.size()),
      read_texts(content->checked->facts.size()) {
  columns.reserve(texts.size());
  for (const auto& fact : content->checked->facts) {
    columns.emplace_back(fact.type).append_unknown(Cause::absent);
  }
  read_columns();
}

Profile::State::State(std::shared_ptr<const api::Content> rules, profiles::Batch&& batch)
    : content(std::move(rules)), texts(content->checked->facts.size()) {
  auto released = std::move(batch).release();
  columns = std::move(released.columns);
  read_texts.assign(columns.size(), std::make_shared<const values::ByteArena>(std::move(released.bytes)));
  read_columns();
}

Profile::State::State(const State& other)
    : content(other.content),
      subject(other.subject),
      subject_json(other.subject_json),
      columns(other.columns),
      texts(other.texts),
      read_texts(other.read_texts) {
  for (std::uint32_t fact = 0; fact < columns.size(); ++fact) {
    Column& column = columns[fact];
    if (!texts[fact].empty() && column.type().kind == Kind::list)
      rebase(column, other.texts[fact], texts[fact]);
  }
  read_columns();
  for (std::uint32_t fact = 0; fact < columns.size(); ++fact) {
    if (!is_scalar(fact)) continue;
    Cell& cell = cells[fact];
    cell = other.cells[fact];
    if (cell.known == 0 || columns[fact].type().kind != Kind::string) continue;
    StringValue text;
    std::memcpy(&text, cell.value.data(), sizeof(text));
    cell.append(rebased(text, other.texts[fact], texts[fact]));
  }
}

bool Profile::State::is_scalar(std::uint32_t fact) const {
  return scalar_size(columns[fact].type().kind) > 0;
}

void Profile::State::read_columns() {
  views.resize(columns.size());
  cells.resize(columns.size());
  for (std::uint32_t fact = 0; fact < columns.size(); ++fact) {
    cells[fact].fingerprint = content->handles[fact].fingerprint_;
    read_column(fact);
    refusals = refusals || views[fact].has_causes();
  }
}

void Profile::State::read_column(std::uint32_t fact) {
  values::View& view = views[fact];
  view = columns[fact].seal();
  const std::size_t size = scalar_size(view.kind);
  if (size == 0) return;
  Cell& cell = cells[fact];
  std::memcpy(cell.value.data(), view.values, size);
  cell.known = view.known[0];
  view.values = cell.value.data();
  view.known = &cell.known;
  if (cell.known == 0) forget(fact);
}

void Profile::State::refuse_type(std::uint32_t fact) const {
  const check::Fact& declared = content->checked->facts[fact];
  throw std::invalid_argument("fact `" + declared.name + "` is " + values::type_name(declared.type) +
                              ", not what it was set to");
}

void Profile::State::forget(std::uint32_t fact) {
  Cell& cell = cells[fact];
  cell.value.fill(std::byte{0});
  if (columns[fact].type().kind == Kind::string) cell.append(StringValue{"", 0, StringValue::absent_code});
  cell.known = 0;
}

template <typename Fill>
void Profile::State::replace(std::uint32_t fact, const Fill& fill) {
  Column& column = columns[fact];
  try {
    column.clear();
    fill(column);
    read_column(fact);
  } catch (...) {
    column.clear();
    column.append_unknown(Cause::absent);
    read_column(fact);
    throw;
  }
}

template <typename Value>
void Profile::State::require_type(std::uint32_t fact) const {
  if (!profiles::accepts<Value>(columns[fact].type().kind)) [[unlikely]]
    refuse_type(fact);
}

template <typename Value>
void Profile::State::require_list_of(std::uint32_t fact) const {
  const Column& column = columns[fact];
  if (column.type().kind != Kind::list || !profiles::accepts<Value>(column.child().type().kind))
    refuse_type(fact);
}

void Profile::State::put_unknown(std::uint32_t fact, Cause cause) {
  refusals = refusals || cause != Cause::absent;
  if (!is_scalar(fact)) return replace(fact, [&](Column& column) { column.append_unknown(cause); });
  forget(fact);
  if (!refusals) return;  // no column has a cause
  try {
    columns[fact].assign_unknown(0, cause);
    read_column(fact);
  } catch (...) {
    columns[fact].assign_unknown(0, Cause::absent);
    read_column(fact);
    throw;
  }
}

template <typename Value>
void Profile::State::put(std::uint32_t fact, const Value& value) {
  require_type<Value>(fact);
  const Cause refused = content->scalar_rules[fact].append_value(value, cells[fact]);
  if (refused != Cause::none) [[unlikely]]
    put_unknown(fact, refused);
}

void Profile::State::put_text(std::uint32_t fact, std::string_view value) {
  put(fact, value);
  Cell& cell = cells[fact];
  if (cell.known == 0) return;
  StringValue text;
  std::memcpy(&text, cell.value.data(), sizeof(text));
  const bool kept = text.code != StringValue::absent_code;
  if (!kept) {
    forget(fact);  // should there be no memory for the copy
    texts[fact] = value;
  }
  text.data = kept ? content->program->dictionary().text(text.code).data() : texts[fact].data();
  cell.append(text);
}

template <typename Element>
void Profile::State::put_list(std::uint32_t fact, const List<Element>& values) {
  require_list_of<Element>(fact);
  replace(fact, [&](Column& column) {
    for (std::size_t at = 0; at < values.size; ++at) {
      const Element value = values.at(values.range, at);
      const Cause refused = content->scalar_rules[fact].append_value(value, column.child());
      if (refused == Cause::none) continue;
      refusals = true;
      column.child().append_unknown(refused);
    }
    column.append_list();
  });
}

namespace {

/// Texts that stand one behind the other, as long as the elements of a list are.
struct KeptTexts {
  std::string_view text;
  const void* range;
  std::string_view (*at)(const void* range, std::size_t index);
  mutable std::size_t begin = 0;
};

}  // namespace

void Profile::State::put_texts(std::uint32_t fact, const List<std::string_view>& values) {
  require_list_of<std::string_view>(fact);
  put_unknown(fact, Cause::absent);  // nothing refers to the text while it changes
  std::string& text = texts[fact];
  text.clear();
  for (std::size_t at = 0; at < values.size; ++at) text += values.at(values.range, at);
  const KeptTexts kept{text, values.range, values.at};
  put_list(fact, List<std::string_view>{&kept, values.size, [](const void* range, std::size_t at) {
                                          const KeptTexts& all = *static_cast<const KeptTexts*>(range);
                                          const std::size_t size = all.at(all.range, at).size();
                                          return all.text.substr(std::exchange(all.begin, all.begin + size),
                                                                 size);
                                        }});
}

std::optional<Diagnostic> Profile::State::put_json(std::uint32_t fact, std::string_view json) {
  const profiles::FactSchema& declared = content->program->schema().facts[fact];
  Column column(declared.type);
  values::ByteArena bytes;
  json::Cursor cursor(max_depth);
  profiles::FactReader reader(declared, &content->program->dictionary(), false);
  profiles::Refusal refused;
  const bool read = cursor.begin(json) && reader.read(cursor, bytes, column, refused) && cursor.end();
  if (!read) return api::profile_diagnostic(cursor.error());
  column.seal();  // allocates now what it takes to do it again
  read_texts[fact] = std::make_shared<const values::ByteArena>(std::move(bytes));
  columns[fact] = std::move(column);
  read_column(fact);
  refusals = refusals || views[fact].has_causes();
  return std::nullopt;
}

void Profile::State::put_value(std::uint32_t fact, const Value& value) {
  if (const auto* const absence = value.get_if<Absence>()) return put_unknown(fact, cause_of(*absence));
  if (value.content.index() != alternative_of(columns[fact].type())) refuse_type(fact);
  const auto put_content = [&](const auto& one) {
    using Content = std::decay_t<decltype(one)>;
    if constexpr (std::is_same_v<Content, std::string>) {
      put_text(fact, one);
    } else if constexpr (std::is_same_v<Content, Value::List>) {
      std::string json;
      json::Writer writer(json);
      api::write_value(writer, value);
      static_cast<void>(put_json(fact, json));  // it is JSON
    } else if constexpr (!std::is_same_v<Content, Absence> && !std::is_same_v<Content, Value::Record>) {
      put(fact, one);
    }
  };
  std::visit(put_content, value.content);
}

void Profile::State::put_subject(std::string_view text, std::string_view json) {
  try {
    subject = text;
    subject_json = json;
  } catch (...) {
    subject.clear();
    subject_json.clear();
    throw;
  }
}

bool Profile::State::is_missing(std::uint32_t fact) const {
  return !views[fact].is_known(0) && api::public_absence(views[fact].cause_at(0)) == Absence::missing;
}

Value Profile::State::value_of(std::uint32_t fact) const {
  return api::public_value(values::value_at(views[fact], 0), columns[fact].type());
}

Profile::Profile(std::unique_ptr<State> state) : state_(std::move(state)) {}
Profile::Profile(const Profile& other)
    : state_(other.state_ ? std::make_unique<State>(*other.state_) : nullptr) {}
Profile::Profile(Profile&&) noexcept = default;
Profile& Profile::operator=(const Profile& other) {
  if (this != &other) *this = Profile(other);
  return *this;
}
Profile& Profile::operator=(Profile&&) noexcept = default;
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
  State& own = state();
  own.put_text(own.place(fact), value);
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
  own.put_unknown(own.place(fact), Cause::absent);
  return *this;
}

void Profile::clear() {
  if (!state_) return;
  for (std::uint32_t fact = 0; fact < state_->columns.size(); ++fact) {
    state_->put_unknown(fact, Cause::absent);
  }
  state_->put_subject({}, {});
  state_->refusals = false;
}

const std::string& Profile::subject() const& noexcept {
  static const std::string none;
  return state_ ? state_->subject : none;
}
Profile& Profile::set_subject(std::string_view subject) & {
  State& own = state();
  own.subject_json.clear();  // written in its place, so that no memory is taken for it each time
  own.subject.clear();
  if (subject.empty()) return *this;
  try {
    json::append_string(own.subject_json, subject);
    own.subject = subject;
  } catch (...) {
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
  if (alternative_of(own.columns[place].type()) != alternative) {
    const check::Fact& declared = own.content->checked->facts[place];
    throw std::invalid_argument("fact `" + declared.name + "` is " + values::type_name(declared.type) +
                                ", not what was asked for");
  }
  return own.value_of(place);
}
bool Profile::has(const Fact& fact) const {
  const State& own = state();
  return own.views[own.place(fact)].is_known(0);
}
std::vector<Fact> Profile::facts() const {
  const State& own = state();
  std::vector<Fact> given;
  for (std::uint32_t fact = 0; fact < own.columns.size(); ++fact) {
    if (!own.is_missing(fact)) given.push_back(own.content->handles[fact]);
  }
  return given;
}
std::string Profile::json() const {
  const State& own = state();
  const check::CheckedRuleSet& rules = *own.content->checked;
  std::vector<api::NamedValue> facts;
  for (std::uint32_t fact = 0; fact < own.columns.size(); ++fact) {
    if (!own.is_missing(fact)) facts.push_back({rules.facts[fact].name, own.value_of(fact)});
  }
  return api::profile_json(rules.subject, own.subject_json, facts);
}

Result<Profile> RuleSet::try_parse_profile(std::string_view json) const {
  profiles::Batch batch(content_->program->schema());
  content_->readers.lend(json.size(), [&](api::ReaderPool::Reader& reader) {
    reader.json.read(json, 1, batch);
    return true;
  });
  if (const auto& error = batch.error(0)) {
    return std::vector<Diagnostic>{api::profile_diagnostic(error->message)};
  }
  const std::string subject(batch.subject(0));
  Profile profile(std::make_unique<Profile::State>(content_, std::move(batch)));
  profile.state().put_subject(json::bare_text(subject), subject);
  return profile;
}

}  // namespace eligo
