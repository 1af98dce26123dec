#include <eligo/profile.hpp>

#include <cstring>
#include <stdexcept>
#include <utility>

#include <eligo/rule_set.hpp>

#include "api/content.hpp"
#include "api/profile_diagnostic.hpp"
#include "api/profile_state.hpp"
#include "profiles/fact_reader.hpp"
#include "profiles/json_cursor.hpp"
#include "profiles/json_reader.hpp"
#include "profiles/json_text.hpp"

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

/// Points a copied column's strings into the copy's own bytes.
void rebase(Column& column, const std::string& from, const std::string& to) {
  if (from.empty()) return;
  Column& strings = column.type().kind == Kind::list ? column.child() : column;
  if (strings.type().kind != Kind::string) return;
  const auto* values = strings.view().as<StringValue>();
  for (std::size_t row = 0; row < strings.size(); ++row) {
    if (strings.cause_at(row) == Cause::none) strings.assign(row, rebased(values[row], from, to));
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
    default: return 0;
  }
}

/// A subject's JSON text without its quotes and escapes.
std::string bare_text(std::string_view json) {
  if (json.size() < 2 || json.front() != '"') return std::string(json);
  std::string text;
  static_cast<void>(profiles::append_unescaped(text, json.substr(1, json.size() - 2)));
  return text;
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
  point_at_columns();
}

Profile::State::State(std::shared_ptr<const api::Content> rules, profiles::Batch&& batch)
    : content(std::move(rules)), texts(content->checked->facts.size()) {
  auto released = std::move(batch).release();
  columns = std::move(released.columns);
  read_texts.assign(columns.size(), std::make_shared<const values::ByteArena>(std::move(released.bytes)));
  point_at_columns();
}

Profile::State::State(const State& other)
    : content(other.content),
      subject(other.subject),
      columns(other.columns),
      texts(other.texts),
      read_texts(other.read_texts) {
  for (std::size_t fact = 0; fact < columns.size(); ++fact) {
    rebase(columns[fact], other.texts[fact], texts[fact]);
  }
  point_at_columns();
}

void Profile::State::point_at_columns() {
  views.resize(columns.size());
  cells.resize(columns.size());
  for (std::uint32_t fact = 0; fact < columns.size(); ++fact) {
    pointers.push_back(&columns[fact]);
    refusals = refusals || columns[fact].has_causes();
    refresh(fact);
  }
}

void Profile::State::refresh(std::uint32_t fact) {
  values::View& view = views[fact];
  view = columns[fact].view();
  const std::size_t size = scalar_size(view.kind);
  if (size == 0) return;
  Cell& cell = cells[fact];
  std::memcpy(cell.value.data(), view.values, size);
  cell.known = view.known[0];
  view.values = cell.value.data();
  view.known = &cell.known;
}

void Profile::State::refuse_handle() { throw std::invalid_argument("the fact is of no rule set"); }

void Profile::State::refuse_type(std::uint32_t fact) const {
  const check::Fact& declared = content->checked->facts[fact];
  throw std::invalid_argument("fact `" + declared.name + "` is " + values::type_name(declared.type) +
                              ", not what it was set to");
}

void Profile::State::put_unknown(std::uint32_t fact, Cause cause) {
  columns[fact].clear();
  columns[fact].append_unknown(cause);
  refusals = refusals || cause != Cause::absent;
  refresh(fact);
}

template <typename Value>
void Profile::State::put(Fact fact, const Value& value) {
  require(fact);
  Column& column = columns[fact.index()];
  column.clear();
  const Cause refused = content->scalar_rules[fact.index()].append_value(value, column);
  if (refused == Cause::none) return refresh(fact.index());
  put_unknown(fact.index(), refused == Cause::wrong_type ? Cause::absent : refused);
  if (refused == Cause::wrong_type) refuse_type(fact.index());
}

template <typename Value>
void Profile::State::put_list(Fact fact, std::span<const Value> values) {
  require(fact);
  Column& column = columns[fact.index()];
  column.clear();
  if (column.type().kind != Kind::list) {
    put_unknown(fact.index(), Cause::absent);
    refuse_type(fact.index());
  }
  for (const Value& value : values) {
    const Cause refused = content->scalar_rules[fact.index()].append_value(value, column.child());
    if (refused == Cause::wrong_type) {
      put_unknown(fact.index(), Cause::absent);
      refuse_type(fact.index());
    }
    if (refused == Cause::none) continue;
    column.child().append_unknown(refused);
    refusals = true;
  }
  column.append_list();
  refresh(fact.index());
}

