#include "decide/search_limits.hpp"

namespace eligo::decide {

void SearchLimits::charge_run(const RowSource& source) {
  charge(100 + source.program().every_part().size() + source.results->element_rows());
}

SearchLimits limits_for(const Plan& plan, const RowSource& source, values::Nanoseconds now) {
  constexpr std::uint64_t each = 100;
  std::uint64_t elements = 0;
  for (const std::uint32_t fact : plan.order.used_facts) {
    const auto& view = source.fact(fact);
    if (view.kind != values::Kind::list || !view.is_known(source.row)) continue;
    elements += view.offsets[source.row + 1] - view.offsets[source.row];
  }
  return {now, plan.program->limits().search_steps + each * (plan.program->every_part().size() + elements)};
}

}  // namespace eligo::decide
