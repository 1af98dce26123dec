#include "profiles/json_reader.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/name_index.hpp"
#include "json/cursor.hpp"
#include "json/number_text.hpp"
#include "profiles/column_mapping.hpp"
#include "profiles/column_path.hpp"
#include "profiles/fact_reader.hpp"
#include "profiles/key_table.hpp"
#include "profiles/refusal.hpp"
#include "profiles/shape_reader.hpp"
#include "text/display.hpp"

namespace eligo::profiles {

namespace {

using text::quoted_name;

/// Longer records are rare, and not worth a copy, nor the memory for it.
constexpr std::size_t longest_by_shape = std::size_t{1} << 20U;

/// What a key of an object leads to.
struct Member {
  std::optional<std::uint32_t> object;  ///< facts deeper down
  std::optional<std::uint32_t> fact;
  bool subject = false;
};

/// One object of a profile: `credit` of `credit.score`.
struct ObjectShape {
  std::string name;  ///< dotted, with a dot at the end; empty for the profile itself
  KeyTable keys;
  std::vector<Member> members;  ///< by key

  /// Takes in a key of which the schema does not speak, so that it is known the next time; nothing
  /// where there are many already, or it is long.
  std::optional<std::uint32_t> learn(std::string_view key) {
    constexpr std::size_t most_keys = 256;
    if (learned == most_keys || key.size() > json::KeyPattern::size) return std::nullopt;
    ++learned;
    members.emplace_back();
    return keys.insert(key);
  }
  std::size_t learned = 0;
  std::optional<diagnostics::NameIndex> index = {};  ///< of the keys, made for the first that is unknown
};

}  // namespace

struct JsonReader::State {
  State(const Schema& profile_schema, ReadOptions read_options)
      : schema(profile_schema), options(read_options), cursor(read_options.max_depth) {
    shapes.emplace_back();
    facts.reserve(schema.facts.size());
    for (std::uint32_t fact = 0; fact < schema.facts.size(); ++fact) {
      facts.emplace_back(schema.facts[fact], schema.dictionary.get(), options.strict, &ignored,
                         options.mapping == nullptr ? nullptr : options.mapping->form(fact));
      const std::vector<std::string> path = path_of(fact);
      if (path.empty()) continue;  // it is the same in each profile
      std::optional<std::uint32_t>& first = place(path).fact;
      if (!first) first = fact;
    }
    const std::string& subject_column =
        options.mapping == nullptr ? schema.subject : options.mapping->subject_column();
    if (!subject_column.empty()) place(column_path(subject_column)).subject = true;
    if (options.by_shape) by_shape.emplace(profile_keys(), options.strict);
    if (options.mapping == nullptr) return;
    for (const ColumnMapping::Column& column : options.mapping->mapping().columns) {
      if (!column.fact) static_cast<void>(place(column_path(column.name)));  // known, and passed over
    }
    for (const LinkedMapping::Constant& constant : options.mapping->constants())
      constants += schema.facts[constant.fact].used ? 1 : 0;
  }

  /// The keys that lead to a fact.
  [[nodiscard]] std::vector<std::string> path_of(std::uint32_t fact) const {
    if (options.mapping == nullptr || schema.facts[fact].as_written)
      return column_path(schema.facts[fact].name);
    const std::string& column = options.mapping->column_of(fact);
    return column.empty() ? std::vector<std::string>{} : column_path(column);
  }

  Member& member(std::uint32_t shape, const std::string& name) {
    const std::uint32_t key = shapes[shape].keys.insert(name);
    if (key == shapes[shape].members.size()) shapes[shape].members.emplace_back();
    return shapes[shape].members[key];
  }

  Member& place(const std::vector<std::string>& path) {
    std::uint32_t shape = 0;
    for (std::size_t step = 0; step + 1 < path.size(); ++step) {
      std::optional<std::uint32_t> deeper = member(shape, path[step]).object;
      if (!deeper) {
        deeper = static_cast<std::uint32_t>(shapes.size());
        member(shape, path[step]).object = deeper;
        const std::string name = shapes[shape].name + path[step] + ".";
        shapes.emplace_back().name = name;
      }
      shape = *deeper;
    }
    return member(shape, path.back());
  }

