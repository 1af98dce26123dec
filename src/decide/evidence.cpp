#include "decide/evidence.hpp"

#include <algorithm>

namespace eligo::decide {

namespace {

using check::Composition;
using check::NodeKind;

bool is_aggregate(const values::Type& type) {
  return type.kind == values::Kind::list || type.kind == values::Kind::record;
}

template <typename Entry, typename Key>
void insert_once(std::vector<Entry>& entries, Entry entry, Key key) {
  if (entries.empty() || key(entries.back()) < key(entry)) {  // most come in order
    entries.push_back(std::move(entry));
    return;
  }
  const auto at = std::lower_bound(entries.begin(), entries.end(), key(entry),
                                   [&](const Entry& present, auto wanted) { return key(present) < wanted; });
  if (at != entries.end() && key(*at) == key(entry)) return;
  entries.insert(at, std::move(entry));
}

bool any_unknown(const values::View& elements, std::size_t begin, std::size_t end) {
  for (std::size_t row = begin; row < end; ++row) {
    if (!elements.is_known(row)) return true;
  }
  for (std::size_t child = 0; elements.kind == values::Kind::record && child < elements.child_count;
       ++child) {
    if (any_unknown(elements.children[child], begin, end)) return true;
  }
  return false;
}

bool is_logical(const Cursor& cursor, const check::Node& node) {
  switch (node.composition()) {
    case Composition::definition:
    case Composition::negation:
    case Composition::junction: return true;
    case Composition::conditional: return cursor.type(node).kind == values::Kind::boolean;
    case Composition::leaf:
    case Composition::comprehension:
    case Composition::operation: break;
  }
  return false;
}

// The first refusal among the elements [begin, end) of a list's child column, or among their fields.
values::Cause cause_among(const values::View& elements, std::size_t begin, std::size_t end) {
  for (std::size_t row = begin; row < end; ++row) {
    if (const auto cause = elements.cause_at(row); cause != values::Cause::none) return cause;
    for (std::size_t field = 0; field < elements.child_count; ++field) {
      if (const auto cause = elements.children[field].cause_at(row); cause != values::Cause::none)
        return cause;
    }
  }
  return values::Cause::absent;
}

}  // namespace

bool holds_unknown(const values::View& view, std::size_t row) {
  if (!view.is_known(row)) return true;
  return view.kind == values::Kind::list &&
         any_unknown(view.children[0], view.offsets[row], view.offsets[row + 1]);
}

Evidence::Evidence(const RowSource& source, const std::vector<check::NodeId>& element_nodes,
                   program::Context context)
    : source_(&source), cursor_(source, element_nodes, context) {}

void Evidence::add_missing_inputs(check::NodeId root, std::vector<MissingInput>& missing,
                                  std::vector<MissingInput>& errors) {
  std::vector<MissingInput> found_missing, found_errors;
  missing_ = &found_missing;
  errors_ = &found_errors;
  answer(root, Question::why_unknown);
  // Nothing on the way down told: the parts were folded into one operation. Name what is missing below.
  if (found_missing.empty() && found_errors.empty()) answer(root, Question::facts_unknown);
  if (found_missing.empty() && found_errors.empty()) add_error(root, values::Cause::none);
  const auto index = [](const MissingInput& input) { return input.index; };
  for (const auto& input : found_missing) insert_once(missing, input, index);
  for (const auto& input : found_errors) insert_once(errors, input, index);
}

void Evidence::add_facts(check::NodeId root, std::vector<FactValue>& facts) {
  facts_ = &facts;
  answer(root, Question::what_supports);
}

void Evidence::answer(check::NodeId root, Question question) {
  seen_definitions_.clear();
  seen_comprehensions_.clear();
  visit(root, question);
  while (!definitions_.empty()) {
    const auto [definition, next] = definitions_.back();
    definitions_.pop_back();
    visit(definition, next);
  }
}

bool Evidence::is_unknown(check::NodeId id) const {
  if (const auto cell = cursor_.cell(id)) return !cell->known();
  const auto& node = cursor_.node(id);
  // `size(list.filter(...))` is run as one operation: the bodies tell.
  return node.kind == NodeKind::comprehension || (is_logical(cursor_, node) && !combined_truth(id));
}

std::optional<bool> Evidence::truth(check::NodeId id) const {
  const auto cell = cursor_.cell(id);
  if (!cell) return combined_truth(id);
  if (!cell->known()) return std::nullopt;
  return cell->known() &&
         values::bit_at(cell->view->as<std::uint64_t>(), cell->view->constant ? 0 : cell->row);
}

// Nested `&&` and `||` of one kind were run as one operation, and so were negations.
std::optional<bool> Evidence::combined_truth(check::NodeId id) const {
  const auto& node = cursor_.node(id);
  switch (node.composition()) {
    case Composition::definition: return truth(source_->rules->root_of(node));
    case Composition::negation: {
      const auto operand = truth(cursor_.operands(node)[0]);
      return operand ? std::optional(!*operand) : std::nullopt;
    }
    case Composition::junction: {
      const bool deciding = node.kind == NodeKind::logical_or;
      bool all_known = true;
      for (const auto operand : cursor_.operands(node)) {
        const auto known = truth(operand);
        if (known == std::optional(deciding)) return deciding;
        all_known = all_known && known;
      }
      return all_known ? std::optional(!deciding) : std::nullopt;
    }
    case Composition::conditional: {
      const auto taken = truth(cursor_.operands(node)[0]);
      return taken ? truth(cursor_.operands(node)[*taken ? 1 : 2]) : std::nullopt;
    }
    case Composition::leaf:
    case Composition::comprehension:
    case Composition::operation: break;
  }
  return std::nullopt;
}

bool Evidence::is_empty_list(check::NodeId id) const {
  const auto& node = cursor_.node(id);
  if (node.kind == NodeKind::definition) return is_empty_list(source_->rules->root_of(node));
  const auto cell = cursor_.cell(id);
  const bool fact = !cell && node.kind == NodeKind::fact;
  if (!cell && !fact) return false;
  const values::View& view = fact ? source_->fact(node.fact()) : *cell->view;
  const std::size_t row = fact ? source_->row : cell->row;
  if (!view.is_known(row) || view.kind != values::Kind::list) return false;
  const std::size_t place = view.constant ? 0 : row;
  return view.offsets[place] == view.offsets[place + 1];
}

// An invariant comprehension inside of another one is met once an element: walk it once a row of its own.
bool Evidence::enter_once(check::NodeId comprehension, Question question) {
  const auto cell = cursor_.cell(comprehension);
  return !cell || seen_comprehensions_.emplace(comprehension, cell->row, question).second;
}

void Evidence::visit(check::NodeId id, Question question) {
  const auto& node = cursor_.node(id);
  if (node.kind == NodeKind::definition) {
    const auto definition = source_->rules->root_of(node);
    if (seen_definitions_.emplace(definition, question).second)
      definitions_.emplace_back(definition, question);
    return;
  }
  if (node.kind == NodeKind::comprehension && !enter_once(id, question)) return;
  switch (question) {
    case Question::why_unknown: return explain_unknown(id);
    case Question::why_holes: return explain_holes(id);
    case Question::what_supports: return explain_support(id);
    case Question::facts_known:
      if (cursor_.is_constant(id)) return;
      if (node.kind == NodeKind::fact) return add_fact_value(node.fact());
      return visit_operands(node, question);
    case Question::facts_unknown:
      if (node.kind == NodeKind::fact && !source_->fact(node.fact()).is_known(source_->row)) {
        return add_fact_gap(node.fact());
      }
      return visit_operands(node, question);
  }
}

void Evidence::visit_operands(const check::Node& node, Question question) {
  for (const auto operand : cursor_.operands(node)) visit(operand, question);
}

void Evidence::explain_unknown(check::NodeId id) {
  const auto& node = cursor_.node(id);
  switch (node.composition()) {
    case Composition::leaf:
      if (node.kind == NodeKind::fact) return add_fact_gap(node.fact());
      if (node.kind == NodeKind::element) return explain_holes(id);
      break;
    case Composition::conditional: {
      const auto taken = truth(cursor_.operands(node)[0]);
      return visit(taken ? cursor_.operands(node)[*taken ? 1 : 2] : cursor_.operands(node)[0],
                   Question::why_unknown);
    }
    case Composition::comprehension: return explain_unknown_comprehension(id);
    case Composition::operation:
      if (node.kind == NodeKind::field) return explain_holes(id);
      if (node.kind == NodeKind::has) return explain_unknown_presence(node);
      break;
    case Composition::definition:
    case Composition::negation:
    case Composition::junction: break;
  }
  if (const auto cell = cursor_.cell(id); cell && !is_logical(cursor_, node)) {
    for (const auto operand : cursor_.operands(node)) {
      const auto same = cursor_.cell(operand);  // a conversion that changes nothing is no operation
      if (same && same->value == cell->value) return visit(operand, Question::why_unknown);
    }
    const auto cause = source_->results->error_at(cell->value, cell->row);
    if (cause != values::Cause::none) return add_error(id, cause);
  }
  const auto unknown = [this](check::NodeId operand) { return is_unknown(operand); };
  explain_operands(node, std::ranges::none_of(cursor_.operands(node), unknown));
}

void Evidence::explain_operands(const check::Node& node, bool with_holes) {
  for (const auto operand : cursor_.operands(node)) {
    if (is_unknown(operand)) {
      visit(operand, Question::why_unknown);
    } else if (with_holes && is_aggregate(cursor_.type(operand))) {
      visit(operand, Question::why_holes);
    }
  }
}

// has() is unknown where the record is, or why the fact is missing.
void Evidence::explain_unknown_presence(const check::Node& has) {
  const auto asked = cursor_.operands(has)[0];
  if (cursor_.node(asked).kind == NodeKind::field) return explain_holes(asked);
  visit_operands(has, Question::facts_unknown);
}

void Evidence::explain_unknown_comprehension(check::NodeId id) {
  const auto& node = cursor_.node(id);
  if (is_unknown(cursor_.operands(node)[0])) return visit(cursor_.operands(node)[0], Question::why_unknown);
  if (const auto cell = cursor_.cell(id)) {
    const auto cause = source_->results->error_at(cell->value, cell->row);
    if (cause != values::Cause::none) return add_error(id, cause);
  }
  explain_unknown_bodies(id);
}

void Evidence::explain_unknown_bodies(check::NodeId id) {
  const auto& node = cursor_.node(id);
  const auto elements = cursor_.elements(id);
  if (!elements) {  // the body does not look at the elements; where there are none it was not asked
    if (!is_empty_list(cursor_.operands(node)[0])) explain_unknown_body(node);
    return;
  }
  cursor_.enter(elements->domain, elements->begin);
  for (std::size_t row = elements->begin; row < elements->end; ++row) {
    cursor_.move(row);
    explain_unknown_body(node);
  }
  cursor_.leave();
}

void Evidence::explain_unknown_body(const check::Node& comprehension) {
  const auto operands = cursor_.operands(comprehension);
  if (is_unknown(operands[1])) return visit(operands[1], Question::why_unknown);
  if (operands.size() < 3 || truth(operands[1]) == std::optional(false)) return;
  if (is_unknown(operands[2])) visit(operands[2], Question::why_unknown);
}

void Evidence::explain_holes(check::NodeId id) {
  const auto& node = cursor_.node(id);
  switch (node.composition()) {
    case Composition::leaf:
      if (node.kind == NodeKind::element)
        return visit(cursor_.operands(node.comprehension())[0], Question::why_holes);
      if (node.kind == NodeKind::fact && holds_unknown(source_->fact(node.fact()), source_->row))
        add_fact_gap(node.fact());
      return;
    case Composition::conditional: {
      const auto taken = truth(cursor_.operands(node)[0]);
      if (taken) visit(cursor_.operands(node)[*taken ? 1 : 2], Question::why_holes);
      return;
    }
    case Composition::comprehension:
      if (is_unknown(cursor_.operands(node)[0]))
        return visit(cursor_.operands(node)[0], Question::why_unknown);
      if (node.macro == check::Macro::filter) return visit(cursor_.operands(node)[0], Question::why_holes);
      return explain_unknown_bodies(id);
    case Composition::operation:
      if (node.kind == NodeKind::field) {
        const auto record = cursor_.operands(node)[0];
        return visit(record, is_unknown(record) ? Question::why_unknown : Question::why_holes);
      }
      return explain_operands(node, true);
    case Composition::definition:
    case Composition::negation:
    case Composition::junction: return explain_operands(node, true);
  }
}

void Evidence::explain_support(check::NodeId id) {
  if (cursor_.is_constant(id)) return;  // whatever the facts below it are
  const auto& node = cursor_.node(id);
  switch (node.composition()) {
    case Composition::leaf:
      if (node.kind == NodeKind::fact) add_fact_value(node.fact());
      return;
    case Composition::junction: {
      // One operand decides a true `||` and a false `&&`; the others come out by all of them.
      const bool deciding = node.kind == NodeKind::logical_or;
      const bool decided_by_some = truth(id) == std::optional(deciding);
      for (const auto operand : cursor_.operands(node)) {
        if (!decided_by_some || truth(operand) == std::optional(deciding))
          visit(operand, Question::what_supports);
      }
      return;
    }
    case Composition::conditional: {
      visit(cursor_.operands(node)[0], Question::what_supports);
      const auto taken = truth(cursor_.operands(node)[0]);
      if (taken) visit(cursor_.operands(node)[*taken ? 1 : 2], Question::what_supports);
      return;
    }
    case Composition::comprehension:
      visit(cursor_.operands(node)[0], Question::what_supports);
      for (std::size_t body = 1; body < cursor_.operands(node).size(); ++body)
        visit(cursor_.operands(node)[body], Question::facts_known);
      return;
    case Composition::definition:
    case Composition::negation:
    case Composition::operation: return visit_operands(node, Question::what_supports);
  }
}

void Evidence::add_fact_gap(std::uint32_t fact) {
  const auto& view = source_->fact(fact);
  auto cause = view.cause_at(source_->row);
  if (cause == values::Cause::none) {
    cause = view.kind == values::Kind::list
                ? cause_among(view.children[0], view.offsets[source_->row], view.offsets[source_->row + 1])
                : values::Cause::absent;
  }
  insert_once(*missing_, MissingInput{MissingInput::Kind::fact, fact, cause},
              [](const MissingInput& input) { return input.index; });
}

void Evidence::add_error(check::NodeId id, values::Cause cause) {
  // What nobody gives a reason for fails closed too: an operation between the parts copied too much.
  if (cause == values::Cause::none) cause = values::Cause::step_budget;
  insert_once(*errors_, MissingInput{MissingInput::Kind::part, id, cause},
              [](const MissingInput& input) { return input.index; });
}

void Evidence::add_fact_value(std::uint32_t fact) { add_fact(*source_, fact, *facts_); }

void add_fact(const RowSource& source, std::uint32_t fact, std::vector<FactValue>& facts) {
  const auto& view = source.fact(fact);
  if (view.kind == values::Kind::list || !view.is_known(source.row)) return;
  if (facts.empty() || facts.back().fact < fact) {  // as most come
    FactValue& last = facts.emplace_back();
    last.fact = fact;
    return values::assign_at(view, source.row, values::shown, last.value);
  }
  insert_once(facts, FactValue{fact, values::value_at(view, source.row, values::shown)},
              [](const FactValue& value) { return value.fact; });
}

}  // namespace eligo::decide
