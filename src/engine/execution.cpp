#include "engine/execution.hpp"

namespace eligo::engine {

values::View Execution::view(ValueId value) const {
  const Operation& operation = operations[value];
  const program::Slot& result = slot(value);
  values::View view;
  if (is_aggregate(operation.kind)) {
    view = *static_cast<const values::View*>(result.values);
  } else {
    view.kind = operation.kind;
    view.values = result.values;
  }
  view.known = result.known;
  view.constant = operation.constant;
  view.size = rows(operation);
  return view;
}

void Execution::put_view(ValueId value, const values::View& view) const {
  if (is_aggregate(view.kind)) {
    auto* const kept = arena->allocate<values::View>(1);
    *kept = view;
    slot(value) = {kept, view.known};
  } else {
    slot(value) = {view.values, view.known};
  }
}

}  // namespace eligo::engine
