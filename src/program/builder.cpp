#include "program/builder.hpp"

#include <algorithm>

#include "program/profile_schema.hpp"

namespace eligo::program {

using values::Cause;
using values::Column;
using values::Kind;
using values::Type;
using values::Value;

namespace {

bool is_aggregate(Kind kind) { return kind == Kind::list || kind == Kind::record; }

void append_value(Column& column, const Value& value, values::Dictionary& dictionary) {
  const auto append = [&](const auto& content) {
    using Content = std::decay_t<decltype(content)>;
    if constexpr (std::is_same_v<Content, values::Unknown>) {
      column.append_unknown(content.cause);
    } else if constexpr (std::is_same_v<Content, values::Null>) {
      column.append_null();
    } else if constexpr (std::is_same_v<Content, std::string>) {
      const std::uint32_t code = dictionary.insert(content);
      const std::string_view text = dictionary.text(code);
      column.append(values::StringValue{text.data(), static_cast<std::uint32_t>(text.size()), code});
    } else if constexpr (std::is_same_v<Content, values::Timestamp> ||
                         std::is_same_v<Content, values::Interval>) {
      column.append(content.nanoseconds);
    } else if constexpr (std::is_same_v<Content, values::List>) {
      for (const Value& element : content) append_value(column.child(), element, dictionary);
      column.append_list();
    } else if constexpr (std::is_same_v<Content, values::Record>) {
      for (std::size_t i = 0; i < content.fields.size(); ++i)
        append_value(column.child(i), content.fields[i], dictionary);
      column.append_record();
    } else {
      column.append(content);
    }
  };
  std::visit(append, value.content);
}

}  // namespace

Type simple_type(Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

Builder::Builder(Evaluate evaluate, const check::CheckedRuleSet& rules, const Limits& limits)
    : evaluate_(evaluate), rules_(rules) {
  program_.limits_ = limits;
  program_.schema_.dictionary = dictionary_;
  program_.domains_.emplace_back();
  program_.zones_ = rules.zones;
}

const Constant* Builder::constant_of(ValueId value) const {
  const Operation& operation = program_.operations_[value];
  return operation.opcode == Opcode::constant ? program_.constants_[operation.constant_index()].get()
                                              : nullptr;
}

Placement Builder::placement(ValueId value) const {
  const Operation& operation = program_.operations_[value];
  return {operation.constant, operation.domain};
}

std::uint32_t Builder::depth(Placement placement) const {
  return placement.constant ? 0 : program_.domains_[placement.domain].depth;
}

Placement Builder::deeper(Placement left, Placement right) const {
  return depth(left) < depth(right) ? right : left;
}

ValueId Builder::append(Operation operation, const Type& type, const std::vector<ValueId>& operands) {
  const auto id = static_cast<ValueId>(program_.operations_.size());
  operation.id = id;
  operation.first = static_cast<std::uint32_t>(program_.operands_.size());
  operation.count = static_cast<std::uint32_t>(operands.size());
  if (!operands.empty()) operation.left = operands[0];
  if (operands.size() > 1) operation.right = operands[1];
  program_.operands_.insert(program_.operands_.end(), operands.begin(), operands.end());
  program_.operations_.push_back(operation);
  program_.types_.push_back(type);
  program_.slots_.emplace_back();
  return id;
}

ValueId Builder::push(Operation operation, const Type& type, const std::vector<ValueId>& operands) {
  operation.kind = type.kind;
  const auto is_constant = [this](ValueId value) { return constant_of(value) != nullptr; };
  if (traits_of(operation.opcode).folds && std::ranges::all_of(operands, is_constant)) {
    return fold_once(operation, type, operands);
  }
  if (const ValueId known = known_.find(operations(), operation, operands); known != no_value) return known;
  const ValueId id = append(operation, type, operands);
  known_.add(operations(), id);
  return id;
}

ValueId Builder::fold_once(Operation operation, const Type& type, const std::vector<ValueId>& operands) {
  if (const ValueId known = folds_.table.find(folds_.all(), operation, operands); known != no_value)
    return folds_.constants[known];
  const ValueId constant = fold(operation, type, operands);
  operation.first = static_cast<std::uint32_t>(folds_.operands.size());
  operation.count = static_cast<std::uint32_t>(operands.size());
  folds_.operands.insert(folds_.operands.end(), operands.begin(), operands.end());
  folds_.operations.push_back(operation);
  folds_.constants.push_back(constant);
  folds_.table.add(folds_.all(), static_cast<ValueId>(folds_.operations.size() - 1));
  return constant;
}

ValueId Builder::fold(Operation operation, const Type& type, const std::vector<ValueId>& operands) {
  const ValueId id = append(operation, type, operands);
  const Folded folded = evaluate_(program_, id, program_.slots_);
  program_.operations_.pop_back();
  program_.operands_.resize(program_.operands_.size() - operands.size());
  program_.types_.pop_back();
  program_.slots_.pop_back();
  // Folds are alike where their operands are, and for another list of the same elements its text would be
  // made.
  return type.kind == Kind::list ? add_constant(type, folded.value, folded.error)
                                 : constant(type, folded.value, folded.error);
}

ValueId Builder::constant(const Type& type, const Value& value, Cause error) {
  std::string key = values::type_name(type) + '|' + values::literal_text(value) + '|' +
                    std::string(values::cause_text(error));
  if (const auto found = constants_.find(key); found != constants_.end()) return found->second;
  const ValueId id = add_constant(type, value, error);
  constants_.emplace(std::move(key), id);
  return id;
}

ValueId Builder::add_constant(const Type& type, const Value& value, Cause error) {
  auto kept = std::make_unique<Constant>(Constant{type, value, error, Column(type), {}});
  append_value(kept->column, value, *dictionary_);
  kept->view = kept->column.seal();
  kept->view.constant = true;
  Operation operation;
  operation.kind = type.kind;
  operation.constant = true;
  operation.refer_to(static_cast<std::uint32_t>(program_.constants_.size()));
  const ValueId id = append(operation, type, {});
  program_.slots_[id] = {is_aggregate(type.kind) ? &kept->view : kept->view.values, kept->view.known};
  program_.constants_.push_back(std::move(kept));
  return id;
}

ValueId Builder::fact(std::uint32_t index, const check::Fact& fact) {
  if (program_.fact_names_.size() <= index) program_.fact_names_.resize(index + 1);
  program_.fact_names_[index] = fact.name;
  Operation operation;
  operation.opcode = Opcode::fact;
  operation.refer_to(index);
  const std::size_t before = program_.operations_.size();
  const ValueId id = push(operation, fact.type, {});
  if (program_.operations_.size() != before) program_.facts_.push_back({id, index});
  return id;
}

ValueId Builder::now() {
  Operation operation;
  operation.opcode = Opcode::now;
  operation.constant = true;
  program_.now_ = push(operation, simple_type(Kind::timestamp), {});
  return program_.now_;
}

ValueId Builder::segment_index(const std::vector<ValueId>& conditions) {
  Operation operation;
  operation.opcode = Opcode::segment_index;
  operation.constant = conditions.empty();
  return push(operation, simple_type(Kind::integer), conditions);
}

ValueId Builder::parameter(const Type& type, const std::vector<ValueId>& operands) {
  Operation operation;
  operation.opcode = Opcode::parameter;
  return push(operation, type, operands);
}

ValueId Builder::bring_to(ValueId value, Placement placement, bool spread_constant) {
  const Operation& operation = program_.operations_[value];
  if (operation.constant ? !spread_constant : operation.domain == placement.domain) return value;
  if (placement.constant) return value;
  Operation expand;
  expand.opcode = Opcode::expand;
  expand.domain = placement.domain;
  return push(expand, Type(program_.types_[value]), {value, program_.domains_[placement.domain].iterate});
}

ValueId Builder::add(Opcode opcode, const Type& type, std::vector<ValueId> operands, std::uint32_t detail) {
  Placement where;
  for (const ValueId operand : operands) where = deeper(where, placement(operand));
  for (std::size_t i = 0; i < operands.size(); ++i) {
    // These find their list in an outer domain by themselves.
    const bool list = (opcode == Opcode::in_list && i == 1) || (opcode == Opcode::index && i == 0);
    if (!list) operands[i] = bring_to(operands[i], where, false);
  }
  Operation operation;
  operation.opcode = opcode;
  operation.constant = where.constant;
  operation.domain = where.domain;
  operation.refer_to(detail);
  return push(operation, type, operands);
}

ValueId Builder::add(Opcode opcode, Kind kind, std::vector<ValueId> operands, std::uint32_t detail) {
  return add(opcode, simple_type(kind), std::move(operands), detail);
}

ValueId Builder::logical_not(ValueId operand) {
  if (program_.operations_[operand].opcode == Opcode::logical_not) return this->operand(operand, 0);
  return add(Opcode::logical_not, Kind::boolean, {operand});
}

ValueId Builder::logical(Opcode opcode, const std::vector<ValueId>& operands) {
  const bool neutral = opcode == Opcode::logical_and;
  std::vector<ValueId> kept;
  for (const ValueId value : operands) {
    const Operation& operation = program_.operations_[value];
    if (operation.opcode == opcode) {
      const auto inner = program_.operands(operation);
      kept.insert(kept.end(), inner.begin(), inner.end());
      continue;
    }
    const Constant* const known = constant_of(value);
    const bool* const truth = known == nullptr ? nullptr : std::get_if<bool>(&known->value.content);
    if (truth == nullptr) {
      kept.push_back(value);
    } else if (*truth != neutral) {
      return value;  // decides alone
    }
  }
  std::ranges::sort(kept);
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  if (kept.empty()) return constant(simple_type(Kind::boolean), {neutral});
  if (kept.size() == 1) return kept.front();
  return add(opcode, Kind::boolean, std::move(kept));
}

ValueId Builder::select(const Type& type, ValueId condition, ValueId then, ValueId otherwise) {
  if (const Constant* const known = constant_of(condition)) {
    const bool* const truth = std::get_if<bool>(&known->value.content);
    if (truth == nullptr) return constant(type, {values::Unknown{}});
    return *truth ? then : otherwise;
  }
  return add(Opcode::select, type, {condition, then, otherwise});
}

ValueId Builder::iterate(ValueId list, Placement parent) {
  const std::tuple key(list, parent.constant, parent.domain);
  if (const auto found = iterations_.find(key); found != iterations_.end()) return found->second;
  const auto domain = static_cast<DomainId>(program_.domains_.size());
  Operation operation;
  operation.opcode = Opcode::iterate;
  operation.constant = parent.constant;
  operation.domain = parent.domain;
  operation.refer_to(domain);
  const ValueId id = push(operation, simple_type(Kind::boolean), {list});
  program_.domains_.push_back({parent.domain, parent.constant, id, depth(parent) + 1});
  iterations_.emplace(key, id);
  return id;
}

ValueId Builder::element(ValueId iterate, const Type& type) {
  Operation operation;
  operation.opcode = Opcode::element;
  operation.domain = program_.operations_[iterate].opened_domain();
  return push(operation, type, {iterate});
}

ValueId Builder::position(ValueId iterate) {
  Operation operation;
  operation.opcode = Opcode::position;
  operation.domain = program_.operations_[iterate].opened_domain();
  return push(operation, simple_type(Kind::integer), {iterate});
}

ValueId Builder::reduce(Opcode opcode, const Type& type, ValueId iterate, std::vector<ValueId> bodies) {
  const Operation opened = program_.operations_[iterate];
  // What a list is made of needs a row an element; a condition may be one for all.
  for (std::size_t i = 0; i < bodies.size(); ++i)
    bodies[i] = bring_to(bodies[i], {false, opened.opened_domain()}, opcode == Opcode::map && i == 0);
  bodies.insert(bodies.begin(), iterate);
  Operation operation;
  operation.opcode = opcode;
  operation.constant = opened.constant;
  operation.domain = opened.domain;
  return push(operation, type, bodies);
}

std::uint32_t Builder::set_of(const std::vector<Value>& members, const std::string& name) {
  const auto [found, added] = sets_.emplace(name, static_cast<std::uint32_t>(program_.sets_.size()));
  if (added) {
    program_.sets_.emplace_back(members, *dictionary_);
    program_.set_names_.push_back(name);
  }
  return found->second;
}

std::uint32_t Builder::pattern(const std::string& text) {
  if (const auto found = patterns_.find(text); found != patterns_.end()) return found->second;
  const auto index = static_cast<std::uint32_t>(program_.patterns_.size());
  program_.patterns_.push_back(rules_.nodes.pattern(text));
  patterns_.emplace(text, index);
  return index;
}

std::uint32_t Builder::time_part(const TimePart& part) {
  const auto same = [&](const TimePart& other) {
    return other.function == part.function && other.zone == part.zone;
  };
  auto& parts = program_.time_parts_;
  const auto found = std::ranges::find_if(parts, same);
  const auto index = static_cast<std::uint32_t>(found - parts.begin());
  if (found == parts.end()) parts.push_back(part);
  return index;
}

std::uint32_t Builder::salt(ValueId value) {
  const Constant* const constant = constant_of(value);
  if (constant == nullptr || !constant->value.known()) return no_salt;
  program_.salts_.emplace_back(std::get<std::string>(constant->value.content));
  return static_cast<std::uint32_t>(program_.salts_.size() - 1);
}

void Builder::mark_live(const std::vector<ValueId>& roots) {
  auto& operations = program_.operations_;
  for (const ValueId root : roots) operations[root].live = true;
  // Operands stand before the operations that use them.
  for (std::size_t i = operations.size(); i-- > 0;) {
    if (!operations[i].live) continue;
    for (const ValueId operand : program_.operands(operations[i])) operations[operand].live = true;
  }
}

void Builder::put_in_order() {
  for (Operation& operation : program_.operations_) {
    operation.outermost = operation.constant || operation.domain == profile_domain;
    const Opcode opcode = operation.opcode;
    if (opcode == Opcode::constant || opcode == Opcode::fact || opcode == Opcode::now) continue;
    program_.every_order_.push_back(operation.id);
    if (operation.live) program_.live_order_.push_back(operation.id);
  }
}

namespace {

constexpr std::size_t rounding = 32;  // two blocks of an operation, each rounded up to 16 bytes

struct ColumnBytes {
  std::size_t fixed = 0, word = 0, row = 0;
};

ColumnBytes column_bytes(const Operation& operation) {
  if (operation.domain != profile_domain) return {};
  if (operation.constant) return {rounding + 32, 0, 0};
  if (operation.kind == Kind::boolean) return {rounding, 16, 0};
  const bool wide =
      operation.kind == Kind::string || operation.kind == Kind::timestamp || operation.kind == Kind::duration;
  return {rounding, 8, wide ? 16U : 8U};
}

}  // namespace

std::size_t Program::scratch_bytes(const Operation& operation, std::size_t rows) {
  const ColumnBytes bytes = column_bytes(operation);
  return bytes.fixed + bytes.word * values::words_for(rows) + bytes.row * rows;
}

void Builder::count_bytes() {
  program_.fixed_bytes_ = program_.domains_.size() * 64 + 256;
  for (const ValueId id : program_.live_order_) {
    const ColumnBytes bytes = column_bytes(program_.operations_[id]);
    program_.fixed_bytes_ += bytes.fixed;
    program_.word_bytes_ += bytes.word;
    program_.row_bytes_ += bytes.row;
  }
}

Program Builder::finish(const check::CheckedRuleSet& rules, Roots roots, const std::vector<ValueId>& live) {
  program_.roots_ = std::move(roots);
  program_.schema_ = profile_schema(rules, dictionary_);
  mark_live(live);
  put_in_order();
  count_bytes();
  return std::move(program_);
}

}  // namespace eligo::program
