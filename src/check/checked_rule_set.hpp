#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/function.hpp"
#include "diagnostics/place.hpp"
#include "document/rule_set_document.hpp"
#include "values/type.hpp"
#include "values/value.hpp"
#include "values/zone_database.hpp"

namespace eligo::check {

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0xFFFF'FFFF;

enum class NodeKind : std::uint8_t {
  constant,  ///< `value`
  fact,      ///< `index` into facts
  now,
  parameter,    ///< `index` into params; a segment may override it
  definition,   ///< `index` into definitions
  element,      ///< the element bound by the comprehension node `index`
  position,     ///< the element's position bound by the comprehension node `index` (two-variable macros)
  field,        ///< operands[0] is a record; `index` is the field
  has,          ///< operands[0] is a fact or a field node: is it there?
  list_member,  ///< operands[0] in the rule set's list `index`
  call,         ///< `function` over operands
  logical_not,
  logical_and,    ///< two or more operands; an `all` object of one part has one
  logical_or,     ///< two or more operands; an `any` or `none` object of one part has one
  conditional,    ///< operands[0] ? operands[1] : operands[2]
  make_list,      ///< operands are the elements
  comprehension,  ///< `macro`; operands[0] the list, then the body (and for map and transform with a
                  ///< filter: filter, then transform)
};

enum class Macro : std::uint8_t { all, exists, exists_one, filter, map };

/// A part's stable address: the JSON pointer of the value it stands in and its place there (bytes of
/// the decoded expression text; both 0 where the part is the whole `all`/`any`/`none` object).
struct Address {
  std::string pointer;
  diagnostics::Span span;
  diagnostics::Place place;  ///< in the source, for diagnostics
};

/// A typed, linked part of a condition or definition.
struct Node {
  NodeKind kind = NodeKind::constant;
  values::Type type;
  Function function = Function::equal;
  Macro macro = Macro::all;
  std::uint32_t index = 0;
  values::Value value;
  std::vector<NodeId> operands;
  Address address;
  /// As written, canonical layout; for `all`/`any`/`none` objects that word. Empty for the logical_or
  /// within a `none`, which is not shown: its parts are those of the `none`.
  std::string text;
  std::optional<document::LocalizedText> note;
  /// Of a sum of timestamps and durations, or a conditional or definition of one, that is only compared: it
  /// may be beyond the range of its type.
  bool exact = false;
  bool uses_now = false;   ///< whether the value can change when nothing but `now` does
  std::int64_t slope = 0;  ///< of a timestamp or duration, or of a list's: seconds it moves by for each
                           ///< second that `now` does
};

enum class Effect : std::uint8_t { skip, hide, deny };  ///< ascending severity; `skip` for on_missing only
enum class Actionable : std::uint8_t { unstated, increase, decrease, set, wait, never };

/// A bound of a range: integers stay exact.
struct Range {
  std::optional<values::Value> lowest, highest;  ///< of the fact's own kind, both inclusive
};

struct RecordField {
  std::string name;
  std::string path;  ///< with the fact's name before it: `loans.status`
  values::Type type;
  Range range;
  std::string unit;
  std::optional<document::LocalizedText> title;
};

struct Fact {
  std::string name;               ///< dotted
  std::vector<std::string> path;  ///< its segments
  values::Type type;
  Range range;
  std::string unit;
  std::optional<document::LocalizedText> title, description;
  Actionable actionable = Actionable::unstated;
  double cost = 1.0;
  std::vector<RecordField> fields;  ///< of a list of records
  document::Meta meta;
  bool optional = false;  ///< that no record has it is no finding
  bool used = false;      ///< some condition, definition or message names it
};

struct Param {
  std::string name;
  values::Type type;
  values::Value value;
  std::string unit;
  std::optional<document::LocalizedText> title;
};

struct List {
  std::string name;
  values::Type of;
  std::vector<values::Value> values;  ///< distinct, in document order
  std::size_t repeated = 0;           ///< how many the document has besides, each equal to one of them
  std::string file;                   ///< the path it was read from; empty where its values are inline
};

struct Definition {
  std::string name;
  NodeId root = no_node;
  NodeId exact_root = no_node;  ///< its exact copy, for where it is only compared; else `root`
  values::Type type;
  std::string unit;
  std::optional<document::LocalizedText> title;
};

struct Segment {
  struct Override {
    std::uint32_t param;
    values::Value value;
  };
  std::string id;
  std::optional<document::LocalizedText> title;
  NodeId when = no_node;
  std::vector<Override> params;
  std::vector<std::uint32_t> waives;  ///< indices into codes
};

/// A message cut into literal text and figures.
struct Template {
  struct Piece {
    enum class Kind : std::uint8_t { text, fact, parameter, definition };
    Kind kind = Kind::text;
    std::string text;
    std::uint32_t index = 0;
  };
  std::vector<Piece> pieces;
};

struct LocalizedTemplate {
  struct Entry {
    std::string locale;
    Template text;
  };
  std::vector<Entry> entries;  ///< in document order; empty where the author gave none
};

struct Rule {
  std::string id;
  std::optional<document::LocalizedText> title;
  std::uint32_t category = 0;  ///< index into categories
  Effect effect = Effect::hide;
  NodeId when = no_node;
  Effect on_missing = Effect::hide;
  std::uint32_t code = 0;  ///< index into codes
  std::int64_t priority = 0;
  std::optional<values::Nanoseconds> active_from, active_until;
  bool review = false;
  LocalizedTemplate message, remedy;
  document::Meta meta;
  std::string pointer;  ///< `/rules/3`
};

struct Alternative {
  std::string id;
  NodeId when = no_node;
  LocalizedTemplate title, message;
};

/// What a decision says in words of its own, in one locale.
struct PhraseText {
  std::string locale, text;
};

/// A rule set in which every name is linked and every expression typed. Immutable.
struct CheckedRuleSet {
  std::string id, version;
  std::optional<document::LocalizedText> title;
  std::string subject;
  std::vector<std::string> locales;  ///< of the title, or of all texts, in document order
  std::vector<Fact> facts;
  std::vector<Param> params;
  std::vector<List> lists;
  std::vector<Definition> definitions;
  std::vector<std::uint32_t> definition_order;  ///< dependencies first
  std::vector<Segment> segments;
  std::vector<std::string> categories;  ///< in order of first appearance among the rules
  std::vector<std::string> codes;       ///< reason codes, in order of first appearance
  std::vector<Rule> rules;
  std::vector<Alternative> alternatives;
  /// By document::Phrase: those that the author gives; see choose_phrase.
  std::array<std::vector<PhraseText>, document::phrase_count> phrases;
  std::optional<std::uint64_t> max_reasons;
  std::shared_ptr<const values::ZoneDatabase> zones = std::make_shared<const values::ZoneDatabase>();
  std::string zone_data;    ///< the version of the zones' data, or `sha256:…`; empty where none are used
  std::vector<Node> nodes;  ///< operands before the nodes that use them

  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes[id]; }
  /// What a node that names a definition stands for.
  [[nodiscard]] NodeId root_of(const Node& name) const {
    const Definition& definition = definitions[name.index];
    return name.exact ? definition.exact_root : definition.root;
  }
};

/// Links and types a document. Mistakes are appended, all that can be found; with any error there is
/// no rule set. Warnings may come with a rule set. Time zones are looked for in `zones`.
[[nodiscard]] std::optional<CheckedRuleSet> check(
    const document::RuleSetDocument& document, std::vector<Diagnostic>& diagnostics,
    std::shared_ptr<const values::ZoneDatabase> zones = std::make_shared<const values::ZoneDatabase>());

}  // namespace eligo::check
