#include "property/coverage.hpp"

#include "check/function.hpp"

namespace eligo::property {

namespace {

using check::Function;
using check::Macro;
using check::NodeKind;

constexpr auto last_function = static_cast<unsigned>(Function::rollout);

std::string function_label(Function function, std::size_t operands) {
  return "function " + std::string(check::function_name(function)) + "/" + std::to_string(operands);
}

std::string macro_label(Macro macro, std::size_t operands) {
  static const std::vector<std::string> names{"all", "exists", "exists_one", "filter", "map"};
  return "macro " + names[static_cast<std::size_t>(macro)] + "/" + std::to_string(operands - 1);
}

std::string kind_label(NodeKind kind) {
  static const std::vector<std::string> names{
      "constant",    "fact",       "now",         "parameter",   "definition",   "element",
      "position",    "field",      "has",         "list member", "call",         "logical not",
      "logical and", "logical or", "conditional", "make list",   "comprehension"};
  return "part " + names[static_cast<std::size_t>(kind)];
}

}  // namespace

void Coverage::count(const check::CheckedRuleSet& rules) {
  for (const check::Node& node : rules.nodes) {
    count(kind_label(node.kind));
    if (node.kind == NodeKind::call) count(function_label(node.function, node.operand_count));
    if (node.kind == NodeKind::comprehension) count(macro_label(node.macro, node.operand_count));
  }
}

void Coverage::count(const check::CheckedRuleSet& rules, const oracle::Decision& decision) {
  count("verdict " + std::string(to_string(decision.verdict)));
  if (decision.segment) count("segment");
  if (decision.review) count("review");
  if (!decision.waived.empty()) count("waived");
  if (!decision.alternatives.empty()) count("alternative");
  if (decision.segment && !rules.segments[*decision.segment].params.empty())
    count("params changed by a segment");
  for (const oracle::Reason& reason : decision.reasons) {
    count(reason.undecided ? "reason undecided" : "reason hit");
    if (reason.rules.size() > 1) count("reason of several rules");
    if (reason.text_rule != reason.rules.front()) count("reason that a later rule decides");
    if (!reason.placeholder_values.empty()) count("placeholders");
    for (const auto& input : reason.missing)
      count("missing: " + std::string(values::cause_text(input.cause)));
    for (const auto& input : reason.errors) count("error: " + std::string(values::cause_text(input.cause)));
  }
}

std::size_t Coverage::of(const std::string& what) const {
  const auto found = counts_.find(what);
  return found == counts_.end() ? 0 : found->second;
}

std::vector<std::string> Coverage::lacking(const std::vector<std::string>& wanted) const {
  std::vector<std::string> missing;
  for (const std::string& what : wanted)
    if (of(what) == 0) missing.push_back(what);
  return missing;
}

std::string Coverage::text() const {
  std::string out;
  for (const auto& [what, times] : counts_) out += what + ": " + std::to_string(times) + "\n";
  return out;
}

std::vector<std::string> language_parts() {
  // Those with several forms are asked for by each number of operands.
  static const std::vector<std::pair<Function, std::vector<std::size_t>>> several{
      {Function::substring, {2, 3}}, {Function::index_of, {2, 3}}, {Function::last_index_of, {2, 3}},
      {Function::split, {2, 3}},     {Function::join, {1, 2}},     {Function::replace, {3, 4}},
      {Function::greatest, {1, 2}},  {Function::least, {1, 2}},    {Function::get_hours, {1, 2}},
      {Function::rollout, {3}}};
  std::vector<std::string> parts;
  for (const auto& [function, counts] : several)
    for (const std::size_t count : counts) parts.push_back(function_label(function, count));
  const auto listed = [](Function function) {
    for (const auto& entry : several)
      if (entry.first == function) return true;
    return false;
  };
  for (unsigned i = 0; i <= last_function; ++i) {
    const auto function = static_cast<Function>(i);
    const bool unary = function == Function::negate || function == Function::size ||
                       function == Function::lower_ascii || function == Function::upper_ascii ||
                       function == Function::trim || function == Function::absolute ||
                       (function >= Function::to_bool && function <= Function::to_duration) ||
                       (function >= Function::get_full_year && function <= Function::get_milliseconds);
    if (!listed(function)) parts.push_back(function_label(function, unary ? 1 : 2));
  }
  for (unsigned i = 0; i <= static_cast<unsigned>(NodeKind::comprehension); ++i)
    parts.push_back(kind_label(static_cast<NodeKind>(i)));
  for (unsigned i = 0; i <= static_cast<unsigned>(Macro::map); ++i)
    parts.push_back(macro_label(static_cast<Macro>(i), 2));
  parts.push_back(macro_label(Macro::map, 3));
  return parts;
}

}  // namespace eligo::property
