#include "check/call_checker.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "check/literal_rules.hpp"
#include "check/operand_hint.hpp"
#include "diagnostics/suggestion.hpp"
#include "text/display.hpp"

namespace eligo::check {

using diagnostics::Code;
using text::in_backticks;
using values::Kind;
using values::Type;

Part CallChecker::call(expression::NodeId id, std::span<const Part> operands, std::string_view name,
                       Style style) {
  const bool good = std::ranges::all_of(operands, [](const Part& part) { return part.ok(); });
  std::vector<Type> types;
  for (const Part& part : operands) types.push_back(part.type);
  const Call found = resolve_call(name, style, types);
  if (found.outcome == Call::Outcome::wrong_types && !good) return {};
  if (found.outcome != Call::Outcome::found) return refuse_call(id, operands, name, style, found.outcome);
  if (!good) return {};
  const bool bare_extreme = (found.function == Function::greatest || found.function == Function::least) &&
                            types[0].kind == Kind::list && types[0].element->kind == Kind::any;
  if (bare_extreme) {
    reporter_.error(Code::wrong_argument_types, tree_[id].name_span, "this list is always empty");
    return {};
  }
  if (!check_literal_arguments(found.function, operands, scope_.zones, maker_, reporter_)) return {};
  const Part part = maker_.add_call(id, found.function, found.result, operands);
  maker_[part.id].refer_to(found.overload);
  return part;
}

Part CallChecker::refuse_call(expression::NodeId id, std::span<const Part> operands, std::string_view name,
                              Style style, Call::Outcome outcome) {
  if (style == Style::infix) return refuse_operands(id, operands);
  const expression::Node& written = tree_[id];
  const std::string shown = in_backticks(std::string(name) + "()");
  const std::string forms = forms_of(name, style);
  if (outcome == Call::Outcome::unknown_name) {
    const Style other = style == Style::member ? Style::global : Style::member;
    const std::string elsewhere = forms_of(name, other);
    std::string hint =
        elsewhere.empty() ? diagnostics::did_you_mean(name, names_of(style)) : "it is written " + elsewhere;
    if (hint.empty()) hint = diagnostics::did_you_mean(name, names_of(other));
    reporter_.error(Code::unknown_function, written.name_span,
                    "no function is called " + in_backticks(std::string(name)), std::move(hint));
    return {};
  }
  if (outcome == Call::Outcome::wrong_count) {
    const std::size_t count = operands.size() - (style == Style::member ? 1 : 0);
    reporter_.error(
        Code::wrong_argument_count, written.name_span,
        shown + " cannot take " + std::to_string(count) + (count == 1 ? " argument" : " arguments"),
        "it takes " + forms);
    return {};
  }
  std::string types;
  for (const Part& part : operands) types += (types.empty() ? "" : ", ") + values::type_name(part.type);
  reporter_.error(Code::wrong_argument_types, written.name_span, shown + " cannot take " + types,
                  "it takes " + forms);
  return {};
}

Part CallChecker::refuse_operands(expression::NodeId id, std::span<const Part> operands) {
  const expression::Node& written = tree_[id];
  std::string message = in_backticks(written.name) + " cannot take " + values::type_name(operands[0].type);
  if (operands.size() == 2) message += " and " + values::type_name(operands[1].type);
  std::string hint;
  if (operands.size() == 2) hint = operand_hint(written.name, operands[0], operands[1], maker_);
  if (hint.empty()) {
    const std::string forms = forms_of(written.name, Style::infix, operands.size());
    if (!forms.empty()) hint = "it takes " + forms;
  }
  reporter_.error(Code::wrong_argument_types, written.name_span, std::move(message), std::move(hint));
  return {};
}

}  // namespace eligo::check
