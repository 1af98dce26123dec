#include "api/profile_state.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>

#include "api/profile_diagnostic.hpp"
#include "api/profile_json.hpp"
#include "api/value.hpp"
#include "json/cursor.hpp"
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

/// Which alternative of a Value's content the values of a type are.
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

/// What a rule appends, before its bytes are kept.
struct TakenText {
  StringValue text;
  void append(const StringValue& taken) { text = taken; }
};

/// Texts that stand one behind the other, as long as the elements of a list are.
struct KeptTexts {
  std::string_view text;
  const void* range;
  std::string_view (*at)(const void* range, std::size_t index);
  mutable std::size_t begin = 0;
};

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
    cells[fact] = content->empty_cells[fact];
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

void Profile::State::forget(std::uint32_t fact) { cells[fact] = content->empty_cells[fact]; }

void Profile::State::forget_all() {
  if (refusals) {  // the columns have causes
    for (std::uint32_t fact = 0; fact < columns.size(); ++fact) put_unknown(fact, Cause::absent);
    refusals = false;
    return;
  }
  std::ranges::copy(content->empty_cells, cells.begin());
  for (const std::uint32_t fact : content->list_facts) {
    if (views[fact].is_known(0)) put_unknown(fact, Cause::absent);
  }
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

void Profile::State::put_text(std::uint32_t fact, std::string_view value) {
  require_type<std::string_view>(fact);
  TakenText taken;
  const Cause refused = content->scalar_rules[fact].append_value(value, taken);
  if (refused != Cause::none) [[unlikely]]
    return put_unknown(fact, refused);
  if (taken.text.code != StringValue::absent_code) {
    taken.text.data = content->program->dictionary().text(taken.text.code).data();
  } else {
    forget(fact);  // should there be no memory for the copy
    texts[fact] = value;
    taken.text.data = texts[fact].data();
  }
  cells[fact].append(taken.text);
}

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
  if (value.content.index() != alternative(fact)) refuse_type(fact);
  const auto put_content = [&](const auto& one) {
    using Content = std::decay_t<decltype(one)>;
    if constexpr (std::is_same_v<Content, std::string>) {
      put_text(fact, one);
    } else if constexpr (std::is_same_v<Content, Value::List>) {
      std::string json;
      json::Writer writer(json);
      api::write_value(writer, value);
      if (const auto mistake = put_json(fact, json)) {
        throw std::invalid_argument("fact `" + content->checked->facts[fact].name + "`: " + mistake->message);
      }
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

std::size_t Profile::State::alternative(std::uint32_t fact) const {
  return alternative_of(columns[fact].type());
}

bool Profile::State::is_missing(std::uint32_t fact) const {
  return !views[fact].is_known(0) && api::public_absence(views[fact].cause_at(0)) == Absence::missing;
}

Value Profile::State::value_of(std::uint32_t fact) const {
  return api::public_value(values::value_at(views[fact], 0), columns[fact].type());
}

}  // namespace eligo
