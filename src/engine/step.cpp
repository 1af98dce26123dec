#include "engine/step.hpp"

namespace eligo::engine {

void step_one(const Execution& run, const Operation& operation, ValueId id) { step<true>(run, operation, id); }
void step_rows(const Execution& run, const Operation& operation, ValueId id) { step<false>(run, operation, id); }

}  // namespace eligo::engine
