#include "decide/reasons.hpp"

#include <algorithm>

namespace eligo::decide {

namespace {

values::Value figure_value(const RowSource& source, const Figure& figure, std::uint32_t segment) {
  switch (figure.kind) {
    case check::Template::Piece::Kind::fact:
      return values::value_at(source.views[figure.index], source.row, values::shown);
    case check::Template::Piece::Kind::parameter: return param_value(*source.rules, segment, figure.index);
    case check::Template::Piece::Kind::definition: {
      const auto value = source.program->definition_value(figure.index);
      if (value == program::no_value || !source.results->has(value)) return {};
      return values::value_at((*source.results)[value], source.row, values::shown);
    }
    case check::Template::Piece::Kind::text: break;
  }
  return {};
}

}  // namespace

const values::Value& param_value(const check::CheckedRuleSet& rules, std::uint32_t segment,
                                 std::uint32_t param) {
  if (segment < rules.segments.size()) {
    for (const auto& override : rules.segments[segment].params) {
      if (override.param == param) return override.value;
    }
  }
  return rules.params[param].value;
}

ReasonData* ReasonBuilder::find(std::size_t row, std::uint32_t code, Reasons& reasons) const {
  if (reasons.size() <= few_) {
    const auto found = std::find_if(reasons.begin(), reasons.end(),
                                    [&](const ReasonData& reason) { return reason.code == code; });
    return found == reasons.end() ? nullptr : &*found;
  }
  const auto place = places_.find(std::uint64_t{row} << 32U | code);
  return place == places_.end() ? nullptr : &reasons[place->second];
}

void ReasonBuilder::remember_last(std::size_t row, const Reasons& reasons) {
  if (reasons.size() <= few_) return;
  const std::size_t first = reasons.size() == few_ + 1 ? 0 : reasons.size() - 1;
  for (std::size_t place = first; place < reasons.size(); ++place) {
    places_.emplace(std::uint64_t{row} << 32U | reasons[place].code, place);
  }
}

ReasonData& ReasonBuilder::reason_for(const RowSource& source, const Ground& ground, Reasons& reasons) {
  const auto code = source.rules->rules[ground.rule].code;
  if (auto* present = find(source.row, code, reasons)) return *present;
  auto& reason = reasons.add();
  reason.code = code;
  reason.effect = ground.effect;
  remember_last(source.row, reasons);
  return reason;
}

void ReasonBuilder::add(const RowSource& source, const Ground& ground, bool undecided, bool bare,
                        std::uint32_t segment, Reasons& reasons) {
  auto& reason = reason_for(source, ground, reasons);
  const bool first = reason.rules.empty();
  const bool decides = !undecided && reason.undecided && ground.effect == reason.effect;
  reason.rules.push_back(ground.rule);
  if (first || decides) {
    reason.undecided = undecided;
    reason.bare = bare;
    reason.text_rule = ground.rule;
    reason.missing.clear();
    reason.errors.clear();
    reason.figures.clear();
    if (!bare) {
      for (const auto& figure : order_->figures[ground.rule])
        reason.figures.push_back(figure_value(source, figure, segment));
    }
  }
  if (bare) return;
  const auto when = source.rules->rules[ground.rule].when;
  Evidence evidence(source, *element_nodes_, program::Context::segment);
  if (!undecided) {
    evidence.add_facts(when, reason.facts);
  } else if (reason.undecided) {
    evidence.add_gaps(when, reason.missing, reason.errors);
  }
}

}  // namespace eligo::decide
