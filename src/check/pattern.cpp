#include "check/pattern.hpp"

#include <cstddef>
#include <new>

namespace eligo::check {

namespace {

/// RE2 bounds what it makes of a pattern, but not what it reads: `\pL`, again and again, takes 9 KB a byte.
constexpr std::size_t longest = 10'000;

/// What compiling takes at most, about.
constexpr std::size_t room = 40U << 20U;
constexpr std::size_t room_per_byte = 9'000;

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
  if (pattern.size() > longest) return "it is longer than 10,000 bytes";
  const auto compiled = compile_pattern(pattern);
  return compiled->ok() ? std::string{} : compiled->error();
}

}  // namespace eligo::check
