#include "api/profile_state.hpp"

#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>

#include "api/profile_diagnostic.hpp"
#include "api/profile_json.hpp"
#include "api/value.hpp"
#include "json/cursor.hpp"
#include "json/string.hpp"
#include "json/writer.hpp"
#include "profiles/fact_reader.hpp"
#include "profiles/read_options.hpp"

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

Profile::State::State(const State& other)
    : content(other.content),
      subject(other.subject),
      subject_json(other.subject_json),
      own_row(std::make_unique<profiles::ProfileRow>(other.row)),
      row(*own_row),
      is_small(false),
      texts(other.texts),
      read_texts(other.read_texts) {
  for (std::uint32_t fact = 0; fact < texts.size(); ++fact) {
    if (texts[fact].empty()) continue;
    const Kind kind = type_of(fact).kind;
    api::FactCell& cell = row.scalar(fact);
    if (kind == Kind::list) {
      rebase(row.list(fact), other.texts[fact], texts[fact]);
    } else if (kind == Kind::string && cell.known != 0) {
      cell.append(rebased(cell.as<StringValue>(), other.texts[fact], texts[fact]));
    }
  }
}

std::string& Profile::State::text_of(std::uint32_t fact) {
  if (texts.empty()) texts.resize(content->checked->facts.size());
  return texts[fact];
}

void Profile::State::refuse_type(std::uint32_t fact) const {
  const check::Fact& declared = content->checked->facts[fact];
  throw std::invalid_argument("fact `" + declared.name + "` is " + values::type_name(declared.type) +
                              ", not what it was set to");
}

void Profile::State::put_text(std::uint32_t fact, std::string_view value) {
  if (content->limits[fact].type != api::FactLimits::Type::text) [[unlikely]]
    refuse_type(fact);
  TakenText taken;
  const Cause refused = content->scalar_rules[fact].append_value(value, taken);
  if (refused != Cause::none) [[unlikely]]
    return row.make_unknown(fact, refused);
  if (!profiles::ScalarRule::is_in_dictionary(taken.text.code)) return keep_text(fact, taken.text);
  row.scalar(fact).append(content->program->dictionary().value(taken.text.code));
}

[[gnu::noinline]] void Profile::State::keep_text(std::uint32_t fact, StringValue value) {
  std::string& text = text_of(fact);
  if (text.capacity() < value.size) [[unlikely]]
    row.make_unknown(fact, Cause::absent);  // should there be no memory for the copy
  text = value.text();
  value.data = text.data();
  row.scalar(fact).append(value);
}

void Profile::State::put_texts(std::uint32_t fact, const List<std::string_view>& values) {
  require_list_of<std::string_view>(fact);
  std::string& text = text_of(fact);
  row.make_unknown(fact, Cause::absent);  // nothing refers to the text while it changes
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
  is_small = false;
  if (read_texts.empty()) read_texts.resize(content->checked->facts.size());
  read_texts[fact] = std::make_shared<const values::ByteArena>(std::move(bytes));
  row.take(fact, std::move(column));
  return std::nullopt;
}

void Profile::State::put_value(std::uint32_t fact, const Value& value) {
  if (const auto* const absence = value.get_if<Absence>()) return row.make_unknown(fact, cause_of(*absence));
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

void Profile::State::put_subject(std::string_view json) {
  try {
    subject_json = json;
    const bool plain = json.size() >= 2 && json.front() == '"' && json.find('\\') == std::string_view::npos;
    subject = plain ? std::string(json.substr(1, json.size() - 2)) : json::bare_text(json);
  } catch (...) {
    subject.clear();
    subject_json.clear();
    throw;
  }
}

std::size_t Profile::State::alternative(std::uint32_t fact) const { return alternative_of(type_of(fact)); }

bool Profile::State::is_missing(std::uint32_t fact) const {
  const values::View& view = row.views()[fact];
  return !view.is_known(0) && api::public_absence(view.cause_at(0)) == Absence::missing;
}

Value Profile::State::value_of(std::uint32_t fact) const {
  return api::public_value(values::value_at(row.views()[fact], 0), type_of(fact));
}

}  // namespace eligo
