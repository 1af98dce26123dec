#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "diagnostics/place.hpp"
#include "values/phrase.hpp"
#include "values/value.hpp"

namespace eligo::document {

using diagnostics::LocatedText;
using diagnostics::Place;

// What is `Written…` here is as the author has it; check/ has the same things linked and typed, without that.

/// Text by locale, in the order of the document: `en`, `zh-CN`.
struct WrittenText {
  struct Entry {
    std::string locale;
    LocatedText text;
  };
  std::vector<Entry> entries;
  Place place;
};

/// The author's texts for one of the built-in phrases.
struct WrittenPhrase {
  values::Phrase phrase;
  WrittenText texts;
};

/// The author's own data: JSON text, kept as written (canonical spacing), never interpreted.
using Meta = std::optional<std::string>;

/// A condition as written: an expression, or `all`, `any`, `none` over further conditions.
struct Condition {
  enum class Kind : std::uint8_t { expression, all, any, none };
  Kind kind = Kind::expression;
  LocatedText expression;        ///< Kind::expression only
  std::vector<Condition> parts;  ///< the others
  std::optional<WrittenText> note;
  Meta meta;
  Place place;  ///< of the JSON value
};

struct ScalarLiteral {
  values::Value value;  ///< bool, integer, floating or string, as JSON has it
  Place place;
};

struct WrittenRange {
  std::optional<ScalarLiteral> lowest, highest;
  Place place;
};

/// A type as written: `int`, `list<timestamp>`, with what stands beside it.
struct FactType {
  std::string name;
  Place place;
  std::vector<LocatedText> values;  ///< of an enum
  std::optional<WrittenRange> range;
  std::optional<ScalarLiteral> step;
  std::string unit;
  std::optional<WrittenText> title;
};

struct WrittenField {
  std::string name;
  Place name_place;
  FactType type;
};

struct WrittenFact {
  std::string name;  ///< dotted
  Place name_place;
  FactType type;
  std::vector<WrittenField> fields;  ///< of a list of records
  std::optional<WrittenText> description;
  std::optional<LocatedText> actionable;
  std::optional<ScalarLiteral> cost;
  bool optional = false;
  Meta meta;
  Place place;
};

struct WrittenParam {
  std::string name;
  Place name_place;
  std::optional<LocatedText> type;  ///< absent: the JSON type decides
  ScalarLiteral value;
  std::optional<WrittenText> title;
  std::string unit;
  Meta meta;
};

struct WrittenList {
  std::string name;
  Place name_place;
  LocatedText of;
  /// Inline values, or the lines of the file, each with its place (in the list file's own source).
  std::vector<ScalarLiteral> values;
  std::optional<LocatedText> file;
  std::string path;  ///< of that file, the rule set's folder before it
  std::optional<WrittenText> title;
  Meta meta;
};

struct WrittenDefinition {
  std::string name;
  Place name_place;
  LocatedText expression;
  std::optional<WrittenText> title;
  std::string unit;
  Meta meta;
};

struct WrittenOverride {
  std::string name;
  Place name_place;
  std::optional<LocatedText> type;
  ScalarLiteral value;
};

struct WrittenSegment {
  LocatedText id;
  std::optional<WrittenText> title;
  Condition when;
  std::vector<WrittenOverride> params;
  std::vector<LocatedText> waives;
  Meta meta;
  Place place;
};

struct WrittenWindow {
  std::optional<LocatedText> from, until;
  Place place;
};

struct WrittenRule {
  LocatedText id;
  std::optional<WrittenText> title;
  LocatedText category;
  LocatedText effect;
  Condition when;
  std::optional<LocatedText> on_missing;
  LocatedText reason;
  std::int64_t priority = 0;
  std::optional<WrittenWindow> active;
  bool review = false;
  bool always_shown = false;
  std::optional<WrittenText> message;
  std::optional<WrittenText> remedy;
  Meta meta;
  Place place;
};

struct WrittenAlternative {
  LocatedText id;
  Condition when;
  std::optional<WrittenText> title;
  std::optional<WrittenText> message;
  Meta meta;
  Place place;
};

/// A rule set as written: the shape is right (keys, JSON types, required parts), names and types are
/// not yet looked at.
struct RuleSetDocument {
  std::shared_ptr<const diagnostics::Source> source;
  LocatedText id;
  LocatedText version;
  std::optional<WrittenText> title;
  std::optional<WrittenText> description;
  std::string subject = "id";
  std::vector<WrittenFact> facts;
  std::vector<WrittenParam> params;
  std::vector<WrittenList> lists;
  std::vector<WrittenDefinition> definitions;
  std::vector<WrittenSegment> segments;
  std::optional<LocatedText> on_missing;
  std::optional<std::int64_t> max_reasons;
  std::vector<WrittenRule> rules;
  std::vector<WrittenAlternative> alternatives;
  std::vector<WrittenPhrase> phrases;
  Meta meta;
};

}  // namespace eligo::document
