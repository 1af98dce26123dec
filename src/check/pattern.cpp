#include "check/pattern.hpp"

#include <cstddef>
#include <new>

namespace eligo::check {

namespace {

/// What compiling takes at most, about.
constexpr std::size_t room = 40U << 20U;
constexpr std::size_t room_per_byte = 1000;

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(8 << 20);
  return options;
}

}  // namespace

std::unique_ptr<const RE2> compile_pattern(std::string_view pattern) {
  // RE2 cannot end cleanly where an allocation fails while it compiles: what it leaves is freed twice, or it
  // logs, with more allocations, from destructors. So the memory that it may take is asked for beforehand.
  ::operator delete(::operator new(room + room_per_byte * pattern.size()));
  return std::make_unique<const RE2>(re2::StringPiece(pattern.data(), pattern.size()), options());
}

std::string pattern_mistake(std::string_view pattern) {
  const auto compiled = compile_pattern(pattern);
  return compiled->ok() ? std::string{} : compiled->error();
}

}  // namespace eligo::check
