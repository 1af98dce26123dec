#include "program/program.hpp"

namespace eligo::program {

namespace {

std::string value_name(ValueId value) { return "%" + std::to_string(value); }

std::string zone_text(const TimePart& part) {
  const auto offset = part.zone.fixed_offset();
  if (!offset) return " in a named zone";
  return *offset == 0 ? "" : " at UTC" + std::string(*offset < 0 ? "" : "+") + std::to_string(*offset) + "s";
}

/// What the operation refers to, as text.
std::string detail_text(const Program& program, const Operation& operation,
                        const std::vector<std::string>& facts, const std::vector<std::string>& sets) {
  switch (traits_of(operation.opcode).detail) {
    case Detail::none:
    case Detail::salt: return {};  // an operand of its own
    case Detail::constant: {
      const Constant& constant = program.constant(operation.constant_index());
      std::string text = " " + values::literal_text(constant.value);
      if (constant.error != values::Cause::none)
        text += " (" + std::string(values::cause_text(constant.error)) + ")";
      return text;
    }
    case Detail::fact:  // has() has the fact as its operand
      return operation.opcode == Opcode::fact ? " " + facts[operation.fact()] : std::string();
    case Detail::domain: return " as domain " + std::to_string(operation.opened_domain());
    case Detail::field: {
      const values::Type& record = program.type_of(program.operands(operation)[0]);
      const std::uint32_t field = operation.field();
      return " ." + (record.fields ? (*record.fields)[field].name : std::to_string(field));
    }
    case Detail::set: return " " + sets[operation.set()];
    case Detail::pattern: return " /" + program.pattern(operation.pattern()).text() + "/";
    case Detail::time_part: {
      const TimePart& part = program.time_part(operation.time_part());
      return " ." + std::string(check::function_name(part.function)) + zone_text(part);
    }
  }
  return {};
}

}  // namespace

std::string Program::listing() const {
  std::string out;
  for (ValueId id = 0; id < operations_.size(); ++id) {
    const Operation& operation = operations_[id];
    out += value_name(id) + " = " + std::string(traits_of(operation.opcode).name);
    bool first = true;
    for (const ValueId operand : operands(operation)) {
      out += (first ? " " : ", ") + value_name(operand);
      first = false;
    }
    out += detail_text(*this, operation, fact_names_, set_names_);
    out += " : " + values::type_name(types_[id]);
    if (operation.constant && operation.opcode != Opcode::constant) out += ", constant";
    if (operation.domain != profile_domain) out += ", domain " + std::to_string(operation.domain);
    if (!operation.live) out += ", unused";
    out += '\n';
  }
  const auto name_roots = [&](std::string_view what, const std::vector<std::string>& names,
                              const std::vector<ValueId>& values) {
    for (std::size_t i = 0; i < names.size(); ++i)
      out += std::string(what) + " " + names[i] + ": " + value_name(values[i]) + "\n";
  };
  name_roots("segment", roots_.segment_ids, roots_.segments);
  if (!roots_.segment_ids.empty()) out += "segment index: " + value_name(roots_.segment_index) + "\n";
  name_roots("rule", roots_.rule_ids, roots_.rules);
  return out;
}

}  // namespace eligo::program