Profile::Profile(std::unique_ptr<State> state) : state_(std::move(state)) {}
Profile::Profile(const Profile& other) : state_(std::make_unique<State>(*other.state_)) {}
Profile::Profile(Profile&&) noexcept = default;
Profile& Profile::operator=(const Profile& other) {
  if (this != &other) state_ = std::make_unique<State>(*other.state_);
  return *this;
}
Profile& Profile::operator=(Profile&&) noexcept = default;
Profile::~Profile() = default;

Fact Profile::find(std::string_view name) const { return Fact(state_->content->fact_index(name)); }

Profile& Profile::set_bool(Fact fact, bool value) {
  state_->put(fact, value);
  return *this;
}
Profile& Profile::set_int(Fact fact, std::int64_t value) {
  state_->put(fact, value);
  return *this;
}
Profile& Profile::set(Fact fact, double value) {
  state_->put(fact, value);
  return *this;
}
Profile& Profile::set(Fact fact, Instant value) {
  state_->put(fact, values::Timestamp{values::to_nanoseconds(value)});
  return *this;
}
Profile& Profile::set(Fact fact, Duration value) {
  state_->put(fact, values::Interval{values::to_nanoseconds(value)});
  return *this;
}

Profile& Profile::set(Fact fact, std::string_view value) {
  state_->require(fact);
  std::string& text = state_->texts[fact.index()];
  text = value;
  state_->put(fact, std::string_view(text));
  return *this;
}

Profile& Profile::set(Fact fact, std::span<const std::string_view> values) {
  state_->require(fact);
  std::string& text = state_->texts[fact.index()];
  text.clear();
  for (const auto value : values) text += value;
  std::vector<std::string_view> kept;
  std::size_t at = 0;
  for (const auto value : values) {
    kept.push_back(std::string_view(text).substr(at, value.size()));
    at += value.size();
  }
  state_->put_list(fact, std::span<const std::string_view>(kept));
  return *this;
}

Profile& Profile::set(Fact fact, std::span<const Instant> values) {
  std::vector<values::Timestamp> times;
  for (const auto& value : values) times.push_back({values::to_nanoseconds(value)});
  state_->put_list(fact, std::span<const values::Timestamp>(times));
  return *this;
}
Profile& Profile::set(Fact fact, std::span<const Duration> values) {
  std::vector<values::Interval> times;
  for (const auto& value : values) times.push_back({values::to_nanoseconds(value)});
  state_->put_list(fact, std::span<const values::Interval>(times));
  return *this;
}
Profile& Profile::set(Fact fact, std::span<const std::int64_t> values) {
  state_->put_list(fact, values);
  return *this;
}
Profile& Profile::set(Fact fact, std::span<const double> values) {
  state_->put_list(fact, values);
  return *this;
}

Profile& Profile::set_json(Fact fact, std::string_view json) {
  state_->require(fact);
  Column& column = state_->columns[fact.index()];
  values::ByteArena bytes;
  profiles::JsonCursor cursor(max_depth);
  profiles::FactReader reader(state_->content->checked->facts[fact.index()],
                              state_->content->program->dictionary(), false);
  profiles::Refusal refused;
  column.clear();
  const bool read = cursor.begin(json) && reader.read(cursor, bytes, column, refused) && cursor.end();
  if (!read) {
    state_->put_unknown(fact.index(), Cause::absent);
    throw LoadError({api::profile_diagnostic(cursor.error())});
  }
  state_->read_texts[fact.index()] = std::make_shared<const values::ByteArena>(std::move(bytes));
  state_->refusals = state_->refusals || column.has_causes();
  state_->refresh(fact.index());
  return *this;
}

Profile& Profile::reset(Fact fact) {
  state_->require(fact);
  state_->put_unknown(fact.index(), Cause::absent);
  return *this;
}

void Profile::clear() {
  for (std::uint32_t fact = 0; fact < state_->columns.size(); ++fact) {
    state_->put_unknown(fact, Cause::absent);
  }
  state_->subject.clear();
  state_->refusals = false;
}

const std::string& Profile::subject() const noexcept { return state_->subject; }
Profile& Profile::set_subject(std::string_view subject) {
  state_->subject = subject;
  return *this;
}

Result<Profile> RuleSet::try_parse_profile(std::string_view json) const {
  profiles::Batch batch(*content_->checked);
  content_->readers.lend(json.size(), [&](api::ReaderPool::Reader& reader) {
    reader.json.read(json, 1, batch);
    return true;
  });
  if (const auto& error = batch.error(0)) {
    return std::vector<Diagnostic>{api::profile_diagnostic(error->message)};
  }
  const std::string subject = bare_text(batch.subject(0));
  Profile profile(std::make_unique<Profile::State>(content_, std::move(batch)));
  profile.set_subject(subject);
  return profile;
}

}  // namespace eligo
