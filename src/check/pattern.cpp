#include "check/pattern.hpp"

namespace eligo::check {

RE2::Options pattern_options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(8 << 20);
  return options;
}

std::string pattern_mistake(std::string_view pattern) {
  const RE2 compiled(re2::StringPiece(pattern.data(), pattern.size()), pattern_options());
  return compiled.ok() ? std::string{} : compiled.error();
}

}  // namespace eligo::check
