#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "decide/cursor.hpp"
#include "decide/decision_data.hpp"

namespace eligo::decide {

/// Whether the row of a fact's column is unknown or, in a list, an element or a field of one is.
[[nodiscard]] bool holds_unknown(const values::View& view, std::size_t row);

/// Reads off a run why one profile's conditions came out as they did: what an unknown condition lacked,
/// and which facts made a true one true. Walks the checked nodes on demand; definitions are visited once
/// a question. Not safe to share between threads.
class Evidence {
 public:
  Evidence(const RowSource& source, const std::vector<check::NodeId>& element_nodes,
           program::Context context);

  /// What made the unknown condition at `root` unknown: facts are added to `missing` in the rule set's
  /// order, run-time errors to `errors` in the order of the nodes; each once. An operand that cannot
  /// change the outcome is no input: the walk goes only where an unknown operand was needed.
  void add_missing_inputs(check::NodeId root, std::vector<MissingInput>& missing,
                          std::vector<MissingInput>& errors);

  /// The known scalar facts that made the known condition at `root` what it is, added to `facts` in the
  /// rule set's order, each once. Of a true `||` only the true operands count, of a false `&&` only the
  /// false ones; of a conditional the condition and the branch taken; of a comprehension all in
  /// its list and body; of a part that comes out the same for every profile none; of everything else all.
  void add_facts(check::NodeId root, std::vector<FactValue>& facts);

 private:
  enum class Question : std::uint8_t {
    why_unknown,    // the node is unknown
    why_holes,      // the node is a list or record that is known but holds unknown parts
    what_supports,  // the node is known
    facts_known,    // all known facts below, wherever the walk stands
    facts_unknown,  // all unknown facts below
  };

  void answer(check::NodeId root, Question question);
  void visit(check::NodeId id, Question question);
  void visit_operands(const check::Node& node, Question question);
  void explain_unknown_bodies(check::NodeId id);
  void explain_unknown_body(const check::Node& comprehension);
  void explain_unknown(check::NodeId id);
  void explain_unknown_comprehension(check::NodeId id);
  void explain_unknown_presence(const check::Node& has);
  void explain_operands(const check::Node& node, bool with_holes);
  void explain_holes(check::NodeId id);
  void explain_support(check::NodeId id);
  void add_fact_gap(std::uint32_t fact);
  void add_error(check::NodeId id, values::Cause cause);
  void add_fact_value(std::uint32_t fact);
  [[nodiscard]] bool is_unknown(check::NodeId id) const;
  [[nodiscard]] std::optional<bool> truth(check::NodeId id) const;
  [[nodiscard]] std::optional<bool> combined_truth(check::NodeId id) const;
  /// Whether the list at the present position is known and has no elements.
  [[nodiscard]] bool is_empty_list(check::NodeId id) const;
  [[nodiscard]] bool enter_once(check::NodeId comprehension, Question question);

  const RowSource* source_;
  Cursor cursor_;
  std::vector<std::pair<check::NodeId, Question>> definitions_;  // roots still to be walked
  std::set<std::pair<check::NodeId, Question>> seen_definitions_;
  std::set<std::tuple<check::NodeId, std::size_t, Question>> seen_comprehensions_;
  std::vector<MissingInput>* missing_ = nullptr;
  std::vector<MissingInput>* errors_ = nullptr;
  std::vector<FactValue>* facts_ = nullptr;
};

/// Adds a scalar fact that is known to those that are there, in their order; once.
void add_fact(const RowSource& source, std::uint32_t fact, std::vector<FactValue>& facts);

}  // namespace eligo::decide