  bool read_profile(std::string_view text, Batch& batch);
  bool read_object(std::uint32_t shape, Batch& batch);
  bool read_member(const Member& member, Batch& batch);
  bool read_facts(std::uint32_t first, Batch& batch);
  bool read_fact(std::uint32_t fact, Batch& batch);
  bool read_subject(Batch& batch);
  bool read_constants(Batch& batch);
  bool read_no_object(std::uint32_t shape, Batch& batch);
  std::optional<KeyMeaning> meaning(std::uint32_t object, std::string_view key) const;
  template <typename Use>
  void each_fact_below(std::uint32_t shape, const Use& use) const;
  ProfileKeys profile_keys() const;
  std::string_view pad(std::string_view text, std::size_t readable);
  ShapeReader* shape_reader(std::string_view text);
  bool unknown_key(ObjectShape& shape, std::string_view key);

  const Schema& schema;
  ReadOptions options;
  json::Cursor cursor;
  std::vector<ObjectShape> shapes;  // 0 is the profile
  std::vector<FactReader> facts;
  IgnoredNames ignored;
  std::string_view subject;
  std::optional<ShapeReader> by_shape;
  std::size_t constants = 0;  // of the mapping, facts that are read
  std::string padded;
  std::unique_ptr<Batch> careful;  // of single profiles that are not read by shape
};

std::optional<KeyMeaning> JsonReader::State::meaning(std::uint32_t object, std::string_view key) const {
  using Kind = KeyMeaning::Kind;
  const auto number = shapes[object].keys.number_of(key);
  if (!number) return std::nullopt;
  const Member& member = shapes[object].members[*number];
  if ((member.object ? 1 : 0) + (member.fact ? 1 : 0) + (member.subject ? 1 : 0) > 1) return std::nullopt;
  if (member.object) return KeyMeaning{Kind::object, *member.object};
  if (member.subject) return KeyMeaning{Kind::subject};
  if (!member.fact) return KeyMeaning{Kind::passed_over};
  const FactSchema& fact = schema.facts[*member.fact];
  if (fact.same_name) {
    const FactSchema& other = schema.facts[*fact.same_name];
    if (!fact.used && other.as_written && !other.same_name)
      return KeyMeaning{Kind::as_written, *fact.same_name};
    const bool one_typed = fact.used && !fact.as_written && !facts[*member.fact].is_list();
    if (!one_typed || !other.as_written || other.same_name) return std::nullopt;
    return KeyMeaning{Kind::fact, *member.fact, fact.same_name};
  }
  if (fact.as_written) return KeyMeaning{Kind::as_written, *member.fact};
  return fact.used ? KeyMeaning{Kind::fact, *member.fact} : KeyMeaning{Kind::passed_over};
}

/// Calls `use` with each fact of an object, and of those in it, that something reads.
template <typename Use>
void JsonReader::State::each_fact_below(std::uint32_t shape, const Use& use) const {
  for (const Member& member : shapes[shape].members) {
    if (member.object) each_fact_below(*member.object, use);
    for (std::optional<std::uint32_t> fact = member.fact; fact; fact = schema.facts[*fact].same_name) {
      if (schema.facts[*fact].used) use(*fact);
    }
  }
}

ProfileKeys JsonReader::State::profile_keys() const {
  return {[this](std::uint32_t object, std::string_view key) { return meaning(object, key); },
          [this](std::uint32_t object) {
            std::vector<std::uint32_t> below;
            each_fact_below(object, [&](std::uint32_t fact) { below.push_back(fact); });
            return below;
          },
          facts};
}

/// The text with what a reader by shape has to find readable behind it.
std::string_view JsonReader::State::pad(std::string_view text, std::size_t readable) {
  if (readable >= shape_padding) return text;
  if (padded.size() < text.size() + shape_padding) padded.resize(text.size() + shape_padding);
  text.copy(padded.data(), text.size());
  return std::string_view(padded).substr(0, text.size());
}

/// Null where the text is better not tried.
ShapeReader* JsonReader::State::shape_reader(std::string_view text) {
  const bool tried = by_shape && text.size() <= longest_by_shape && by_shape->is_worth_trying();
  return tried ? &*by_shape : nullptr;
}

bool JsonReader::State::read_profile(std::string_view text, Batch& batch) {
  subject = {};
  if (!cursor.begin(text)) return false;
  if (cursor.peek() != '{') {
    return cursor.skip() && cursor.end() && cursor.fail("a profile must be a JSON object");
  }
  return read_object(0, batch) && cursor.end() && (constants == 0 || read_constants(batch));
}

bool JsonReader::State::read_constants(Batch& batch) {
  for (const LinkedMapping::Constant& constant : options.mapping->constants()) {
    if (!cursor.begin(constant.json) || !read_fact(constant.fact, batch) || !cursor.end()) return false;
  }
  return true;
}

bool JsonReader::State::read_object(std::uint32_t index, Batch& batch) {
  ObjectShape& shape = shapes[index];
  const std::size_t first_key = cursor.first_key();
  shape.keys.begin();
  bool more = false;
  if (!cursor.enter(more)) return false;
  while (more) {
    std::string_view name;
    std::optional<std::uint32_t> key;
    if (!shape.keys.next(cursor, key, name)) return false;
    if (!key && options.strict) return unknown_key(shape, name);
    if (!key) {
      ignored.add(shape.name, name);
      key = shape.learn(name);
    }
    if (!key) {
      cursor.add_key(name);
      if (!cursor.skip()) return false;
    } else {
      const Member& member = shape.members[*key];
      if (!shape.keys.mark(*key)) {
        if (member.subject) subject = {};  // it is not clear which of the two is meant
        return cursor.fail(json::duplicate_key_message(shape.keys.name(*key)));
      }
      if (!read_member(member, batch)) return false;
    }
    if (!cursor.next(more)) return false;
  }
  return cursor.compare_keys(first_key);
}

bool JsonReader::State::read_member(const Member& member, Batch& batch) {
  const std::size_t mark = cursor.mark();
  if (member.object) {
    const bool nested = cursor.peek() == '{';
    if (!(nested ? read_object(*member.object, batch) : read_no_object(*member.object, batch))) return false;
    if (!member.fact) return true;
    cursor.back_to(mark);  // to another rule set it is a fact itself
  } else if (member.subject) {
    if (!read_subject(batch)) return false;
    if (!member.fact) return true;
    cursor.back_to(mark);  // a fact may have the same name
  }
  return member.fact ? read_facts(*member.fact, batch) : cursor.skip();
}

bool JsonReader::State::read_facts(std::uint32_t first, Batch& batch) {
  const std::size_t mark = cursor.mark();
  for (std::optional<std::uint32_t> fact = first; fact; fact = schema.facts[*fact].same_name) {
    cursor.back_to(mark);
    if (!read_fact(*fact, batch)) return false;
  }
  return true;
}

bool JsonReader::State::read_fact(std::uint32_t fact, Batch& batch) {
  if (!schema.facts[fact].used) return cursor.skip();
  Refusal refused;
  if (!facts[fact].read(cursor, batch.bytes(), batch.column(fact), refused)) return false;
  if (options.strict && refused.any()) {
    return cursor.fail(refusal_text(schema.facts[fact], refused, options.written_form(fact)));
  }
  return true;
}

bool JsonReader::State::read_subject(Batch& batch) {
  std::string_view raw;
  const char first = cursor.peek();
  const bool nested = first == '{' || first == '[';
  if (!(nested ? cursor.skip() : cursor.skip_raw(raw))) return false;
  if (raw == "null") return true;
  if (first != '"' && json::number_form(raw) != json::NumberForm::integer) {
    return cursor.fail("the subject " + quoted_name(schema.subject) + " must be a string or an integer");
  }
  subject = batch.bytes().keep(raw);
  return true;
}

/// Something else stands where an object with facts was expected.
bool JsonReader::State::read_no_object(std::uint32_t shape, Batch& batch) {
  std::string_view raw;
  if (!(cursor.peek() == '[' ? cursor.skip() : cursor.skip_raw(raw))) return false;
  const bool null = raw == "null";
  if (options.strict && !null) {
    const std::string& dotted = shapes[shape].name;
    return cursor.fail(quoted_name(std::string_view(dotted).substr(0, dotted.size() - 1)) +
                       " must be an object");
  }
  const values::Cause cause = null ? values::Cause::null : values::Cause::wrong_type;
  each_fact_below(shape, [&](std::uint32_t fact) { batch.column(fact).append_unknown(cause); });
  return true;
}

bool JsonReader::State::unknown_key(ObjectShape& shape, std::string_view key) {
  if (!shape.index) {
    std::vector<std::string> names;
    for (std::uint32_t known = 0; known < shape.keys.size(); ++known) names.push_back(shape.keys.name(known));
    shape.index.emplace(names);
  }
  const std::string meant = shape.index->closest(key.substr(0, 64)).name;
  return cursor.fail("unknown key " + quoted_name(shape.name + std::string(key)) +
                     (meant.empty() ? "" : "; did you mean " + quoted_name(shape.name + meant) + "?"));
}

JsonReader::JsonReader(const Schema& schema, ReadOptions options)
    : state_(std::make_unique<State>(schema, options)) {}
JsonReader::~JsonReader() = default;
JsonReader::JsonReader(JsonReader&&) noexcept = default;
JsonReader& JsonReader::operator=(JsonReader&&) noexcept = default;

const IgnoredNames& JsonReader::ignored() const { return state_->ignored; }
void JsonReader::forget_ignored() { state_->ignored.clear(); }
std::uint64_t JsonReader::read_by_shape() const {
  return state_->by_shape ? state_->by_shape->read_records() : 0;
}

void JsonReader::read(std::string_view text, std::uint64_t line, Batch& batch, std::size_t readable) {
  ShapeReader* const by_shape = state_->shape_reader(text);
  const bool stays = readable >= shape_padding;
  if (by_shape != nullptr && by_shape->read(state_->pad(text, readable), batch, stays)) {
    if (state_->constants > 0 && !state_->read_constants(batch))
      return batch.fail_row(by_shape->subject(), line, {state_->cursor.error()});
    return batch.end_row(by_shape->subject(), line, by_shape->given() + state_->constants);
  }
  if (state_->read_profile(text, batch)) {
    batch.end_row(state_->subject, line);
    if (by_shape != nullptr) by_shape->learn(text);
  } else {
    batch.fail_row(state_->subject, line, {state_->cursor.error()});
  }
}

std::string_view JsonReader::subject() const { return state_->subject; }

std::optional<RecordError> JsonReader::read(std::string_view text, ProfileRow& row) {
  row.begin();
  ShapeReader* const by_shape = state_->shape_reader(text);
  if (by_shape != nullptr && by_shape->read(state_->pad(text, 0), row)) {
    state_->subject = by_shape->subject();
    row.finish_lists();
    return std::nullopt;
  }
  if (!state_->careful) state_->careful = std::make_unique<Batch>(state_->schema);
  Batch& batch = *state_->careful;
  batch.clear();
  row.clear();
  if (!state_->read_profile(text, batch)) return RecordError{state_->cursor.error()};
  for (std::uint32_t fact = 0; fact < state_->schema.facts.size(); ++fact) {
    values::Column& column = batch.column(fact);
    if (column.size() > 0) row.take(fact, std::move(column));
  }
  std::swap(row.bytes(), batch.bytes());
  if (by_shape != nullptr) by_shape->learn(text);
  return std::nullopt;
}

}  // namespace eligo::profiles
