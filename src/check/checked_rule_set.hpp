#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/nodes.hpp"
#include "values/phrase.hpp"
#include "values/type.hpp"
#include "values/value.hpp"
#include "values/zone_database.hpp"

namespace eligo::check {

enum class Effect : std::uint8_t { skip, hide, deny };  ///< ascending severity; `skip` for on_missing only
/// As rule sets write it.
[[nodiscard]] constexpr std::string_view to_string(Effect effect) noexcept {
  switch (effect) {
    case Effect::skip: return "skip";
    case Effect::hide: return "hide";
    case Effect::deny: return "deny";
  }
  return "deny";
}
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
  std::optional<values::Value> step;  ///< see Fact
  std::string unit;
  std::optional<LocalizedText> title;
};

struct Fact {
  std::string name;               ///< dotted
  std::vector<std::string> path;  ///< its segments
  values::Type type;
  Range range;
  /// By how much neighbouring values differ, where the author says so: a number, of times a duration.
  std::optional<values::Value> step;
  std::string unit;
  std::optional<LocalizedText> title, description;
  Actionable actionable = Actionable::unstated;
  double cost = 1.0;
  std::vector<RecordField> fields;  ///< of a list of records
  std::optional<std::string> meta;  ///< the author's own data: JSON text
  bool optional = false;            ///< that no record has it is no finding
  bool used = false;                ///< some condition, definition or message names it
};

struct Param {
  std::string name;
  values::Type type;
  values::Value value;
  std::optional<std::int32_t> decimals;  ///< that a number is written with
  std::string unit;
  std::optional<LocalizedText> title;
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
  std::optional<LocalizedText> title;
};

struct Segment {
  struct Override {
    std::uint32_t param;
    values::Value value;
    std::optional<std::int32_t> decimals;  ///< that a number is written with
  };
  std::string id;
  std::optional<LocalizedText> title;
  NodeId when = no_node;
  std::vector<Override> params;
  std::vector<std::uint32_t> waives;  ///< indices into codes
};

/// A message cut into literal text and placeholders.
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
  std::optional<LocalizedText> title;
  std::uint32_t category = 0;  ///< index into categories
  Effect effect = Effect::hide;
  NodeId when = no_node;
  Effect on_missing = Effect::hide;
  std::uint32_t code = 0;  ///< index into codes
  std::int64_t priority = 0;
  std::optional<values::Nanoseconds> active_from, active_until;
  bool review = false;
  bool always_shown = false;  ///< `max_reasons` does not cut its reason
  LocalizedTemplate message, remedy;
  std::optional<std::string> meta;  ///< the author's own data: JSON text
  std::string pointer;              ///< `/rules/3`
};

struct Alternative {
  std::string id;
  NodeId when = no_node;
  LocalizedTemplate title, message;
};

/// A rule set in which every name is linked and every expression typed. Immutable. It knows nothing of the
/// document that it comes from but the places of conditions.
struct CheckedRuleSet {
  std::string id, version;
  std::optional<LocalizedText> title;
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
  /// By values::Phrase: those that the author gives; see choose_phrase.
  std::array<LocalizedText, values::phrase_count> phrases;
  std::optional<std::uint64_t> max_reasons;
  std::shared_ptr<const values::ZoneDatabase> zones = std::make_shared<const values::ZoneDatabase>();
  std::string zone_data;  ///< the version of the zones' data, or `sha256:…`; empty where none are used
  Nodes nodes;

  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes[id]; }
  /// What a node that names a definition stands for.
  [[nodiscard]] NodeId root_of(const Node& name) const {
    const Definition& definition = definitions[name.definition()];
    return name.exact ? definition.exact_root : definition.root;
  }
  /// What stands below a node: its operands, or the root of the definition that it names.
  [[nodiscard]] std::span<const NodeId> children(const Node& node) const {
    if (node.kind != NodeKind::definition) return nodes.operands(node);
    const Definition& definition = definitions[node.definition()];
    return {node.exact ? &definition.exact_root : &definition.root, 1};
  }
};

}  // namespace eligo::check
