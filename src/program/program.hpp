#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <eligo/limits.hpp>

#include "check/checked_rule_set.hpp"
#include "profiles/schema.hpp"
#include "program/list_set.hpp"
#include "program/operation.hpp"
#include "program/rollout.hpp"
#include "values/column.hpp"
#include "values/dictionary.hpp"
#include "values/pattern.hpp"
#include "values/zone_database.hpp"

namespace eligo::program {

/// Which parameters an expression sees: segment conditions see the base ones, everything else the ones
/// of the profile's segment. Only definitions can be met in both.
enum class Context : std::uint8_t { base, segment };

/// A value known when the rule set is loaded, as a column of one row.
struct Constant {
  values::Type type;
  values::Value value;  ///< unknown where computing it is an error, or an operand of it is
  values::Cause error = values::Cause::none;  ///< the error, if it arose in this very operation
  values::Column column;
  values::View view;
};

/// A part of a timestamp or duration, in a zone that is known when the rule set is loaded.
struct TimePart {
  check::Function function = check::Function::get_seconds;
  values::Zone zone;
};

/// Where a fact goes.
struct FactSource {
  ValueId value = no_value;
  std::uint32_t fact = 0;
};

/// What the parts of a rule set came to.
struct Roots {
  std::array<std::vector<ValueId>, 2> nodes;  ///< by context, then checked node
  std::vector<ValueId> rules, segments, alternatives, definitions, parameters;
  std::vector<std::string> rule_ids, segment_ids;
  ValueId segment_index = no_value;
};

/// A rule set lowered to a flat list of operations in dependency order. Immutable; safe to run from many
/// threads at once. Equal sub-expressions are one operation (hash-consing), constant ones are folded by
/// the engine's own kernels. `listing()` prints it.
class Program {
 public:
  /// The value of a checked node; no_value if it was never lowered.
  [[nodiscard]] ValueId value_of(check::NodeId node, Context context = Context::segment) const {
    return roots_.nodes[static_cast<std::size_t>(context)][node];
  }
  /// The domain in which a value has its rows. Values that need no element of a comprehension live in
  /// the domain outside of it, even if they stand in its body.
  [[nodiscard]] DomainId domain_of(ValueId value) const { return operations_[value].domain; }
  [[nodiscard]] DomainId parent_of(DomainId domain) const { return domains_[domain].parent; }

  [[nodiscard]] ValueId rule_condition(std::size_t rule) const { return roots_.rules[rule]; }
  [[nodiscard]] ValueId segment_condition(std::size_t segment) const { return roots_.segments[segment]; }
  [[nodiscard]] std::span<const ValueId> rule_conditions() const { return roots_.rules; }
  [[nodiscard]] std::span<const ValueId> segment_conditions() const { return roots_.segments; }
  [[nodiscard]] ValueId alternative_condition(std::size_t alternative) const {
    return roots_.alternatives[alternative];
  }
  /// An integer column: the index of the profile's segment, or the number of segments for none. Always known.
  [[nodiscard]] ValueId segment_index() const { return roots_.segment_index; }
  /// As the profile's segment sees them.
  [[nodiscard]] ValueId definition_value(std::size_t definition) const {
    return roots_.definitions[definition];
  }
  [[nodiscard]] ValueId parameter_value(std::size_t param) const { return roots_.parameters[param]; }

  /// Every string literal, enum value and list member.
  [[nodiscard]] const values::Dictionary& dictionary() const { return *schema_.dictionary; }
  /// What readers of the profiles need to know; lives as long as the program.
  [[nodiscard]] const profiles::Schema& schema() const { return schema_; }

  /// Of a fact that is read.
  [[nodiscard]] const std::string& fact_name(std::uint32_t fact) const { return fact_names_[fact]; }
  [[nodiscard]] const std::string& set_name(std::uint32_t set) const { return set_names_[set]; }
  [[nodiscard]] const std::string& rule_id(std::uint32_t rule) const { return roots_.rule_ids[rule]; }
  /// One operation a line, as people read it.
  [[nodiscard]] std::string listing() const;

  // For the engine.
  [[nodiscard]] const Limits& limits() const { return limits_; }
  [[nodiscard]] std::span<const Operation> operations() const { return operations_; }
  [[nodiscard]] std::span<const ValueId> operands(const Operation& operation) const {
    return {operands_.data() + operation.first, operation.count};
  }
  [[nodiscard]] std::span<const ValueId> all_operands() const { return operands_; }
  [[nodiscard]] std::span<const Domain> domains() const { return domains_; }
  [[nodiscard]] const values::Type& type_of(ValueId value) const { return types_[value]; }
  [[nodiscard]] const Constant& constant(std::uint32_t index) const { return *constants_[index]; }
  [[nodiscard]] const ListSet& set(std::uint32_t index) const { return sets_[index]; }
  [[nodiscard]] std::span<const ListSet> sets() const { return sets_; }
  [[nodiscard]] const values::Pattern& pattern(std::uint32_t index) const { return *patterns_[index]; }
  [[nodiscard]] const TimePart& time_part(std::uint32_t index) const { return time_parts_[index]; }
  /// For zones whose names are in profiles.
  [[nodiscard]] const values::ZoneDatabase& zones() const { return *zones_; }
  [[nodiscard]] const RolloutSalt& salt(std::uint32_t index) const { return salts_[index]; }
  /// The slots before a run: constants filled in.
  [[nodiscard]] std::span<const Slot> initial_slots() const { return slots_; }
  /// The facts that are read.
  [[nodiscard]] std::span<const FactSource> facts() const { return facts_; }
  /// What reads the instant; no_value if nothing does.
  [[nodiscard]] ValueId now() const { return now_; }
  /// Everything that is to be computed, in order.
  [[nodiscard]] std::span<const ValueId> every_part() const { return every_order_; }
  /// What decisions need, in order.
  [[nodiscard]] std::span<const ValueId> decision_part() const { return live_order_; }
  /// Bytes that a run's columns take, but for its slots, those of comprehensions and computed strings.
  [[nodiscard]] std::size_t scratch_bytes(std::size_t rows) const {
    return fixed_bytes_ + word_bytes_ * values::words_for(rows) + row_bytes_ * rows;
  }
  /// The same of one operation's column.
  [[nodiscard]] static std::size_t scratch_bytes(const Operation& operation, std::size_t rows);

 private:
  friend class Builder;
  Program() = default;

  std::vector<Operation> operations_;
  std::vector<ValueId> operands_;
  std::vector<values::Type> types_;  // one an operation
  std::vector<Slot> slots_;
  std::vector<Domain> domains_;
  std::vector<std::unique_ptr<const Constant>> constants_;
  std::vector<ListSet> sets_;
  std::vector<std::string> set_names_;
  std::vector<std::shared_ptr<const values::Pattern>> patterns_;  // shared with the checked rule set
  std::vector<TimePart> time_parts_;
  std::shared_ptr<const values::ZoneDatabase> zones_;
  std::vector<RolloutSalt> salts_;
  std::vector<std::string> fact_names_;
  profiles::Schema schema_;

  Limits limits_;
  Roots roots_;
  ValueId now_ = no_value;
  std::vector<FactSource> facts_;
  std::vector<ValueId> live_order_, every_order_;
  std::size_t fixed_bytes_ = 0, word_bytes_ = 0, row_bytes_ = 0;
};

}  // namespace eligo::program
