#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "oracle/datum.hpp"

namespace eligo::oracle {

/// The facts of one profile, one a fact of the rule set.
using Profile = std::vector<Datum>;

/// Walks the checked tree of a condition, with single values, for one profile at one instant. Slow and
/// plain on purpose; nothing is remembered between questions.
class Evaluator {
 public:
  /// `params` are those of the segment. Everything given outlives the evaluator.
  Evaluator(const check::CheckedRuleSet& rules, const Profile& profile, const Items& params,
            values::Nanoseconds now)
      : rules_(rules), profile_(profile), params_(params), now_(now) {}

  /// `compared`: the value goes nowhere but into a comparison, so that a sum of timestamps and durations is
  /// what it is, beyond the range of its type, too.
  [[nodiscard]] Datum value(check::NodeId id, bool compared = false);

  /// The known scalar facts that made the known condition at `id` what it is: of a true `||` those of its
  /// true operands, of a false `&&` those of its false ones, of a conditional those of the condition and
  /// of the branch taken, of a comprehension all in its list and body, of a part that is the same for every
  /// profile none, of everything else all.
  void add_support(check::NodeId id, std::set<std::uint32_t>& facts);

 private:
  struct Element {
    Datum value;
    std::int64_t position;
  };

  [[nodiscard]] bool is_constant(check::NodeId id);
  [[nodiscard]] Datum has(const check::Node& node);
  [[nodiscard]] Datum field(const check::Node& node);
  [[nodiscard]] Datum list_member(const check::Node& node);
  [[nodiscard]] Datum call(check::NodeId id, const check::Node& node, bool compared);
  [[nodiscard]] Datum logical(const check::Node& node, bool deciding);
  [[nodiscard]] Datum conditional(const check::Node& node, bool compared);
  [[nodiscard]] Datum make_list(const check::Node& node);
  [[nodiscard]] Datum comprehension(check::NodeId id, const check::Node& node);
  [[nodiscard]] Datum quantified(check::NodeId id, const check::Node& node, const Items& list);
  [[nodiscard]] Datum filtered(check::NodeId id, const check::Node& node, const Items& list);
  [[nodiscard]] Datum mapped(check::NodeId id, const check::Node& node, const Items& list);
  [[nodiscard]] std::vector<Datum> bodies(check::NodeId id, check::NodeId body, const Items& list);
  void add_logical_support(const check::Node& node, bool deciding, std::set<std::uint32_t>& facts);
  void add_all_facts(check::NodeId id, std::set<std::uint32_t>& facts);

  const check::CheckedRuleSet& rules_;
  const Profile& profile_;
  const Items& params_;
  values::Nanoseconds now_;
  std::map<check::NodeId, Element> elements_;  // by the comprehension that binds them
};

}  // namespace eligo::oracle
