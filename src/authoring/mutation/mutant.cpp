#include "authoring/mutation/mutant.hpp"

namespace eligo::authoring {

std::string_view to_string(Operator kind) noexcept {
  switch (kind) {
    case Operator::threshold: return "threshold";
    case Operator::comparison: return "comparison";
    case Operator::connective: return "connective";
    case Operator::macro: return "macro";
    case Operator::negation: return "negation";
    case Operator::left_out: return "left_out";
    case Operator::list_member: return "list_member";
    case Operator::effect: return "effect";
    case Operator::on_missing: return "on_missing";
    case Operator::priority: return "priority";
    case Operator::window: return "window";
    case Operator::segment: return "segment";
    case Operator::segment_param: return "segment_param";
    case Operator::waiver: return "waiver";
  }
  return "";
}

}  // namespace eligo::authoring
