#include "engine/step.hpp"

namespace eligo::engine {

void step_rows(const Execution& run, const Operation& operation, ValueId id) {
  step<false>(run, operation, id);
}

}  // namespace eligo::engine
