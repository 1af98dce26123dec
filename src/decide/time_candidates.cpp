#include "decide/time_candidates.hpp"

namespace eligo::decide {

using check::Composition;
using check::NodeKind;
using values::Kind;

TimeCandidates::TimeCandidates(const Plan& plan, const RowSource& source, program::Context context,
                               values::Nanoseconds now, SearchLimits& limits)
    : plan_(&plan),
      limits_(&limits),
      forecast_(plan, source, context, now, limits),
      definitions_(plan.rules->definitions.size()) {}

void TimeCandidates::forget() {
  definitions_.assign(definitions_.size(), std::nullopt);
  forecast_.forget();
}

NextChange TimeCandidates::of_placeholder(std::uint32_t definition) {
  const auto root = plan_->rules->definitions[definition].root;
  return forecast_.moves(root) ? next_nanosecond(forecast_.now()) : forecast_.stays(root);
}

// What is known shows the facts of its parts, whichever way they came out, but for logic and branches; what
// is unknown shows which of its parts are.
NextChange TimeCandidates::of_parts(check::NodeId id) {
  const auto& node = forecast_.cursor().node(id);
  if (!node.uses_now || forecast_.cursor().is_constant(id)) return {};
  limits_->charge(1);
  if (limits_->are_spent()) return next_nanosecond(forecast_.now());
  switch (node.composition()) {
    case Composition::definition: return of_definition(node.definition());
    case Composition::negation: return of_parts(forecast_.cursor().operands(node)[0]);
    case Composition::junction: return of_logical(id);
    case Composition::conditional: return of_conditional(node);
    case Composition::comprehension: return of_comprehension(id);
    case Composition::leaf:
    case Composition::operation: break;
  }
  NextChange next = of_operands(node);
  if (forecast_.cursor().type(node).kind == Kind::boolean) next = earlier(next, present(id).until);
  if (!forecast_.is_unknown(id)) return next;
  for (const auto operand : forecast_.cursor().operands(node))
    next = earlier(next, forecast_.knowledge_stays(operand));
  return earlier(next, forecast_.knowledge_stays(id));
}

NextChange TimeCandidates::of_operands(const check::Node& node) {
  NextChange next;
  for (const auto operand : forecast_.cursor().operands(node)) next = earlier(next, of_parts(operand));
  return next;
}

// The operands that decide are shown, all of them where none decides alone; the others may come to decide.
NextChange TimeCandidates::of_logical(check::NodeId id) {
  const auto& node = forecast_.cursor().node(id);
  const bool deciding = node.kind == NodeKind::logical_or;
  const Reading reading = present(id);
  NextChange next = reading.until;
  for (const auto operand : forecast_.cursor().operands(node)) {
    const bool shown = reading.is(deciding)  ? present(operand).is(deciding)
                       : reading.undecided() ? present(operand).undecided()
                                             : true;
    next = earlier(next, shown ? of_parts(operand) : present(operand).until);
  }
  return next;
}

NextChange TimeCandidates::of_conditional(const check::Node& node) {
  const Reading condition = present(forecast_.cursor().operands(node)[0]);
  const NextChange next = earlier(condition.until, of_parts(forecast_.cursor().operands(node)[0]));
  const auto* const taken = std::get_if<bool>(&condition.value);
  return taken != nullptr ? earlier(next, of_parts(forecast_.cursor().operands(node)[*taken ? 1 : 2])) : next;
}

NextChange TimeCandidates::of_comprehension(check::NodeId id) {
  const auto& node = forecast_.cursor().node(id);
  NextChange next = of_parts(forecast_.cursor().operands(node)[0]);
  if (forecast_.cursor().type(node).kind == Kind::boolean) next = earlier(next, present(id).until);
  if (!forecast_.is_unknown(id)) return next;
  next = earlier(next, forecast_.knowledge_stays(id));
  const auto bodies = [&] {
    for (std::size_t body = 1; body < forecast_.cursor().operands(node).size(); ++body) {
      if (forecast_.is_unknown(forecast_.cursor().operands(node)[body]))
        next = earlier(next, of_parts(forecast_.cursor().operands(node)[body]));
    }
  };
  if (!forecast_.for_each_element(id, bodies)) bodies();
  return next;
}

NextChange TimeCandidates::of_definition(std::uint32_t definition) {
  const auto find = [&](std::uint32_t wanted) {
    if (!definitions_[wanted]) definitions_[wanted] = of_parts(plan_->rules->definitions[wanted].root);
  };
  // A long chain of them is gone through from its end.
  if (!definitions_[definition] && plan_->time.is_deep(definition) && !preparing_) {
    preparing_ = true;
    for (const auto needed : plan_->time.definitions) {
      if (needed == definition) break;
      find(needed);
    }
    preparing_ = false;
  }
  find(definition);
  return *definitions_[definition];
}

}  // namespace eligo::decide
