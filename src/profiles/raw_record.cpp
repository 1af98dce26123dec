#include "profiles/raw_record.hpp"

namespace eligo::profiles {

std::string_view flaw_text(Flaw flaw) {
  switch (flaw) {
    case Flaw::none: return "";
    case Flaw::too_long: return "the record is longer than allowed";
    case Flaw::open_quote: return "a quoted cell has no closing quote";
    case Flaw::open_array: return "the array has no closing bracket; the file may be cut off";
    case Flaw::after_array: return "something stands behind the end of the array";
  }
  return "";
}

}  // namespace eligo::profiles
