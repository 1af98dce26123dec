#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "program/operation_table.hpp"
#include "program/program.hpp"

namespace eligo::program {

/// What running one operation on constants gave.
struct Folded {
  values::Value value;
  values::Cause error = values::Cause::none;
};

/// Runs one operation whose operands are all constant; the engine's kernels, handed in because the
/// engine is a later stage.
using Evaluate = Folded (*)(const Program& program, ValueId operation, std::span<Slot> slots);

/// Where a value has its rows.
struct Placement {
  bool constant = true;
  DomainId domain = profile_domain;
};

/// Makes a program operation by operation: brings operands into one domain, folds constants, and gives
/// an operation that is there already instead of a new one.
class Builder {
 public:
  Builder(Evaluate evaluate, const check::CheckedRuleSet& rules, const Limits& limits);

  ValueId constant(const values::Type& type, const values::Value& value,
                   values::Cause error = values::Cause::none);
  ValueId fact(std::uint32_t index, const check::Fact& fact);
  ValueId now();
  ValueId segment_index(const std::vector<ValueId>& conditions);
  ValueId parameter(const values::Type& type, const std::vector<ValueId>& operands);
  /// Any operation whose operands are of one domain, or of outer ones.
  ValueId add(Opcode opcode, const values::Type& type, std::vector<ValueId> operands,
              std::uint32_t detail = 0);
  ValueId add(Opcode opcode, values::Kind kind, std::vector<ValueId> operands, std::uint32_t detail = 0);
  ValueId logical_not(ValueId operand);
  /// `&&` and `||`: flattened, without what does not matter, in a fixed order.
  ValueId logical(Opcode opcode, const std::vector<ValueId>& operands);
  ValueId select(const values::Type& type, ValueId condition, ValueId then, ValueId otherwise);

  /// Opens the domain of a list's elements within `parent`; the value of `iterate`.
  ValueId iterate(ValueId list, Placement parent);
  ValueId element(ValueId iterate, const values::Type& type);
  ValueId position(ValueId iterate);
  /// all, exists, exists_one, filter, map, count.
  ValueId reduce(Opcode opcode, const values::Type& type, ValueId iterate, std::vector<ValueId> bodies);

  std::uint32_t set_of(const std::vector<values::Value>& members, const std::string& name);
  /// A pattern of the rule set, which has compiled it.
  std::uint32_t pattern(const std::string& text);
  [[nodiscard]] const values::ZoneDatabase& zones() const { return *program_.zones_; }
  std::uint32_t time_part(const TimePart& part);
  /// The number of a salt that is constant; no_salt for any other.
  std::uint32_t salt(ValueId value);
  void remember_text(std::string_view text) { dictionary_->insert(text); }

  [[nodiscard]] const Operation& operator[](ValueId value) const { return program_.operations_[value]; }
  [[nodiscard]] ValueId operand(ValueId value, std::size_t index) const {
    return program_.operands(program_.operations_[value])[index];
  }
  [[nodiscard]] const values::Type& type_of(ValueId value) const { return program_.types_[value]; }
  [[nodiscard]] const Constant* constant_of(ValueId value) const;
  [[nodiscard]] Placement placement(ValueId value) const;
  [[nodiscard]] Placement deeper(Placement left, Placement right) const;

  /// Ends the program of these rules. `live` is what decisions need.
  [[nodiscard]] Program finish(const check::CheckedRuleSet& rules, Roots roots,
                               const std::vector<ValueId>& live);

 private:
  /// Operations on constants, and the constants that they became.
  struct Folds {
    std::vector<Operation> operations;
    std::vector<ValueId> operands, constants;
    OperationTable table;
    [[nodiscard]] OperationTable::Operations all() const { return {operations, operands}; }
  };

  ValueId push(Operation operation, const values::Type& type, const std::vector<ValueId>& operands);
  ValueId append(Operation operation, const values::Type& type, const std::vector<ValueId>& operands);
  ValueId add_constant(const values::Type& type, const values::Value& value, values::Cause error);
  ValueId fold(Operation operation, const values::Type& type, const std::vector<ValueId>& operands);
  ValueId fold_once(Operation operation, const values::Type& type, const std::vector<ValueId>& operands);
  [[nodiscard]] OperationTable::Operations operations() const {
    return {program_.operations_, program_.operands_};
  }
  ValueId bring_to(ValueId value, Placement placement, bool spread_constant);
  [[nodiscard]] std::uint32_t depth(Placement placement) const;
  void mark_live(const std::vector<ValueId>& roots);
  void put_in_order();
  void count_bytes();

  Evaluate evaluate_;
  std::shared_ptr<values::Dictionary> dictionary_ = std::make_shared<values::Dictionary>();  // the program's
  const check::CheckedRuleSet& rules_;
  Program program_;
  OperationTable known_;
  Folds folds_;
  std::unordered_map<std::string, ValueId> constants_;  // by type and text
  std::unordered_map<std::string, std::uint32_t> sets_, patterns_;
  std::map<std::tuple<ValueId, bool, DomainId>, ValueId> iterations_;
};

[[nodiscard]] values::Type simple_type(values::Kind kind);

}  // namespace eligo::program
