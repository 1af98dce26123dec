#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <eligo/decision.hpp>
#include <eligo/instant.hpp>
#include <eligo/lifetime.hpp>
#include <eligo/value.hpp>

// What a rule set consists of, as plain values for whoever fetches facts, makes forms or keeps lists of
// reasons. RuleSet gives them in the order of the document.

namespace eligo {

/// A text in the languages that the author gave, in the author's order; empty where there is none.
struct LocalizedText {
  struct Entry {
    std::string locale;
    std::string text;
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  std::vector<Entry> entries;

  [[nodiscard]] bool empty() const noexcept { return entries.empty(); }
  /// The text for a locale, chosen as Reason::message chooses; empty where there is none.
  [[nodiscard]] std::string_view in(std::string_view locale = "en") const& ELIGO_LIFETIME_BOUND;
  /// Out of texts that go away a string of its own.
  [[nodiscard]] std::string in(std::string_view locale = "en") const&& {
    const LocalizedText& texts = *this;
    return std::string(texts.in(locale));
  }

  friend bool operator==(const LocalizedText&, const LocalizedText&) = default;
};

/// What somebody can do about a fact.
enum class Actionable : std::uint8_t { unstated, increase, decrease, set, wait, never };

/// What a scalar may be.
struct ScalarDescription {
  ValueType type = ValueType::boolean;
  std::vector<std::string> values;  ///< of an enum
  std::optional<Value> lowest;      ///< both inclusive; of an int or double, timestamp or duration
  std::optional<Value> highest;
  std::string unit;

  friend bool operator==(const ScalarDescription&, const ScalarDescription&) = default;
};

/// A field of the records of a list.
struct FieldDescription : ScalarDescription {
  std::string name;
  LocalizedText title;

  friend bool operator==(const FieldDescription&, const FieldDescription&) = default;
};

/// A fact: what a profile may have under its name.
struct FactDescription
    : ScalarDescription {                ///< `type` may be `list`; then range and values are its elements'
  std::string name;                      ///< dotted, as RuleSet::fact takes it
  std::optional<ValueType> element;      ///< of a list
  std::vector<FieldDescription> fields;  ///< of a list of records
  LocalizedText title;
  LocalizedText description;
  Actionable actionable = Actionable::unstated;
  double cost = 1;        ///< of acting on it, in the author's own measure
  bool optional = false;  ///< the author expects profiles without it
  /// A condition, definition or text of the rule set names it. Decisions never depend on other facts, so they
  /// need not be fetched.
  bool used = false;
  std::string meta;  ///< the author's own data, JSON text; empty for none

  friend bool operator==(const FactDescription&, const FactDescription&) = default;
};

/// A threshold; segments may override it.
struct ParamDescription {
  std::string name;  ///< without `params.`
  ValueType type = ValueType::integer;
  Value value;
  std::string unit;
  LocalizedText title;

  friend bool operator==(const ParamDescription&, const ParamDescription&) = default;
};

/// A set of values that conditions look in.
struct ListDescription {
  std::string name;  ///< without `lists.`
  ValueType type = ValueType::string;
  std::size_t size = 0;  ///< distinct values
  std::string file;      ///< the file that it was read from; empty where its values are in the rule set

  friend bool operator==(const ListDescription&, const ListDescription&) = default;
};

/// What a rule does where its condition cannot be decided, in ascending severity.
enum class OnMissing : std::uint8_t { skip, hide, deny };

struct RuleDescription {
  std::string id;
  LocalizedText title;
  std::string category;
  Effect effect = Effect::hide;
  OnMissing on_missing = OnMissing::hide;
  std::string code;
  std::int64_t priority = 0;
  std::optional<Instant> active_from;   ///< inclusive
  std::optional<Instant> active_until;  ///< exclusive
  bool review = false;
  bool always_shown = false;  ///< `max_reasons` does not cut its reason
  LocalizedText message;      ///< as written, with its placeholders: `Your score is {credit.score}.`
  LocalizedText remedy;
  /// The facts that its condition and texts read, by themselves or in definitions, in the order of the facts.
  std::vector<std::string> facts;
  std::vector<std::string> params;  ///< likewise
  std::string meta;                 ///< the author's own data, JSON text; empty for none

  friend bool operator==(const RuleDescription&, const RuleDescription&) = default;
};

/// A reason code.
struct CodeDescription {
  std::string code;
  std::string category;            ///< of all its rules
  std::vector<std::string> rules;  ///< ids of those that give it

  friend bool operator==(const CodeDescription&, const CodeDescription&) = default;
};

struct SegmentDescription {
  std::string id;
  LocalizedText title;
  std::vector<std::pair<std::string, Value>> params;  ///< that it overrides, with its values
  std::vector<std::string> waives;                    ///< codes
  std::vector<std::string> facts;                     ///< that its condition reads, as of a rule

  friend bool operator==(const SegmentDescription&, const SegmentDescription&) = default;
};

/// Another product that may be offered.
struct AlternativeDescription {
  std::string id;
  LocalizedText title;
  LocalizedText message;
  std::vector<std::string> facts;  ///< that its condition and texts read, as of a rule

  friend bool operator==(const AlternativeDescription&, const AlternativeDescription&) = default;
};

}  // namespace eligo
