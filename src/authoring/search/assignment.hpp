#pragma once

#include <map>
#include <span>
#include <vector>

#include "authoring/search/boundary_values.hpp"
#include "authoring/search/linear_sum.hpp"
#include "authoring/search/profile_values.hpp"
#include "check/checked_rule_set.hpp"

namespace eligo::authoring {

/// What a condition or a part of one came out as.
enum class Truth : std::uint8_t { no, yes, unknown };

/// Changes a profile so that parts of conditions come out as wanted, one part after the other; later ones
/// look after earlier ones where they are about the same fact. A guess, which is to be checked by evaluating:
/// what is not a comparison, connective or macro over facts stays as it is.
class Assignment {
 public:
  /// All of them outlive it. `params`: of the segment that the profile is to be in.
  Assignment(const check::CheckedRuleSet& rules, const Boundaries& boundaries,
             std::span<const ParameterValue> params, Situation from);

  void make(check::NodeId node, Truth wanted);
  /// Has the condition turn with the part, and makes the part as wanted. Parts beside it come out so that
  /// they do not decide. False where the part does not stand in the condition.
  bool make_decisive(check::NodeId condition, check::NodeId part, Truth wanted);
  /// What is made from here on is about an element of a comprehension's list; ends by putting the element
  /// into the list `count` times.
  void begin_element(check::NodeId comprehension);
  void end_element(check::NodeId comprehension, std::size_t count);
  void set_now(values::Nanoseconds now) { situation_.now = now; }

  [[nodiscard]] const Situation& situation() const { return situation_; }

 private:
  /// What was asked of a number: `value * factor + rest OP 0`.
  struct Constraint {
    Slot slot;
    long double factor, rest;
    check::Function comparison;
    Truth wanted;
    Decimals decimals;
  };
  void make_part(check::NodeId node, Truth wanted);
  void make_comparison(const check::Node& node, Truth wanted);
  void make_numbers(const check::Node& node, Truth wanted);
  void make_member(const check::Node& node, Truth wanted);
  void make_present(check::NodeId asked, bool wanted);
  void make_comprehension(check::NodeId id, Truth wanted);
  void make_unknown(check::NodeId node);
  void make_size(check::NodeId list, std::size_t size);
  void set(const Slot& slot, values::Value value);
  [[nodiscard]] const values::Value* value_at(const Slot& slot) const;
  [[nodiscard]] bool is_in_range(const Slot& slot, const values::Value& value) const;
  [[nodiscard]] bool contains(check::NodeId node, check::NodeId part) const;
  [[nodiscard]] values::Value first_element(std::uint32_t fact) const;

  const check::CheckedRuleSet* rules_;
  const Boundaries* boundaries_;
  std::span<const ParameterValue> params_;
  Situation situation_;
  std::vector<Constraint> constraints_;
  std::size_t steps_ = 0, depth_ = 0;                // of `make`
  std::map<std::uint32_t, values::Value> elements_;  // that are being made, by fact
};

}  // namespace eligo::authoring
