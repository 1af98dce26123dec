#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "diagnostics/place.hpp"
#include "document/phrase.hpp"
#include "values/value.hpp"

namespace eligo::document {

using diagnostics::LocatedText;
using diagnostics::Place;

/// Text by locale, in the order of the document: `en`, `zh-CN`.
struct LocalizedText {
  struct Entry {
    std::string locale;
    LocatedText text;
  };
  std::vector<Entry> entries;
  Place place;
};

/// The author's texts for one of the built-in phrases.
struct PhraseTexts {
  Phrase phrase;
  LocalizedText texts;
};

/// The author's own data: JSON text, kept as written (canonical spacing), never interpreted.
using Meta = std::optional<std::string>;

/// A condition as written: an expression, or `all`, `any`, `none` over further conditions.
struct Condition {
  enum class Kind : std::uint8_t { expression, all, any, none };
  Kind kind = Kind::expression;
  LocatedText expression;        ///< Kind::expression only
  std::vector<Condition> parts;  ///< the others
  std::optional<LocalizedText> note;
  Meta meta;
  Place place;  ///< of the JSON value
};

struct ScalarLiteral {
  values::Value value;  ///< bool, integer, floating or string, as JSON has it
  Place place;
};

struct Range {
  std::optional<ScalarLiteral> lowest, highest;
  Place place;
};

/// A type as written: `int`, `list<timestamp>`, with what stands beside it.
struct FactType {
  std::string name;
  Place place;
  std::vector<LocatedText> values;  ///< of an enum
  std::optional<Range> range;
  std::string unit;
  std::optional<LocalizedText> title;
};

struct FieldEntry {
  std::string name;
  Place name_place;
  FactType type;
};

struct Fact {
  std::string name;  ///< dotted
  Place name_place;
  FactType type;
  std::vector<FieldEntry> fields;  ///< of a list of records
  std::optional<LocalizedText> description;
  std::optional<LocatedText> actionable;
  std::optional<ScalarLiteral> cost;
  bool optional = false;
  Meta meta;
  Place place;
};

struct Param {
  std::string name;
  Place name_place;
  std::optional<LocatedText> type;  ///< absent: the JSON type decides
  ScalarLiteral value;
  std::optional<LocalizedText> title;
  std::string unit;
  Meta meta;
};

struct ListEntry {
  std::string name;
  Place name_place;
  LocatedText of;
  /// Inline values, or the lines of the file, each with its place (in the list file's own source).
  std::vector<ScalarLiteral> values;
  std::optional<LocatedText> file;
  std::string path;  ///< of that file, the rule set's folder before it
  std::optional<LocalizedText> title;
  Meta meta;
};

struct Definition {
  std::string name;
  Place name_place;
  LocatedText expression;
  std::optional<LocalizedText> title;
  std::string unit;
  Meta meta;
};

struct ParamOverride {
  std::string name;
  Place name_place;
  std::optional<LocatedText> type;
  ScalarLiteral value;
};

struct Segment {
  LocatedText id;
  std::optional<LocalizedText> title;
  Condition when;
  std::vector<ParamOverride> params;
  std::vector<LocatedText> waives;
  Meta meta;
  Place place;
};

struct Window {
  std::optional<LocatedText> from, until;
  Place place;
};

struct Rule {
  LocatedText id;
  std::optional<LocalizedText> title;
  LocatedText category;
  LocatedText effect;
  Condition when;
  std::optional<LocatedText> on_missing;
  LocatedText reason;
  std::int64_t priority = 0;
  std::optional<Window> active;
  bool review = false;
  std::optional<LocalizedText> message;
  std::optional<LocalizedText> remedy;
  Meta meta;
  Place place;
};

struct Alternative {
  LocatedText id;
  Condition when;
  std::optional<LocalizedText> title;
  std::optional<LocalizedText> message;
  Meta meta;
  Place place;
};

/// A rule set as written: the shape is right (keys, JSON types, required parts), names and types are
/// not yet looked at.
struct RuleSetDocument {
  std::shared_ptr<const diagnostics::Source> source;
  LocatedText id;
  LocatedText version;
  std::optional<LocalizedText> title;
  std::optional<LocalizedText> description;
  std::string subject = "id";
  std::vector<Fact> facts;
  std::vector<Param> params;
  std::vector<ListEntry> lists;
  std::vector<Definition> definitions;
  std::vector<Segment> segments;
  std::optional<LocatedText> on_missing;
  std::optional<std::int64_t> max_reasons;
  std::vector<Rule> rules;
  std::vector<Alternative> alternatives;
  std::vector<PhraseTexts> phrases;
  Meta meta;
};

}  // namespace eligo::document
